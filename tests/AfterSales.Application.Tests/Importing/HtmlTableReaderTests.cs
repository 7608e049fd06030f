using AfterSales.Application.Importing;

namespace AfterSales.Application.Tests.Importing;

public sealed class HtmlTableReaderTests
{
    [Theory]
    [InlineData("<table><tr><th>订单编号</th><th>标题</th></tr><tr><td>1001</td><td>锅 &amp; 盖</td></tr></table>")]
    [InlineData("<html><head><style>td > p {a:b}</style></head><body><!-- <td>no</td> --><TABLE border=1><TR><TD style=\"mso-number-format:'\\@'\">订单编号<TD>标题<TR><TD>1001<TD>锅 &amp; 盖")]
    public void Read_WellFormedOrNot_IsRows(string html)
    {
        var rows = new HtmlTableReader(new StringReader(html)).Read().ToList();
        rows.Select(row => string.Join('|', row.Cells)).ShouldBe(["订单编号|标题", "1001|锅 & 盖"]);
        rows[1].Number.ShouldBe(2);
    }

    [Fact]
    public void Read_MarkupInsideACell_IsText()
    {
        var rows = new HtmlTableReader(new StringReader("<tr><td><b>一</b><br>二</td><td></td></tr>")).Read().ToList();
        rows.ShouldHaveSingleItem().Cells.ShouldBe(["一\n二", ""]);
    }
}
