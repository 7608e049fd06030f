using System.Buffers.Binary;
using System.Text;

namespace AfterSales.Load.Agents;

/// <summary>Reads MessagePack forward, as far as a circuit speaks it. What is not of interest is skipped.</summary>
internal ref struct MessagePackReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public int Array() => Byte() switch
    {
        var b and >= 0x90 and <= 0x9f => b & 0x0f,
        0xdc => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
        0xdd => checked((int)BinaryPrimitives.ReadUInt32BigEndian(Take(4))),
        var b => throw Unexpected(b),
    };

    public long Number() => Byte() switch
    {
        var b and <= 0x7f => b,
        var b and >= 0xe0 => (sbyte)b,
        0xcc => Byte(),
        0xcd => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
        0xce => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
        0xcf => checked((long)BinaryPrimitives.ReadUInt64BigEndian(Take(8))),
        0xd0 => (sbyte)Byte(),
        0xd1 => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
        0xd2 => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
        0xd3 => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
        var b => throw Unexpected(b),
    };

    /// <summary>Null for nil.</summary>
    public string? Text()
    {
        var kind = Byte();
        return kind == 0xc0 ? null : Encoding.UTF8.GetString(Take(TextLength(kind) ?? throw Unexpected(kind)));
    }

    public ReadOnlySpan<byte> Bytes()
    {
        var kind = Byte();
        return Take(BytesLength(kind) ?? throw Unexpected(kind));
    }

    public void Skip()
    {
        var kind = Byte();
        if ((TextLength(kind) ?? BytesLength(kind)) is { } length) Take(length);
        else if (kind is >= 0x80 and <= 0x8f) SkipMany(2 * (kind & 0x0f));
        else if (kind is >= 0x90 and <= 0x9f) SkipMany(kind & 0x0f);
        else if (kind is 0xdc or 0xde) SkipMany(BinaryPrimitives.ReadUInt16BigEndian(Take(2)) * (kind == 0xde ? 2 : 1));
        else Take(kind switch
        {
            <= 0x7f or >= 0xe0 or 0xc0 or 0xc2 or 0xc3 => 0,
            0xcc or 0xd0 => 1,
            0xcd or 0xd1 => 2,
            0xca or 0xce or 0xd2 => 4,
            0xcb or 0xcf or 0xd3 => 8,
            _ => throw Unexpected(kind),
        });
    }

    private void SkipMany(int count)
    {
        for (var i = 0; i < count; i++) Skip();
    }

    private int? TextLength(byte kind) => kind switch
    {
        >= 0xa0 and <= 0xbf => kind & 0x1f,
        0xd9 => Byte(),
        0xda => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
        0xdb => checked((int)BinaryPrimitives.ReadUInt32BigEndian(Take(4))),
        _ => null,
    };

    private int? BytesLength(byte kind) => kind switch
    {
        0xc4 => Byte(),
        0xc5 => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
        0xc6 => checked((int)BinaryPrimitives.ReadUInt32BigEndian(Take(4))),
        _ => null,
    };

    private byte Byte() => Take(1)[0];

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private static InvalidDataException Unexpected(byte kind) => new($"0x{kind:x2} is not what stands here in a circuit's message.");
}
