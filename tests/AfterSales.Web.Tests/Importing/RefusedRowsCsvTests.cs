using AfterSales.Web.Importing;

namespace AfterSales.Web.Tests.Importing;

public sealed class RefusedRowsCsvTests
{
    [Theory]
    [InlineData("张三", "\"张三\"")]
    [InlineData("a \"b\", c", "\"a \"\"b\"\", c\"")]
    [InlineData("=HYPERLINK(1)", "\"'=HYPERLINK(1)\"")]
    [InlineData("-5", "\"'-5\"")]
    [InlineData("@x", "\"'@x\"")]
    [InlineData("", "\"\"")]
    public void Cell_Quotes_AndNeverStartsAFormula(string text, string cell) => RefusedRowsCsv.Cell(text).ShouldBe(cell);
}
