using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace AfterSales.Load.Evidence;

/// <summary>Pictures of a telephone's size that are all different: noise that no compression shrinks, each with its number inside.</summary>
internal sealed class Photos
{
    private const int Side = 2048;
    private const int NumberLength = 20;

    private static readonly uint[] Table = Sums();

    private readonly byte[] _one;
    private readonly int _numberAt;

    public Photos()
    {
        var rows = new byte[(Side + 1) * Side];
        new Random(20261126).NextBytes(rows);
        for (var row = 0; row < Side; row++) rows[row * (Side + 1)] = 0;   // no filter
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.NoCompression, leaveOpen: true)) zlib.Write(rows);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Side);
        header[8] = 8;   // bits a sample; colour type 0 is grey
        byte[] before = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", header)];
        _numberAt = before.Length;
        _one = [.. before, .. Chunk("tEXt", new byte[NumberLength]), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    public int Size => _one.Length;

    public byte[] Number(int number)
    {
        var photo = _one.ToArray();
        Chunk("tEXt", Encoding.ASCII.GetBytes($"Comment\0{number:D12}")).CopyTo(photo.AsSpan(_numberAt));
        return photo;
    }

    private static byte[] Chunk(string type, byte[] body)
    {
        var chunk = new byte[12 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        body.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + body.Length), Checksum(chunk.AsSpan(4, 4 + body.Length)));
        return chunk;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var b in bytes) sum = Table[(byte)(sum ^ b)] ^ (sum >> 8);
        return ~sum;
    }

    private static uint[] Sums()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            table[i] = i;
            for (var bit = 0; bit < 8; bit++) table[i] = (table[i] & 1) == 0 ? table[i] >> 1 : (table[i] >> 1) ^ 0xEDB88320;
        }
        return table;
    }
}
