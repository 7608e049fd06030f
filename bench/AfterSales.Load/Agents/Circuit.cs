using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace AfterSales.Load.Agents;

/// <summary>
/// A page that lives: what blazor.web.js does between a browser and its circuit, without drawing. It acknowledges every
/// render batch and answers every call of JavaScript, as the server would otherwise stop sending.
/// </summary>
internal sealed class Circuit : IAsyncDisposable
{
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket;
    private readonly SeenBatch _seen;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _gone = new();
    private readonly TaskCompletionSource<string> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private Task _listening = Task.CompletedTask;
    private Task _beating = Task.CompletedTask;
    private byte[]? _awaited;
    private TaskCompletionSource<string>? _arrival;
    private long _objects;

    private Circuit(ClientWebSocket socket, SeenBatch seen) => (_socket, _seen) = (socket, seen);

    /// <summary>Is told of every render batch.</summary>
    public delegate void SeenBatch(ReadOnlySpan<byte> batch, long at);

    /// <summary>With it a browser closes its circuit or comes back to it.</summary>
    public string Secret { get; private set; } = "";

    public int Batches { get; private set; }

    public long BatchBytes { get; private set; }

    /// <summary>Brings a page to life and waits until its circuit has drawn these bytes.</summary>
    public static async Task<Circuit> StartAsync(ClientWebSocket socket, Uri hub, LivePage page, byte[] shown, SeenBatch seen, CancellationToken ct)
    {
        await socket.ConnectAsync(hub, ct);
        await socket.SendAsync(BlazorPack.Handshake.ToArray(), WebSocketMessageType.Text, endOfMessage: true, ct);
        var circuit = new Circuit(socket, seen);
        circuit._listening = circuit.ListenAsync();
        circuit._beating = circuit.BeatAsync();
        await circuit.SendAsync(BlazorPack.Call("0", "StartCircuit", new Uri(page.Address, "/").ToString(), page.Address.ToString(), "[]", page.State));
        circuit.Secret = await await Task.WhenAny(circuit._started.Task, circuit.EndAsync()).WaitAsync(Patience, ct);
        await circuit.UntilShownAsync(shown, () => circuit.SendAsync(BlazorPack.Call(null, "UpdateRootComponents", page.Operations(), page.State)), ct);
        return circuit;
    }

    /// <summary>Follows a link of the page, as a click on it does.</summary>
    public Task FollowAsync(Uri address) => SendAsync(BlazorPack.Call(null, "OnLocationChanged", address.ToString(), null, true));

    /// <summary>Does something and waits for the render batch that has these bytes in it.</summary>
    public async Task UntilShownAsync(byte[] shown, Func<Task> act, CancellationToken ct)
    {
        var arrival = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate) (_awaited, _arrival) = (shown, arrival);
        await act();
        try
        {
            await await Task.WhenAny(arrival.Task, EndAsync()).WaitAsync(Patience, ct);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"No render batch had “{Encoding.UTF8.GetString(shown)}” in it.", e);
        }
    }

    /// <summary>Throws what ended the circuit, if something did.</summary>
    public Task ThrowIfEndedAsync() => _listening.IsCompleted ? EndAsync() : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _socket.Abort();
        await Task.WhenAll(_listening, _beating).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _sending.Dispose();
        _gone.Dispose();
    }

    // A circuit never ends well by itself: what is asked of it would not come.
    private async Task<string> EndAsync()
    {
        await _listening;
        throw new InvalidOperationException("The circuit has ended.");
    }

    private async Task SendAsync(byte[] message)
    {
        await _sending.WaitAsync(_gone.Token);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, _gone.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(HeartbeatEvery);
        while (await timer.WaitForNextTickAsync(_gone.Token)) await SendAsync(BlazorPack.Heartbeat());
    }

    private async Task ListenAsync()
    {
        var received = new byte[16 << 10];
        var filled = 0;
        var shaken = false;
        while (true)
        {
            if (filled == received.Length) Array.Resize(ref received, 2 * received.Length);
            var got = await _socket.ReceiveAsync(received.AsMemory(filled), _gone.Token);
            if (got.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException($"The server closed the connection: {_socket.CloseStatusDescription}");
            filled += got.Count;
            var (used, answers) = Read(received.AsSpan(0, filled), ref shaken);
            received.AsSpan(used, filled - used).CopyTo(received);
            filled -= used;
            foreach (var answer in answers) await SendAsync(answer);
        }
    }

    private (int Used, List<byte[]> Answers) Read(ReadOnlySpan<byte> received, ref bool shaken)
    {
        var rest = received;
        var answers = new List<byte[]>();
        if (!shaken)
        {
            var end = rest.IndexOf(BlazorPack.EndOfHandshake);
            if (end < 0) return (0, answers);
            if (!rest[..end].SequenceEqual("{}"u8)) throw new InvalidOperationException("The server refused the handshake.");
            rest = rest[(end + 1)..];
            shaken = true;
        }
        while (BlazorPack.TryTake(ref rest, out var message))
            if (Take(message) is { } answer) answers.Add(answer);
        return (received.Length - rest.Length, answers);
    }

    // The answer, where one is due.
    private byte[]? Take(ReadOnlySpan<byte> message)
    {
        var pack = new MessagePackReader(message);
        pack.Array();
        switch (pack.Number())
        {
            case BlazorPack.Invocation:
                pack.Skip();
                pack.Skip();
                var method = pack.Text();
                pack.Array();
                return Called(method, pack);
            case BlazorPack.Completion:
                pack.Skip();
                pack.Skip();
                // Kind 3 carries a value: the only thing we ask for is the start.
                if (pack.Number() == 3 && pack.Text() is { } secret) _started.TrySetResult(secret);
                else _started.TrySetException(new InvalidOperationException("The server did not start the circuit."));
                return null;
            case BlazorPack.Close:
                throw new InvalidOperationException($"The server ended the circuit: {pack.Text()}");
            default:
                return null;
        }
    }

    private byte[]? Called(string? method, MessagePackReader arguments) => method switch
    {
        "JS.RenderBatch" => Rendered(arguments.Number(), arguments.Bytes()),
        "JS.BeginInvokeJS" => Invoked(arguments.Number(), arguments.Text(), arguments),
        "JS.Error" => throw new InvalidOperationException($"The circuit failed: {arguments.Text()}"),
        _ => null,
    };

    private byte[] Rendered(long id, ReadOnlySpan<byte> batch)
    {
        var at = Stopwatch.GetTimestamp();
        Batches++;
        BatchBytes += batch.Length;
        _seen(batch, at);
        lock (_gate)
        {
            if (_awaited is { } bytes && batch.IndexOf(bytes) >= 0)
            {
                _awaited = null;
                _arrival!.TrySetResult("");
            }
        }
        return BlazorPack.Call(null, "OnRenderCompleted", id, null);
    }

    private byte[]? Invoked(long id, string? identifier, MessagePackReader rest)
    {
        if (id == 0) return null;
        rest.Skip();
        var result = rest.Number() switch
        {
            // A reference to an object, e.g. an imported module.
            1 => string.Create(CultureInfo.InvariantCulture, $$"""{"__jsObjectId":{{++_objects}}}"""),
            // Whether the browser may show notifications.
            0 when identifier == "state" => "\"Off\"",
            _ => "null",
        };
        return BlazorPack.Call(null, "EndInvokeJSFromDotNet", id, true, string.Create(CultureInfo.InvariantCulture, $"[{id},true,{result}]"));
    }
}
