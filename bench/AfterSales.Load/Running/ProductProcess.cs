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

    public static async Task<ProductProcess> StartAsync(string connectionString, CancellationToken ct)
    {
        var port = FreePort();
        var info = new ProcessStartInfo(Environment.ProcessPath!, ["host", connectionString, port.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        if (Path.GetFileNameWithoutExtension(info.FileName) == "dotnet") info.ArgumentList.Insert(0, typeof(ProductProcess).Assembly.Location);
        var product = new ProductProcess(Process.Start(info)!, new($"http://127.0.0.1:{port}"));
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
                using var answer = await http.GetAsync("/healthz", patience.Token);
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
