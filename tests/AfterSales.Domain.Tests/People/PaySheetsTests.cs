using AfterSales.Domain.People.Pay;

namespace AfterSales.Domain.Tests.People;

/// <summary>The default policy of SPEC 7, line by line and to the cent.</summary>
public sealed class PaySheetsTests
{
    private static readonly PayPolicy Policy = PayPolicy.Default;

    [Theory]
    [InlineData("P1", 1_500)]
    [InlineData("P2", 1_800)]
    [InlineData("P3", 2_200)]
    [InlineData("P4", 2_700)]
    public void Base_IsThatOfTheGrade(string grade, int yuan) => Yuan(new() { Grade = grade }, PayLineKind.Base).ShouldBe(yuan);

    [Theory]
    [InlineData(100_000, 0, 500)]
    [InlineData(100_000, 20_000, 400)]
    [InlineData(12_345.67, 345.67, 60)]
    [InlineData(1_001, 0, 5.01)]
    [InlineData(1_000.99, 0, 5)]
    [InlineData(500, 800, 0)]
    public void Commission_IsHalfAPerCentOfWhatWasSold_LessWhatCameBack(double sales, double returns, double yuan) =>
        Yuan(new() { Sales = (decimal)sales, Returns = (decimal)returns }, PayLineKind.Commission).ShouldBe((decimal)yuan);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 0)]
    [InlineData(4, -50)]
    [InlineData(40, -50)]
    public void SlowReplies_MoreThanThree_CostOnce(int replies, int yuan) => Yuan(new() { SlowReplies = replies }, PayLineKind.SlowReplies).ShouldBe(yuan);

    [Theory]
    [InlineData(new[] { 1_800 }, 0)]
    [InlineData(new[] { 1_801 }, -100)]
    [InlineData(new[] { 7_200 }, -100)]
    [InlineData(new[] { 7_201 }, -200)]
    [InlineData(new[] { 1_801, 7_201, 60, 100_000 }, -500)]
    public void Unanswered_CostsByTheHeaviestRuleThatFits_AndNotTwice(int[] waits, int yuan) => Yuan(new() { Waits = waits }, PayLineKind.Unanswered).ShouldBe(yuan);

    [Theory]
    [InlineData(new int[0], 0)]
    [InlineData(new[] { 600, 600 }, 0)]
    [InlineData(new[] { 60, 60, 60 }, -20)]
    [InlineData(new[] { 601 }, -20)]
    [InlineData(new[] { 601, 60, 60 }, -40)]
    [InlineData(new[] { 1, 601, 1, 601 }, -60)]
    public void LateStarts_CostFromTheThirdOn_OrOverTenMinutes(int[] starts, int yuan) => Yuan(new() { LateStarts = starts }, PayLineKind.LateStarts).ShouldBe(yuan);

    [Fact]
    public void OffWithoutLeave_CostsEachTime() => Yuan(new() { ShiftsOffWithoutLeave = 2 }, PayLineKind.OffWithoutLeave).ShouldBe(-400);

    [Fact]
    public void Sheet_OfAWholeMonth_AddsUp_AndNamesEveryLine()
    {
        var policy = Policy with { Bonuses = [new(BonusFor.ReviewRescued, 15), new(BonusFor.FullMark, 0.5m)] };
        var lines = PaySheets.Lines(policy, new()
        {
            Grade = "P2",
            Sales = 88_888.88m,
            Returns = 1_234.56m,
            Earned = new Dictionary<BonusFor, long> { [BonusFor.ReviewRescued] = 2, [BonusFor.FullMark] = 7 },
            Extras = [new("全勤", 100), new("工牌", -5.5m)],
            SlowReplies = 5,
            Waits = [2_000, 9_000],
            LateStarts = [30, 30, 30],
            ShiftsOffWithoutLeave = 1,
            Corrections = [new(new(2026, 10, 1), -100)],
        });

        lines.Select(line => (line.Key, line.Yuan)).ShouldBe(
        [
            ("Base", 1_800m), ("Commission", 438.27m), ("Bonus:ReviewRescued", 30m), ("Bonus:FullMark", 3.5m), ("Extra:全勤", 100m), ("Extra:工牌", -5.5m), ("SlowReplies", -50m),
            ("Unanswered:1800", -100m), ("Unanswered:7200", -200m), ("LateStarts", -20m), ("OffWithoutLeave", -200m), ("Correction:2026-10", -100m),
        ]);
        PaySheets.Total(lines).ShouldBe(1_696.27m);
    }

    [Fact]
    public void Line_ThatWasRuledUpon_HasWhatWasGranted_AndSaysWhatItWas()
    {
        var lines = PaySheets.Lines(Policy, new() { Grade = "P1", SlowReplies = 4, Waits = [2_000] }, new Dictionary<string, decimal> { ["Base"] = 100, ["SlowReplies"] = 50, ["Unanswered:1800"] = 60 });

        lines.Select(line => (line.Key, line.Yuan, line.Computed)).ShouldBe([("Base", 1_600m, 1_500m), ("SlowReplies", 0m, -50m), ("Unanswered:1800", -40m, -100m)]);
    }

    // One late start of 20 was waived on the 3rd: what came after it costs, and of less than was waived nothing is left.
    [Theory]
    [InlineData(1, 20, 0)]
    [InlineData(11, 20, -200)]
    [InlineData(1, 60, 0)]
    [InlineData(4, 30, -50)]
    public void Penalty_ThatWasRuledUpon_GoesOnCounting_AndPaysNobody(int starts, int granted, int yuan) =>
        PaySheets.Lines(Policy, new() { LateStarts = [.. Enumerable.Repeat(601, starts)] }, new Dictionary<string, decimal> { ["LateStarts"] = granted }).ShouldHaveSingleItem().Yuan.ShouldBe(yuan);

    [Fact]
    public void Sheet_OfNobodyKnown_IsEmpty() => PaySheets.Lines(Policy, new()).ShouldBeEmpty();

    [Fact]
    public void DefaultPolicy_IsSound() => Policy.Problems().ShouldBeEmpty();

    public static TheoryData<string, PayPolicy> Broken => new()
    {
        { "grades", Policy with { Grades = [] } },
        { "grades[0].base", Policy with { Grades = [new("P1", -1)] } },
        { "grades[0].base", Policy with { Grades = [new("P1", 1.005m)] } },
        { "grades[0].name", Policy with { Grades = [new(" ", 1)] } },
        { "grades[1].name", Policy with { Grades = [new("P1", 1), new("P1", 2)] } },
        { "commissionShare", Policy with { CommissionShare = 0.51m } },
        { "bonuses[1].for", Policy with { Bonuses = [new(BonusFor.FollowUp, 1), new(BonusFor.FollowUp, 2)] } },
        { "slowReplies.over", Policy with { SlowReplies = new(-1, 0, 0) } },
        { "unanswered[1].over", Policy with { Unanswered = [new(60, 1), new(60, 2)] } },
        { "lateStarts.yuan", Policy with { LateStarts = new(0, 0, 2_000_000) } },
        { "offWithoutLeave", Policy with { OffWithoutLeave = 0.001m } },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Policy_ThatCannotBe_SaysWhere(string path, PayPolicy policy) => policy.Problems().Select(problem => problem.Path).ShouldBe([path]);

    private static decimal Yuan(PayFacts facts, PayLineKind kind) => PaySheets.Lines(Policy, facts).Where(line => line.Kind == kind).Sum(line => line.Yuan);
}
