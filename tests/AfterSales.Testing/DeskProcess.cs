using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;

namespace AfterSales.Testing;

/// <summary>The built product as a process of its own, as people run it: started on a free port, stopped or killed.</summary>
public sealed class DeskProcess : IAsyncDisposable
{
    private readonly StringBuilder _output = new();
    private readonly Process _process;

    private DeskProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
    }

    public Uri Address { get; }
    public int Id => _process.Id;
    public bool HasExited => _process.HasExited;
    public int ExitCode => _process.ExitCode;

    /// <summary>What it printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Starts it and waits until it is ready. Variables that are null are removed. The demo store's buyers keep quiet unless asked for.</summary>
    public static async Task<DeskProcess> StartAsync(IReadOnlyDictionary<string, string?> environment, int? port = null)
    {
        var address = new Uri($"http://127.0.0.1:{port ?? FreePort()}");
        var dll = Dll();
        var info = new ProcessStartInfo("dotnet", [dll]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.GetDirectoryName(dll)! };
        info.Environment["ASPNETCORE_URLS"] = address.ToString();
        info.Environment.Remove("ConnectionStrings__AfterSales");
        info.Environment["AFTERSALES_DEMO_BUYERS"] = "false";
        foreach (var (name, value) in environment)
        {
            if (value is null) info.Environment.Remove(name);
            else info.Environment[name] = value;
        }
        var process = new Process { StartInfo = info };
        var desk = new DeskProcess(process, address);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await desk.ReadyAsync();
            return desk;
        }
        catch
        {
            // Nobody else knows of it yet, so nobody else would stop it.
            await desk.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks it to stop, as Ctrl+C or a service manager does, and waits.</summary>
    public async Task StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _process.WaitForExitAsync(limit.Token);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            try
            {
                await StopAsync();
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
            }
        }
        _process.Dispose();
    }

    // The first start of a folder tells the demo and compiles nearly everything: on a busy machine that takes minutes.
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);

    private async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        await Eventually.TrueAsync(async () =>
        {
            if (_process.HasExited)
            {
                // Its last words may still be on their way.
                await _process.WaitForExitAsync();
                throw new InvalidOperationException($"It ended with {_process.ExitCode}:\n{Output}");
            }
            try
            {
                using var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative));
                // Whoever else holds the port may answer too: only a process that says so itself is ready.
                return answer.IsSuccessStatusCode && Output.Contains("AfterSales is ready", StringComparison.Ordinal);
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                return false;
            }
        }, StartLimit);
    }

    private void Keep(object sender, DataReceivedEventArgs e)
    {
        if (e.Data is null) return;
        lock (_output) _output.AppendLine(e.Data);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // The build of the web project in the same configuration as the tests.
    private static string Dll([CallerFilePath] string here = "")
    {
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../src/AfterSales.Web/bin", configuration, "net10.0/AfterSales.Web.dll"));
    }
}
