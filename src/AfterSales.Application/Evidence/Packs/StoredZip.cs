using System.Buffers.Binary;
using System.Text;

namespace AfterSales.Application.Evidence.Packs;

/// <summary>One file of a <see cref="StoredZip"/>.</summary>
/// <param name="At">What the ZIP says of its time, as a wall clock; to two seconds.</param>
internal sealed record ZipPart(string Path, long Size, uint Crc32, DateTime At);

/// <summary>
/// A ZIP whose bytes follow from its files alone, whatever machine, runtime or time zone writes it: every file is stored as it is (photos and videos do not shrink), its length and check
/// sum stand before it, and nothing else is said. So its length is known before the first byte, and it streams in flat memory.
/// </summary>
internal static class StoredZip
{
    public const int LocalHeader = 30;
    public const int CentralHeader = 46;
    public const int EndRecord = 22;
    public const uint LocalSignature = 0x04034b50;
    public const uint CentralSignature = 0x02014b50;
    public const uint EndSignature = 0x06054b50;

    /// <summary>Names are UTF-8; nothing is encrypted and nothing comes later.</summary>
    public const ushort Flags = 0x0800;

    /// <summary>Beyond these a ZIP needs another format.</summary>
    public const long MostBytes = uint.MaxValue;

    public const int MostParts = ushort.MaxValue - 1;

    private const ushort Needs = 20;
    private const ushort MadeBy = (3 << 8) | Needs;          // as on Unix, whatever it is
    private const uint Attributes = 0x81A4u << 16;           // a plain file, rw-r--r--

    public static long LengthOf(IReadOnlyCollection<ZipPart> parts) => parts.Sum(part => LocalHeader + CentralHeader + (2L * Encoding.UTF8.GetByteCount(part.Path)) + part.Size) + EndRecord;

    /// <param name="open">The bytes of a part, exactly as many as it says.</param>
    public static async Task WriteAsync(Stream output, IReadOnlyList<ZipPart> parts, Func<int, CancellationToken, Task<Stream>> open, CancellationToken ct)
    {
        if (parts.Count > MostParts || LengthOf(parts) > MostBytes) throw new ArgumentException("More than a ZIP holds.", nameof(parts));
        using var directory = new MemoryStream();
        long at = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            directory.Write(Central(parts[i], (uint)at));
            var header = Local(parts[i]);
            await output.WriteAsync(header, ct);
            await using var content = await open(i, ct);
            if (content.Length != parts[i].Size) throw new InvalidDataException($"{parts[i].Path} has {content.Length} bytes instead of {parts[i].Size}.");
            await content.CopyToAsync(output, ct);
            at += header.Length + parts[i].Size;
        }
        var end = new byte[EndRecord];
        BinaryPrimitives.WriteUInt32LittleEndian(end, EndSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)parts.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)parts.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)directory.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), (uint)at);
        directory.Write(end);
        directory.Position = 0;
        await directory.CopyToAsync(output, ct);
    }

    /// <summary>Whether what a central header says beside the file is what we say, so that no byte of a pack may be another.</summary>
    public static bool IsOurs(ReadOnlySpan<byte> central) =>
        BinaryPrimitives.ReadUInt16LittleEndian(central[4..]) == MadeBy && BinaryPrimitives.ReadUInt16LittleEndian(central[6..]) == Needs
        && BinaryPrimitives.ReadUInt32LittleEndian(central[34..]) == 0 && BinaryPrimitives.ReadUInt32LittleEndian(central[38..]) == Attributes;

    private static byte[] Local(ZipPart part)
    {
        var name = Encoding.UTF8.GetBytes(part.Path);
        var header = new byte[LocalHeader + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, LocalSignature);
        Common(part, name.Length, header.AsSpan(4));
        name.CopyTo(header, LocalHeader);
        return header;
    }

    private static byte[] Central(ZipPart part, uint offset)
    {
        var name = Encoding.UTF8.GetBytes(part.Path);
        var header = new byte[CentralHeader + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, CentralSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), MadeBy);
        Common(part, name.Length, header.AsSpan(6));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(38), Attributes);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(42), offset);
        name.CopyTo(header, CentralHeader);
        return header;
    }

    // What both headers say, in the same order.
    private static void Common(ZipPart part, int nameLength, Span<byte> fields)
    {
        var at = part.At.Year < 1980 ? new DateTime(1980, 1, 1) : part.At.Year > 2107 ? new DateTime(2107, 12, 31) : part.At;
        BinaryPrimitives.WriteUInt16LittleEndian(fields, Needs);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[2..], Flags);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[4..], 0);   // stored
        BinaryPrimitives.WriteUInt16LittleEndian(fields[6..], (ushort)((at.Hour << 11) | (at.Minute << 5) | (at.Second / 2)));
        BinaryPrimitives.WriteUInt16LittleEndian(fields[8..], (ushort)(((at.Year - 1980) << 9) | (at.Month << 5) | at.Day));
        BinaryPrimitives.WriteUInt32LittleEndian(fields[10..], part.Crc32);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[14..], (uint)part.Size);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[18..], (uint)part.Size);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[22..], (ushort)nameLength);
    }
}
