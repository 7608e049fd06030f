using AfterSales.Web.Ledger;

namespace AfterSales.Web.Tests.Ledger;

/// <summary>Months and days in an address are those that a store may have, or they say nothing.</summary>
public sealed class MonthsTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData("2026-02", 2026, 2)]
    [InlineData(null, 2026, 11)]
    [InlineData("2026-13", 2026, 11)]
    [InlineData("0001-01", 2026, 11)]
    [InlineData("9999-12", 2026, 11)]
    public void Of_AnAddress_IsAMonthWithOneBeforeAndOneAfter(string? text, int year, int month)
    {
        var read = Months.Of(text, Today);
        read.ShouldBe(new DateOnly(year, month, 1));
        (read.AddMonths(-1) < read.AddMonths(1)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("2026-02-28", true)]
    [InlineData("2026-02-30", false)]
    [InlineData("0001-01-01", false)]
    [InlineData("9999-12-31", false)]
    public void Day_AnAddress_IsADayOfAStore(string text, bool isOne) => (Months.Day(text) is not null).ShouldBe(isOne);
}
