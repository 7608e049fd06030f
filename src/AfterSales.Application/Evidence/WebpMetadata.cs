using System.Buffers.Binary;

namespace AfterSales.Application.Evidence;

/// <summary>
/// Takes EXIF, XMP and colour profile out of a WebP file. libvips 8.14 (Debian 12) writes them, camera position included, even when
/// told not to.
/// </summary>
internal static class WebpMetadata
{
    private const int FileHeader = 12;    // "RIFF", length, "WEBP"
    private const int ChunkHeader = 8;    // name, length
    private const byte SaysMetadata = 0x20 | 0x08 | 0x04;   // the flags in VP8X for profile, EXIF and XMP

    public static byte[] Remove(ReadOnlySpan<byte> webp)
    {
        var kept = new byte[webp.Length];
        webp[..FileHeader].CopyTo(kept);
        var length = FileHeader;
        for (var rest = webp[FileHeader..]; rest.Length >= ChunkHeader;)
        {
            var body = BinaryPrimitives.ReadInt32LittleEndian(rest[4..]);
            var chunk = rest[..Math.Min(rest.Length, ChunkHeader + body + (body & 1))];
            rest = rest[chunk.Length..];

            var name = chunk[..4];
            if (name.SequenceEqual("EXIF"u8) || name.SequenceEqual("XMP "u8) || name.SequenceEqual("ICCP"u8)) continue;
            chunk.CopyTo(kept.AsSpan(length));
            if (name.SequenceEqual("VP8X"u8)) kept[length + ChunkHeader] &= unchecked((byte)~SaysMetadata);
            length += chunk.Length;
        }
        BinaryPrimitives.WriteInt32LittleEndian(kept.AsSpan(4), length - 8);
        return kept[..length];
    }
}
