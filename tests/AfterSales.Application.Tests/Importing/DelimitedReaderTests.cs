using AfterSales.Application.Importing;
using AfterSales.Domain.Importing;

namespace AfterSales.Application.Tests.Importing;

public sealed class DelimitedReaderTests
{
    [Theory]
    [InlineData("a,b,c", "a|b|c")]
    [InlineData("\"a\",\"b\",\"c\"", "a|b|c")]
    [InlineData("a\tb\tc", "a|b|c")]
    [InlineData("a;b;c", "a|b|c")]
    [InlineData("=\"35153100000000001\",\"b\",=\"\"", "35153100000000001|b|")]
    [InlineData("\"a,b\",\"c \"\"d\"\"\"", "a,b|c \"d\"")]
    [InlineData("\"他说\"好\"，谢谢\",b", "他说\"好\"，谢谢|b")]
    [InlineData("5\"寸锅,b", "5\"寸锅|b")]
    [InlineData("a,b,", "a|b|")]
    [InlineData(",,", "||")]
    [InlineData("\"\",b", "|b")]
    [InlineData("a, \"b\" ,c", "a|b|c")]
    [InlineData("a,260301-1\t,c", "a|260301-1\t|c")]
    public void Read_OneLine_IsItsCells(string line, string cells) => string.Join('|', Read(line).ShouldHaveSingleItem().Cells).ShouldBe(cells);

    [Theory]
    [InlineData("a,b\r\nc,d\r\n")]
    [InlineData("a,b\nc,d")]
    [InlineData("a,b\rc,d\r")]
    public void Read_AnyLineEnd_IsARowEach(string text) => Read(text).Select(row => string.Join('|', row.Cells)).ShouldBe(["a|b", "c|d"]);

    [Fact]
    public void Read_LineBreakInQuotes_StaysInTheCell()
    {
        var rows = Read("a,b\r\n1,\"第一行\r\n第二行,\"\"引\"\"\",x\r\n2,y,z");
        rows[1].Cells.ShouldBe(["1", "第一行\n第二行,\"引\"", "x"]);
        rows[2].ShouldSatisfyAllConditions(row => row.Number.ShouldBe(3), row => row.Cells.ShouldBe(["2", "y", "z"]));
    }

    [Theory]
    [InlineData("a,b\n1,\"5寸锅\n2,y\n3,z")]
    [InlineData("a,b\n1,\"5寸锅\n\"2\",\"y\"\n3,z")]
    [InlineData("a,b\n1,\"5寸锅\n=\"2\",\"y\"\n3,z")]
    public void Read_QuoteWithoutEnd_CostsItsOwnRowOnly(string text)
    {
        var rows = Read(text);
        rows.Select(row => row.ProblemCode).ShouldBe([null, ProblemCodes.QuoteUnclosed, null, null]);
        rows[2].Cells.ShouldBe(["2", "y"]);
        rows[3].Cells.ShouldBe(["3", "z"]);
        rows[3].Number.ShouldBe(4);
    }

    [Fact]
    public void Read_SeparatorToldByExcel_IsTaken() => Read("sep=;\na,1;b").ShouldHaveSingleItem().Cells.ShouldBe(["a,1", "b"]);

    [Fact]
    public void Read_CellBeyondMeasure_IsCutAndNamed()
    {
        var row = Read("a," + new string('x', 100_000) + ",b").ShouldHaveSingleItem();
        row.ProblemCode.ShouldBe(ProblemCodes.CellTooLong);
        row.Cells[1].Length.ShouldBe(TableRow.LongestCell);
        row.Cells[2].ShouldBe("b");
    }

    [Fact]
    public void Read_LineWithoutEnd_TakesBoundedMemory()
    {
        var rows = new DelimitedReader(new Endless('x', 50_000_000)).Read().ToList();
        rows.ShouldHaveSingleItem().Cells.Sum(cell => cell.Length).ShouldBeLessThanOrEqualTo(BoundedLines.LongestLine);
    }

    [Fact]
    public void Read_MoreColumnsThanAnySheet_IsBounded() => Read(new string(',', 100_000)).ShouldHaveSingleItem().Cells.Count.ShouldBe(TableRow.MostCells);

    private static List<TableRow> Read(string text) => [.. new DelimitedReader(new StringReader(text)).Read()];

    private sealed class Endless(char c, int length) : TextReader
    {
        private int left = length;

        public override int Read(char[] buffer, int index, int count)
        {
            var take = Math.Min(left, count);
            Array.Fill(buffer, c, index, take);
            left -= take;
            return take;
        }
    }
}
