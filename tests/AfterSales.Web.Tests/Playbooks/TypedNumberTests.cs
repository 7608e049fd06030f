using System.Globalization;
using AfterSales.Web.Playbooks;

namespace AfterSales.Web.Tests.Playbooks;

public sealed class TypedNumberTests
{
    [Theory]
    [InlineData("12", "12")]
    [InlineData(" ¥12.50 ", "12.50")]
    [InlineData("￥ 1,290.00", "1290.00")]
    [InlineData("1,234,567", "1234567")]
    [InlineData("12,5", null)]
    [InlineData("1,29", null)]
    [InlineData("-3", null)]
    [InlineData("1e3", null)]
    [InlineData("", null)]
    public void Read_AsPeopleTypeIt(string typed, string? number) =>
        TypedNumber.Read(typed).ShouldBe(number is null ? null : decimal.Parse(number, CultureInfo.InvariantCulture));
}
