using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AfterSales.Load.Running;

/// <summary>The product as its users run it: a process of its own, reached over HTTP.</summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private ProductProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }
    public int Id => _process.Id;

    public static async Task<ProductProcess> StartAsync(string connectionString, string dataFolder, CancellationToken ct)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "AfterSales.Web.dll")]) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory };
        info.Environment["ConnectionStrings__AfterSales"] = connectionString;
        info.Environment["ASPNETCORE_URLS"] = address.ToString();
        info.Environment["AFTERSALES_DATA"] = dataFolder;
        // One key stands for all senders here; the limit per key is not what is measured.
        info.Environment["Api__RateLimit"] = "1000000";
        var process = Process.Start(info)!;
        // What it prints is read and dropped: a full pipe would stop it.
        process.BeginOutputReadLine();
        var product = new ProductProcess(process, address);
        try
        {
            await product.ReadyAsync(ct);
            return product;
        }
        catch
        {
            await product.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private async Task ReadyAsync(CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(StartLimit);
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync("/readyz", patience.Token);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                // Not listening yet.
            }
            await Task.Delay(50, patience.Token);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
