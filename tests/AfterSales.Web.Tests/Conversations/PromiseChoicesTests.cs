using System.Globalization;
using AfterSales.Web.Conversations;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Tests.Conversations;

public sealed class PromiseChoicesTests
{
    private static readonly TimeSpan TwoDays = TimeSpan.FromHours(48);

    [Fact]
    public void Of_AtNoon_OffersTodayAndTomorrowInTheOrderOfTime() =>
        Keys("2026-11-22T12:00:00+08:00", TwoDays).ShouldBe(["PromiseIn2Hours", "PromiseToday", "PromiseIn24Hours", "PromiseTomorrow"]);

    [Fact]
    public void Of_InTheEvening_NoLongerOffersToday() => Keys("2026-11-22T19:00:00+08:00", TwoDays).ShouldNotContain("PromiseToday");

    [Fact]
    public void Of_StoreAllowsAFewHours_OffersNothingBeyond() => Keys("2026-11-22T12:00:00+08:00", TimeSpan.FromHours(3)).ShouldBe(["PromiseIn2Hours"]);

    [Fact]
    public void Of_SixOClock_IsTheStoresSixOClock()
    {
        var formats = At("2026-11-22T12:00:00+08:00");
        PromiseChoices.Of(formats, TwoDays).Single(c => c.Key == "PromiseToday").By.ShouldBe(DateTimeOffset.Parse("2026-11-22T10:00:00Z", CultureInfo.InvariantCulture));
    }

    private static IEnumerable<string> Keys(string now, TimeSpan longest) => PromiseChoices.Of(At(now), longest).Select(c => c.Key);

    private static Formats At(string now) => new(new Texts(CultureInfo.GetCultureInfo("zh-CN")), new MovableTime(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));
}
