using System.Buffers.Binary;
using System.IO.Compression;

namespace AfterSales.Application.Tests.Evidence;

/// <summary>Real pictures, small enough to live in code.</summary>
internal static class SamplePictures
{
    /// <summary>40 × 20 stored, shown as 20 × 40 by its EXIF orientation; its copyright tag reads SECRET-EXIF.</summary>
    public static readonly byte[] SidewaysJpeg = Convert.FromBase64String(
        "/9j/4QDURXhpZgAASUkqAAgAAAAHABIBAwABAAAABgAAABoBBQABAAAAYgAAABsBBQABAAAAagAAACgBAwABAAAAAgAAABMCAwABAAAAAQAAAJiCAgAMAAAAcgAAAGmHBAABAAAAfgAAAAAAAAA4Yw" +
        "AA6AMAADhjAADoAwAAU0VDUkVULUVYSUYABgAAkAcABAAAADAyMTABkQcABAAAAAECAwAAoAcABAAAADAxMDABoAMAAQAAAP//AAACoAQAAQAAACgAAAADoAQAAQAAABQAAAAAAAAA/9sAQwANCQoL" +
        "CggNCwoLDg4NDxMgFRMSEhMnHB4XIC4pMTAuKS0sMzpKPjM2RjcsLUBXQUZMTlJTUjI+WmFaUGBKUVJP/9sAQwEODg4TERMmFRUmTzUtNU9PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0" +
        "9PT09PT09PT09PT09PT09P/8AAEQgAFAAoAwEiAAIRAQMRAf/EABUAAQEAAAAAAAAAAAAAAAAAAAAF/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/EABYBAQEBAAAAAAAAAAAAAAAAAAAEBv/EABQRAQAA" +
        "AAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AJgCBqwAAAAAAAAAH//Z");

    /// <summary>8 × 6.</summary>
    public static readonly byte[] Gif = Convert.FromBase64String("R0lGODlhCAAGAIAAAExpcTPMMyH5BAUAAAAALAAAAAAIAAYAAAIGjI+py30FADs=");

    /// <summary>64 × 48, as telephones take it.</summary>
    public static readonly byte[] Heic = Convert.FromBase64String(
        "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAeRtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAACAAAAEGlkYXQAAAAAAEAAMAAAAExpbG9jAQ" +
        "AAAERAAAMAAQAAAAAAAAIIAAEAAAAAAAAAFwACAAEAAAAAAAAAAQAAAAAAAAAIAAMAAAAAAAACHwABAAAAAAAAAL4AAABNaWluZgAAAAAAAwAAABVpbmZlAgAAAQABAABodmMxAAAAABVpbmZlAgAA" +
        "AAACAABncmlkAAAAABVpbmZlAgAAAQADAABFeGlmAAAAANhpcHJwAAAAtmlwY28AAAB2aHZjQwEDcAAAAAAAAAAAAB7wAPz9+PgAAA8DIAABABhAAQwB//8DcAAAAwCQAAADAAADAB66AkAhAAEAKk" +
        "IBAQNwAAADAJAAAAMAAAMAHqAggQWW6uSmubgQEDAgAAADACAAAAMAISIAAQAGRAHBc8CJAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAUaXNwZQAAAAAAAABAAAAAMAAAABBwaXhpAAAAAAMICAgAAAAa" +
        "aXBtYQAAAAAAAAACAAECgQIAAgIDhAAAAChpcmVmAAAAAAAAAA5kaW1nAAIAAQABAAAADmNkc2MAAwABAAIAAADdbWRhdAAAABMoAa8TgPhQ0Kf//3XIfGYpU1eAAAAABkV4aWYAAElJKgAIAAAABg" +
        "ASAQMAAQAAAAEAAAAaAQUAAQAAAFYAAAAbAQUAAQAAAF4AAAAoAQMAAQAAAAIAAAATAgMAAQAAAAEAAABphwQAAQAAAGYAAAAAAAAAOGMAAOgDAAA4YwAA6AMAAAYAAJAHAAQAAAAwMjEwAZEHAAQA" +
        "AAABAgMAAKAHAAQAAAAwMTAwAaADAAEAAAD//wAAAqAEAAEAAABAAAAAA6AEAAEAAAAwAAAAAAAAAA==");

    /// <summary>Grey noise, so that half a file is half a picture.</summary>
    public static byte[] Png(int width, int height) => Png(width, height, (x, y) => (byte)((y * (width + 1) + x + 1) * 31 + (y * (width + 1) + x + 1) / 7));

    private static byte[] Png(int width, int height, Func<int, int, byte> shade)
    {
        var rows = new byte[(width + 1) * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                rows[y * (width + 1) + x + 1] = shade(x, y);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(rows);
        return [.. Signature, .. Header(width, height), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    /// <summary>Something like a photo, the same scene at any size: things of some shade on a ground that is lit from one side.</summary>
    /// <param name="cut">This share is cut off on every side.</param>
    public static byte[] Photo(int scene, int width, int height, double cut = 0, double brighter = 0, double contrast = 1)
    {
        var random = new Random(scene * 7919 + 13);
        var light = random.NextDouble() * 80 - 40;
        var things = Enumerable.Range(0, 12).Select(_ => (X: random.NextDouble(), Y: random.NextDouble(), Size: 0.05 + random.NextDouble() * 0.2, Shade: random.NextDouble() * 160 - 80)).ToArray();
        return Png(width, height, (x, y) =>
        {
            var (across, down) = (cut + (1 - 2 * cut) * (x + 0.5) / width, cut + (1 - 2 * cut) * (y + 0.5) / height);
            var shade = 120 + light * (across - 0.5);
            foreach (var (cx, cy, size, dark) in things) shade += dark * Math.Exp(-((across - cx) * (across - cx) + (down - cy) * (down - cy)) / (size * size));
            return (byte)Math.Clamp((Math.Clamp(shade, 20, 215) - 128) * contrast + 128 + brighter, 0, 255);
        });
    }

    /// <summary>Declares a size and holds no pixel of it.</summary>
    public static byte[] PngWithoutPixels(int width, int height) => [.. Signature, .. Header(width, height), .. Chunk("IDAT"u8, new byte[64])];

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static byte[] Header(int width, int height)
    {
        var body = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(body, width);
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(4), height);
        body[8] = 8;   // bits a sample; colour type 0 is grey
        return Chunk("IHDR"u8, body);
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] body)
    {
        var chunk = new byte[12 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        type.CopyTo(chunk.AsSpan(4));
        body.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + body.Length), Checksum(chunk.AsSpan(4, 4 + body.Length)));
        return chunk;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var b in bytes)
        {
            sum ^= b;
            for (var bit = 0; bit < 8; bit++) sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320;
        }
        return ~sum;
    }
}
