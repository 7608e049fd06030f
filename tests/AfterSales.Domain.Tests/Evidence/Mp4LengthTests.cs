using System.Buffers.Binary;
using System.Text;
using AfterSales.Domain.Evidence;

namespace AfterSales.Domain.Tests.Evidence;

public sealed class Mp4LengthTests
{
    private static readonly byte[] Type = Box("ftyp", "isom\0\0\u0002\0isom"u8.ToArray());

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(1_000_000)]
    public void Length_HeaderAtTheEnd_IsReadInPiecesOfAnySize(int piece)
    {
        byte[] file = [.. Type, .. Box("mdat", new byte[5000]), .. Box("moov", [.. Box("udta", new byte[33]), .. Box("mvhd", Short(600, 600 * 61))])];

        Read(file, piece).ShouldBe((true, TimeSpan.FromSeconds(61)));
    }

    [Fact]
    public void Length_HeaderFirstInItsLongForm_IsRead() =>
        Read([.. Type, .. Box("moov", Box("mvhd", Long(1000, 90_000))), .. Box("mdat", new byte[50])]).ShouldBe((true, TimeSpan.FromSeconds(90)));

    [Fact]
    public void Length_BoxWithALongSize_IsSteppedOver()
    {
        var data = new byte[16 + 4000];
        BinaryPrimitives.WriteInt32BigEndian(data, 1);
        "mdat"u8.CopyTo(data.AsSpan(4));
        BinaryPrimitives.WriteInt64BigEndian(data.AsSpan(8), data.Length);

        Read([.. Type, .. data, .. Box("moov", Box("mvhd", Short(1, 5)))]).ShouldBe((true, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void Length_NotSaid_IsNull()
    {
        Read([.. Type, .. Box("moov", Box("mvhd", Short(1000, 0)))]).ShouldBe((true, null));
        Read([.. Type, .. Box("moov", Box("mvhd", Short(1000, uint.MaxValue)))]).ShouldBe((true, null));
        Read([.. Type, .. Box("moov", Box("mvhd", Short(0, 1000)))]).ShouldBe((true, null));
        Read([.. Type, .. Box("moov", Box("mvhd", Long(1, ulong.MaxValue - 1)))]).Length.ShouldNotBeNull();
    }

    [Fact]
    public void Length_CutOffOrDamaged_HasNoMovie()
    {
        Read([.. Type, .. Box("mdat", new byte[5000])[..300]]).HasMovie.ShouldBeFalse();
        Read([.. Type, 0, 0, 0, 0, .. "mdat"u8, .. Box("moov", Box("mvhd", Short(1, 5)))]).HasMovie.ShouldBeFalse("it goes up to the end");
        Read([.. Type, 0, 0, 0, 3, .. "free"u8, .. Box("moov", Box("mvhd", Short(1, 5)))]).HasMovie.ShouldBeFalse("a box smaller than its own head");
        Read([.. Type, .. Box("mdat", Box("moov", Box("mvhd", Short(1, 5))))]).HasMovie.ShouldBeFalse("pictures that look like a header");
        Read([.. Type, .. Box("moov", Box("mvhd", new byte[20]))]).ShouldBe((true, null));
    }

    private static (bool HasMovie, TimeSpan? Length) Read(byte[] file, int piece = 1000)
    {
        var video = new Mp4Length();
        foreach (var bytes in file.Chunk(piece)) video.Read(bytes);
        return (video.HasMovie, video.Length);
    }

    private static byte[] Box(string type, byte[] body)
    {
        var box = new byte[8 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        Encoding.ASCII.GetBytes(type, box.AsSpan(4));
        body.CopyTo(box, 8);
        return box;
    }

    private static byte[] Short(uint scale, uint length)
    {
        var header = new byte[100];
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(12), scale);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(16), length);
        return header;
    }

    private static byte[] Long(uint scale, ulong length)
    {
        var header = new byte[112];
        header[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(20), scale);
        BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(24), length);
        return header;
    }
}
