using System.Globalization;
using AfterSales.Domain.Importing;

namespace AfterSales.Domain.Tests.Importing;

public sealed class CellNumbersTests
{
    [Theory]
    [InlineData("0元", "0")]
    [InlineData("¥1,234.00", "1234")]
    [InlineData("￥1，234.50", "1234.50")]
    [InlineData("100.00元", "100")]
    [InlineData("186.14999999", "186.15")]
    [InlineData(" 12 ", "12")]
    [InlineData("１２.５", "12.5")]
    public void Amount_AsExportsWriteIt_IsYuan(string text, string expected) =>
        CellNumbers.Amount(text).Value.ShouldBe(decimal.Parse(expected, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("无退款申请")]
    [InlineData("没有申请退款")]
    public void Amount_NoAmount_IsNothing(string text) => CellNumbers.Amount(text).ShouldBe(default);

    [Theory]
    [InlineData("-1.00", ProblemCodes.AmountNegative)]
    [InlineData("¥-0.01", ProblemCodes.AmountNegative)]
    [InlineData("(12.00)", ProblemCodes.AmountNegative)]
    [InlineData("十元", ProblemCodes.AmountUnreadable)]
    [InlineData("1.2.3", ProblemCodes.AmountUnreadable)]
    [InlineData("1E+5", ProblemCodes.AmountUnreadable)]
    [InlineData("100000000", ProblemCodes.AmountUnreadable)]
    [InlineData("999999999999999999999999999999999999", ProblemCodes.AmountUnreadable)]
    public void Amount_Wrong_IsProblem(string text, string code) => CellNumbers.Amount(text).ProblemCode.ShouldBe(code);

    [Theory]
    [InlineData("2", 2)]
    [InlineData("2.00", 2)]
    [InlineData("2件", 2)]
    [InlineData("0", 0)]
    public void Quantity_Number_IsRead(string text, int expected) => CellNumbers.Quantity(text).Value.ShouldBe(expected);

    [Theory]
    [InlineData("1.5")]
    [InlineData("-1")]
    [InlineData("两件")]
    [InlineData("1000000")]
    public void Quantity_NoCount_IsProblem(string text) => CellNumbers.Quantity(text).ProblemCode.ShouldBe(ProblemCodes.QuantityUnreadable);

    [Theory]
    [InlineData("1001000000000000101", null)]
    [InlineData("260301-100000000000001", null)]
    [InlineData("1.00100E+18", ProblemCodes.IdScientific)]
    [InlineData("合计", ProblemCodes.IdUnreadable)]
    [InlineData("10010 00101", ProblemCodes.IdUnreadable)]
    [InlineData("1001\uFFFD00101", ProblemCodes.IdUnreadable)]
    public void ProblemOfId_Id_TellsWhatIsWrong(string id, string? code) => CellNumbers.ProblemOfId(id).ShouldBe(code);
}
