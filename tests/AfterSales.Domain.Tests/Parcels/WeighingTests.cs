using AfterSales.Domain.Cases;
using AfterSales.Domain.Orders;
using AfterSales.Domain.Parcels;

namespace AfterSales.Domain.Tests.Parcels;

public sealed class WeighingTests
{
    [Theory]
    [InlineData("0.58", "0.31", CaseSubtype.Missing, "confirms")]
    [InlineData("0.58", "0.57", CaseSubtype.Missing, "contradicts")]
    [InlineData("0.58", "0.551", CaseSubtype.UnderPacked, "contradicts")]
    [InlineData("0.58", "0.550", CaseSubtype.UnderPacked, "confirms")]
    [InlineData("0.58", "0.90", CaseSubtype.SignedShort, null)]
    [InlineData("0.10", "0.12", CaseSubtype.OverShipped, "contradicts")]
    [InlineData("0.10", "0.121", CaseSubtype.OverShipped, "confirms")]
    [InlineData("0.58", "0.31", CaseSubtype.OverShipped, null)]
    [InlineData("0.58", "0.58", CaseSubtype.WrongShipped, null)]
    [InlineData("0.58", "0.90", CaseSubtype.WrongShipped, "confirms")]
    [InlineData("0.58", "0.31", CaseSubtype.Lost, null)]
    public void Speaks_WithinFivePercentOrTwentyGrams_IsTheSameWeight(string expected, string weighed, CaseSubtype claim, string? verdict) =>
        new Weighing(Kg(expected), Kg(weighed)).Speaks(claim, WeighTolerance.Default).ShouldBe(verdict);

    [Fact]
    public void Speaks_OfAClaimThatNobodyNamed_Nothing() => new Weighing(1, 0.5m).Speaks(null, WeighTolerance.Default).ShouldBeNull();

    [Theory]
    [InlineData("0", "1", false)]
    [InlineData("1", "0", false)]
    [InlineData("1", "0.0001", false)]
    [InlineData("1000", "1", false)]
    [InlineData("0.001", "999.999", true)]
    public void Problem_OfWhatNoScaleShows(string expected, string weighed, bool isSound) => (new Weighing(Kg(expected), Kg(weighed)).Problem() is null).ShouldBe(isSound);

    [Theory]
    [InlineData("0.05", 20, true)]
    [InlineData("0", 0, true)]
    [InlineData("0.51", 20, false)]
    [InlineData("0.05", -1, false)]
    public void Tolerance_Problem(string share, int grams, bool isSound) => (new WeighTolerance(Kg(share), grams).Problem() is null).ShouldBe(isSound);

    [Theory]
    [InlineData("重量", "0.35", 2, "0.7")]
    [InlineData("商品重量(g)", "350", 1, "0.35")]
    [InlineData("宝贝重量", "350克", 2, "0.7")]
    [InlineData("重量（kg）", "0.35", null, "0.35")]
    [InlineData("净重", "350", 1, "0.35")]
    [InlineData("运费重量档", "0.35", 1, null)]
    [InlineData("重量", "约半斤", 1, null)]
    [InlineData("颜色", "0.35", 1, null)]
    public void LineWeight_Of_AColumnThatSaysSo(string column, string text, int? quantity, string? kg) =>
        LineWeight.Of(new Dictionary<string, string>(StringComparer.Ordinal) { [column] = text }, quantity).ShouldBe(kg is null ? null : Kg(kg));

    private static decimal Kg(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
