using System.Buffers.Binary;
using System.Buffers.Text;

namespace AfterSales.Application.Cases;

/// <summary>In which order cases are listed.</summary>
public enum CaseSort
{
    /// <summary>Latest activity first.</summary>
    Updated,

    /// <summary>Latest opened first.</summary>
    Opened,

    /// <summary>Nearest deadline first; then, latest opened first, the cases for which no clock runs.</summary>
    Due,
}

/// <summary>
/// The last row of a page; the next page begins after it. Opaque to callers, and useless to forge: it only names a place in
/// a list that their store's filter has cut already.
/// </summary>
internal readonly record struct CaseCursor(CaseSort Sort, DateTimeOffset At, Guid Id)
{
    private const int Length = 1 + sizeof(long) + 16;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = (byte)Sort;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], At.UtcTicks);
        Id.TryWriteBytes(bytes[9..]);
        return Base64Url.EncodeToString(bytes);
    }

    public static CaseCursor? Read(string text)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (!Base64Url.IsValid(text, out var length) || length != Length || !Base64Url.TryDecodeFromChars(text, bytes, out _)) return null;
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes[1..]);
        if (!Enum.IsDefined((CaseSort)bytes[0]) || ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks) return null;
        return new((CaseSort)bytes[0], new(ticks, TimeSpan.Zero), new(bytes[9..]));
    }
}
