using AfterSales.Domain.Insights;

namespace AfterSales.Domain.Tests.Insights;

public sealed class RateTests
{
    /// <summary>Intervals as Newcombe (1998) tabulates them for Wilson's score method without continuity correction.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Bounds_AreWilsons(long hits, long of, double low, double high)
    {
        var bounds = new Rate(hits, of).Bounds!.Value;
        Math.Round(bounds.Low, 4).ShouldBe(low);
        Math.Round(bounds.High, 4).ShouldBe(high);
    }

    [Fact]
    public void Share_OfNothing_IsNone() => (new Rate(0, 0).Share, new Rate(3, 0).Bounds).ShouldBe((null, null));

    [Fact]
    public void Share_OfMoreCasesThanPieces_IsAll() => new Rate(7, 5).Share.ShouldBe(1);

    [Theory]
    [InlineData(29, false)]
    [InlineData(30, true)]
    public void IsEnough_FromThirtyOn(long of, bool isEnough) => new Rate(1, of).IsEnough.ShouldBe(isEnough);
}
