using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace AfterSales.Load.Agents;

/// <summary>Writes the few shapes of MessagePack that a browser sends to its circuit.</summary>
internal sealed class MessagePackWriter
{
    private readonly ArrayBufferWriter<byte> _written = new();

    public ReadOnlySpan<byte> Written => _written.WrittenSpan;

    public void Array(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 15);
        Byte((byte)(0x90 | count));
    }

    public void EmptyMap() => Byte(0x80);

    public void Value(object? value)
    {
        switch (value)
        {
            case null:
                Byte(0xc0);
                break;
            case bool yes:
                Byte(yes ? (byte)0xc3 : (byte)0xc2);
                break;
            case long number:
                Byte(0xd3);
                BinaryPrimitives.WriteInt64BigEndian(Take(8), number);
                break;
            case string text:
                Byte(0xdb);
                var length = Encoding.UTF8.GetByteCount(text);
                BinaryPrimitives.WriteUInt32BigEndian(Take(4), (uint)length);
                Encoding.UTF8.GetBytes(text, Take(length));
                break;
            default:
                throw new ArgumentException($"A {value.GetType().Name} is not sent by browsers.", nameof(value));
        }
    }

    private void Byte(byte value) => Take(1)[0] = value;

    private Span<byte> Take(int length)
    {
        var span = _written.GetSpan(length)[..length];
        _written.Advance(length);
        return span;
    }
}
