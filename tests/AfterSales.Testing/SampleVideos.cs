using System.Buffers.Binary;

namespace AfterSales.Testing;

/// <summary>As much of an MP4 as the product looks at.</summary>
public static class SampleVideos
{
    private static readonly byte[] Type = Box("ftyp", [.. "isom"u8, 0, 0, 2, 0, .. "isomavc1"u8]);

    /// <summary>Its pictures came, its movie header did not.</summary>
    public static byte[] CutOff => [.. Type, .. Box("mdat", new byte[5000])[..4000]];

    /// <param name="length">As its movie header says.</param>
    /// <param name="bytes">Of its pictures, all different.</param>
    /// <param name="headerLast">As cameras write it, who do not know before.</param>
    public static byte[] Mp4(TimeSpan length, int bytes = 5000, bool headerLast = true)
    {
        var pictures = new byte[bytes];
        for (var i = 0; i < bytes; i++) pictures[i] = (byte)(i * 31 + i / 251);
        var (movie, data) = (Box("moov", Box("mvhd", Header(length))), Box("mdat", pictures));
        return headerLast ? [.. Type, .. data, .. movie] : [.. Type, .. movie, .. data];
    }

    public static byte[] Box(string type, byte[] body)
    {
        var box = new byte[8 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        System.Text.Encoding.ASCII.GetBytes(type, box.AsSpan(4));
        body.CopyTo(box, 8);
        return box;
    }

    // Version 0, in thousandths of a second.
    private static byte[] Header(TimeSpan length)
    {
        var header = new byte[100];
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(12), 1000);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(16), (int)length.TotalMilliseconds);
        return header;
    }
}
