using AfterSales.Web.Integrations;

namespace AfterSales.Web.Tests.Integrations;

public sealed class JsonTimesTests
{
    [Theory]
    [InlineData("00:05:00", "PT5M")]
    [InlineData("1.12:00:00", "PT36H")]
    [InlineData("2.00:00:00", "PT48H")]
    [InlineData("3.00:00:00", "P3D")]
    [InlineData("01:00:10", "PT1H10S")]
    [InlineData("01:30:00", "PT1H30M")]
    [InlineData("00:00:00", "PT0S")]
    public void Duration_Written_ReadsTheSame(string span, string text)
    {
        var value = TimeSpan.Parse(span, System.Globalization.CultureInfo.InvariantCulture);
        JsonDurations.Format(value).ShouldBe(text);
        JsonDurations.Parse(text).ShouldBe(value);
    }

    [Theory]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1Y")]
    [InlineData("P1M")]
    [InlineData("-PT5M")]
    [InlineData("5")]
    [InlineData("PT99999999999H")]
    public void Duration_WithoutALength_IsRefused(string text) => JsonDurations.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("2026-11-22T10:00:00+08:00", true)]
    [InlineData("2026-11-22T02:00:00.123Z", true)]
    [InlineData("2026-11-22T10:00:00", false)]
    [InlineData("2026-11-22", false)]
    [InlineData("2026-13-01T00:00:00Z", false)]
    [InlineData("1763776800", false)]
    public void Instant_NeedsAnOffset(string text, bool readable) => (JsonInstants.Parse(text) is not null).ShouldBe(readable);
}
