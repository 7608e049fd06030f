using AfterSales.Domain.Importing;

namespace AfterSales.Domain.Tests.Importing;

public sealed class CellDatesTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Theory]
    [InlineData("2017-07-08 00:42:32", "2017-07-07T16:42:32Z")]
    [InlineData("2016/5/23 22:02", "2016-05-23T14:02:00Z")]
    [InlineData("2026年3月1日", "2026-02-28T16:00:00Z")]
    [InlineData("2026年3月1日 9:05", "2026-03-01T01:05:00Z")]
    [InlineData("2026年03月01日 9时5分7秒", "2026-03-01T01:05:07Z")]
    [InlineData("2026年03月01日 9时5分", "2026-03-01T01:05:00Z")]
    [InlineData("2026.3.1", "2026-02-28T16:00:00Z")]
    [InlineData("2026-03-01T09:05:11", "2026-03-01T01:05:11Z")]
    [InlineData("2026-03-01T09:05:11.123Z", "2026-03-01T09:05:11Z")]
    [InlineData("2026-03-01T09:05:11+09:00", "2026-03-01T00:05:11Z")]
    [InlineData("20260301", "2026-02-28T16:00:00Z")]
    [InlineData("20260301090511", "2026-03-01T01:05:11Z")]
    [InlineData("２０２６-03-01 09:05:11", "2026-03-01T01:05:11Z")]
    [InlineData("42924.029537037", "2017-07-07T16:42:32Z")]
    [InlineData("42924", "2017-07-07T16:00:00Z")]
    public void Read_WrittenInAnyForm_IsUtc(string cell, string expected) =>
        CellDates.Read(cell, Shanghai).Value.ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-13-01 00:00:00")]
    [InlineData("2026-02-30")]
    [InlineData("2026-03-01 25:00:00")]
    [InlineData("2026-03-01 09:05:11 xx")]
    [InlineData("昨天")]
    [InlineData("3/1/26")]
    [InlineData("20261301")]
    [InlineData("99999")]
    [InlineData("2026-03-01 09:")]
    [InlineData("9999-12-31 23:59:59")]
    public void Read_NoDate_IsProblem(string cell)
    {
        CellDates.Read(cell, Shanghai).ProblemCode.ShouldBe(ProblemCodes.DateUnreadable);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000-00-00 00:00:00")]
    public void Read_NoDateGiven_IsNothing(string cell) => CellDates.Read(cell, Shanghai).ShouldBe(default);

    [Theory]
    [InlineData("2026-03-29 02:30:00", "2026-03-29T01:30:00Z")]
    [InlineData("2026-10-25 02:30:00", "2026-10-25T01:30:00Z")]
    public void Read_HourSkippedOrRepeatedByClockChange_TakesStandardTime(string cell, string expected) =>
        CellDates.Read(cell, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).Value
            .ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
}
