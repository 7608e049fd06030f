using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace AfterSales.Browser.Tests.Shared;

/// <summary>The network between one browser and the product, which can be cut and mended (what is on its way is lost, what comes is turned away) and held up (what the browser says arrives later).</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _ends = new();
    private readonly Task _accepting;
    private volatile Uri _to;
    private volatile bool _cut;
    private volatile TaskCompletionSource _free = Passed();

    private Wire(Uri to)
    {
        _to = to;
        _listener.Start();
        Address = new($"http://{to.Host}:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    /// <summary>Where the browser goes instead.</summary>
    public Uri Address { get; }

    public static Wire To(Uri address) => new(address);

    public void Cut()
    {
        _cut = true;
        foreach (var end in _ends.Keys) end.Dispose();
    }

    public void Mend() => _cut = false;

    /// <summary>What the browser says waits on its way until it is let go.</summary>
    public void HoldUp() => _free = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo() => _free.TrySetResult();

    /// <summary>From now on it ends somewhere else.</summary>
    public void LeadTo(Uri address) => _to = address;

    public async ValueTask DisposeAsync()
    {
        LetGo();
        Cut();
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = CarryAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Taken down.
        }
    }

    private async Task CarryAsync(TcpClient browser)
    {
        using var product = new TcpClient();
        using (browser)
        {
            (_ends[browser], _ends[product]) = (true, true);
            try
            {
                if (_cut) return;
                var to = _to;
                await product.ConnectAsync(to.Host, to.Port);
                await Task.WhenAny(
                    SayAsync(browser.GetStream(), product.GetStream()),
                    product.GetStream().CopyToAsync(browser.GetStream()));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException or InvalidOperationException)
            {
                // Cut, or one side hung up.
            }
            finally
            {
                _ends.TryRemove(browser, out _);
                _ends.TryRemove(product, out _);
            }
        }
    }

    private async Task SayAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer) is > 0 and var read)
        {
            await _free.Task;
            await to.WriteAsync(buffer.AsMemory(0, read));
        }
    }

    private static TaskCompletionSource Passed()
    {
        var passed = new TaskCompletionSource();
        passed.SetResult();
        return passed;
    }
}
