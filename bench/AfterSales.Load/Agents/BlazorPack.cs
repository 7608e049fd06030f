namespace AfterSales.Load.Agents;

/// <summary>
/// The hub protocol of circuits: SignalR's MessagePack messages, each behind its length in seven-bit groups. Numbers of kinds
/// as in SignalR's HubProtocol.md.
/// </summary>
internal static class BlazorPack
{
    public const int Invocation = 1;
    public const int Completion = 3;
    public const int Ping = 6;
    public const int Close = 7;

    /// <summary>What a browser says before anything else, in JSON.</summary>
    public static ReadOnlySpan<byte> Handshake => "{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8;

    public const byte EndOfHandshake = 0x1e;

    /// <summary>Calls a method of the hub; with an id, it answers.</summary>
    public static byte[] Call(string? id, string method, params object?[] arguments)
    {
        var pack = new MessagePackWriter();
        pack.Array(6);
        pack.Value((long)Invocation);
        pack.EmptyMap();
        pack.Value(id);
        pack.Value(method);
        pack.Array(arguments.Length);
        foreach (var argument in arguments) pack.Value(argument);
        pack.Array(0);
        return Frame(pack.Written);
    }

    public static byte[] Heartbeat()
    {
        var pack = new MessagePackWriter();
        pack.Array(1);
        pack.Value((long)Ping);
        return Frame(pack.Written);
    }

    /// <summary>Takes the next whole message off <paramref name="received"/>; false when it has not arrived whole.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> received, out ReadOnlySpan<byte> message)
    {
        message = default;
        int length = 0, prefix = 0;
        while (true)
        {
            if (prefix == received.Length) return false;
            var b = received[prefix];
            length |= (b & 0x7f) << (7 * prefix++);
            if (b < 0x80) break;
        }
        if (received.Length < prefix + length) return false;
        message = received.Slice(prefix, length);
        received = received[(prefix + length)..];
        return true;
    }

    private static byte[] Frame(ReadOnlySpan<byte> message)
    {
        Span<byte> prefix = stackalloc byte[5];
        var used = 0;
        for (var left = message.Length; ; left >>= 7)
        {
            prefix[used++] = (byte)(left < 0x80 ? left : left & 0x7f | 0x80);
            if (left < 0x80) break;
        }
        return [.. prefix[..used], .. message];
    }
}
