using System.Buffers.Binary;
using AfterSales.Application.Importing;
using AfterSales.Domain.Importing;

namespace AfterSales.Application.Tests.Importing;

/// <summary>What a damaged .xls claims of itself is not worked off.</summary>
public sealed class OldWorkbookBoundsTests
{
    private const int FirstSector = 512;
    private const int DataSector = 2;

    private static readonly object[][] Rows = [["订单编号", "买家会员名", "总金额"], ["1001000000000000101", "测试买家", 186.15d]];

    [Fact]
    public void Rows_SheetAsLongAsTheFormatAllows_AreRead() => Read(OldWorkbook.Claiming(65_536, Rows)).ShouldBe((1, null));

    [Theory]
    [InlineData(65_537)]
    [InlineData(16_777_216)]
    [InlineData(int.MaxValue)]
    public void Rows_SheetThatClaimsMoreRowsThanTheFormatHas_IsDamaged(uint claimed) => Read(OldWorkbook.Claiming(claimed, Rows)).ShouldBe((0, ProblemCodes.FileDamaged));

    [Fact]
    public void Rows_ListOfTablesThatLeadsBackToItself_IsDamagedAndNotFollowed()
    {
        var bytes = OldWorkbook.Write("export", Rows).ToArray();
        Put(bytes, 0x44, DataSector);
        Put(bytes, 0x48, int.MaxValue);
        Put(bytes, FirstSector + (DataSector * 512) + 508, DataSector);
        using var file = new MeteredStream(bytes);

        Read(file).ShouldBe((0, ProblemCodes.FileDamaged));

        file.BytesRead.ShouldBeLessThan(10 * bytes.Length);
    }

    [Fact]
    public void Rows_ThousandsOfSheetsThatAreAllTheSame_AreDamaged()
    {
        using var many = OldWorkbook.Repeating(sheets: 1_000, Rows);
        Read(many).ShouldBe((0, ProblemCodes.FileDamaged));
        using var few = OldWorkbook.Repeating(sheets: 20, Rows);
        Read(few).ShouldBe((20, null));
    }

    private static (int Orders, string? Problem) Read(Stream content)
    {
        using var file = ImportFile.Open(content, Samples.Shanghai);
        var orders = file.Rows().OfType<OrderRow>().Count();
        return (orders, file.Problems.SingleOrDefault()?.Code);
    }

    private static void Put(byte[] bytes, int offset, int value) => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(offset), value);

    /// <summary>Counts what is read, and ends a reader that would never end.</summary>
    private sealed class MeteredStream(byte[] bytes) : MemoryStream(bytes)
    {
        private const long EndOfPatience = 64 << 20;

        public long BytesRead { get; private set; }

        public override int Read(Span<byte> buffer) => Count(base.Read(buffer));

        public override int Read(byte[] buffer, int offset, int count) => Count(base.Read(buffer, offset, count));

        private int Count(int read)
        {
            BytesRead += read;
            return BytesRead < EndOfPatience ? read : throw new InvalidDataException("It reads on and on.");
        }
    }
}
