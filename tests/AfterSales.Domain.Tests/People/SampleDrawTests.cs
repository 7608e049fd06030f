using AfterSales.Domain.People.Quality;
using FsCheck;
using FsCheck.Fluent;

namespace AfterSales.Domain.Tests.People;

/// <summary>A week's draw: by lot from everything, by rules up to their caps, the same whenever it is drawn again.</summary>
public sealed class SampleDrawTests
{
    private static readonly DateOnly Monday = new(2026, 11, 16);
    private static readonly SamplingPlan Plan = SamplingPlan.Default with { RandomEach = 2, Calibrated = 1, Rules = [.. SamplingPlan.RuleReasons.Select(why => new SamplingRule(why, IsOn: true, Most: 2))] };
    private static readonly HashSet<Guid> Assessors = [Id(901), Id(902)];

    [Fact]
    public void Lot_IsTheSame_HoweverOftenAndInWhateverOrderItIsDrawn() => Prop.ForAll(Weeks(), week =>
    {
        var again = Draw(week.Seed, week.Works.AsEnumerable().Reverse().Concat(week.Works));
        return Said(Draw(week.Seed, week.Works)).SequenceEqual(Said(again));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Lot_TakesSoManyOfEach_OrAllTheyHave() => Prop.ForAll(Weeks(), week =>
    {
        var drawn = Draw(week.Seed, week.Works);
        return week.Works.GroupBy(work => work.PersonId).All(works => drawn.Count(one => one.Work.PersonId == works.Key) == Math.Min(Plan.RandomEach, works.Select(work => work.CaseId).Distinct().Count()))
            && drawn.Select(one => (one.Work.CaseId, one.Work.PersonId)).Distinct().Count() == drawn.Count && drawn.All(one => week.Works.Contains(one.Work));
    }).QuickCheckThrowOnFailure();

    // Whatever else somebody resolved, one of them is not more likely to be drawn: over many seeds each comes up about as often.
    [Fact]
    public void Lot_IsFair()
    {
        Candidate[] works = [.. Enumerable.Range(1, 10).Select(one => Work(one, 1))];
        var times = Enumerable.Range(0, 2_000).SelectMany(seed => Draw($"seed {seed}", works)).CountBy(one => one.Work.CaseId).ToDictionary();
        times.Count.ShouldBe(10);
        // 400 are expected of each, with a deviation of 18: five of these.
        times.Values.ShouldAllBe(count => count > 310 && count < 490);
    }

    [Fact]
    public void Rules_AddUpToTheirCaps_AndWhatWasDrawnAnywayIsOneOfThem()
    {
        Candidate[] works = [.. Enumerable.Range(1, 6).Select(one => Work(one, 1))];
        var noticed = works.Select(work => (SampleReason.LateReply, work)).Append((SampleReason.BadReview, Work(77, 2)));

        var drawn = SampleDraw.Of(Plan, "seed", works, noticed, Assessors);

        drawn.Count(one => one.Why.Contains(SampleReason.LateReply)).ShouldBe(2);
        // Both go by the same order: the two of the lot are the rule's two.
        drawn.Count(one => one.Why.SequenceEqual([SampleReason.Random, SampleReason.LateReply])).ShouldBe(2);
        drawn.Single(one => one.Work.PersonId == Id(2)).Why.ShouldBe([SampleReason.BadReview]);
    }

    [Theory]
    [InlineData(false, 2, 0)]
    [InlineData(true, 0, 0)]
    [InlineData(true, 1, 1)]
    [InlineData(true, 9, 3)]
    public void Rule_TakesWhatItsCapAllows_OrNothingWhenOff(bool isOn, int most, int expected)
    {
        var plan = Plan with { RandomEach = 0, Rules = [new(SampleReason.Reopened, isOn, most)] };
        SampleDraw.Of(plan, "seed", [], [.. Enumerable.Range(1, 3).Select(one => (SampleReason.Reopened, Work(one, one)))], Assessors).Count.ShouldBe(expected);
    }

    [Fact]
    public void Calibrated_IsOfTheLot_AndOnlyWhatTwoOthersCanScore()
    {
        Candidate[] works = [.. Enumerable.Range(1, 5).Select(one => Work(one, 1))];
        Draw("seed", works).Count(one => one.Calibrates).ShouldBe(1);
        // Of two who may score one did it herself; of one there is no second.
        Draw("seed", [.. Enumerable.Range(1, 5).Select(one => Work(one, 901))]).ShouldAllBe(one => !one.Calibrates);
        SampleDraw.Of(Plan, "seed", works, [], new HashSet<Guid> { Id(901) }).ShouldAllBe(one => !one.Calibrates);
    }

    [Theory]
    [InlineData("2026-11-16", null, "2026-11-09")]
    [InlineData("2026-11-22", null, "2026-11-09")]
    [InlineData("2026-11-23", "2026-11-09", "2026-11-16")]
    [InlineData("2026-11-22", "2026-11-09", "")]
    [InlineData("2026-11-27", "2026-10-26", "2026-11-02 2026-11-09 2026-11-16")]
    [InlineData("2026-11-27", "2026-01-05", "2026-10-26 2026-11-02 2026-11-09 2026-11-16")]
    public void Due_AreTheWeeksThatHaveEnded(string today, string? last, string due) =>
        string.Join(' ', Domain.People.Quality.Weeks.Due(Day(today), last is null ? null : Day(last), 4).Select(week => week.ToString("yyyy-MM-dd", null))).ShouldBe(due);

    // Of weeks before there was a store nothing is drawn; of the one in which it came, there is.
    [Theory]
    [InlineData(null, "2026-11-23", "")]
    [InlineData(null, "2026-11-22", "2026-11-16")]
    [InlineData(null, "2026-11-16", "2026-11-16")]
    [InlineData("2026-10-19", "2026-11-11", "2026-11-09 2026-11-16")]
    public void Due_BeginWithTheWeekInWhichTheStoreCame(string? last, string since, string due) =>
        string.Join(' ', Domain.People.Quality.Weeks.Due(Day("2026-11-25"), last is null ? null : Day(last), 4, Day(since)).Select(week => week.ToString("yyyy-MM-dd", null))).ShouldBe(due);

    private static IReadOnlyList<DrawnSample> Draw(string seed, IEnumerable<Candidate> works) => SampleDraw.Of(Plan, seed, works, [], Assessors);

    private static IEnumerable<string> Said(IEnumerable<DrawnSample> drawn) => drawn.Select(one => $"{one.Work} {string.Join(',', one.Why)} {one.Calibrates}");

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    private static Candidate Work(int number, int person) => new(Id(number), Id(person), Monday);

    private sealed record Week(string Seed, IReadOnlyList<Candidate> Works);

    private static Arbitrary<Week> Weeks() => Arb.From(
        from seed in Gen.Choose(0, int.MaxValue)
        from works in Gen.Choose(1, 40).SelectMany(number => Gen.Choose(1, 4).Select(person => Work(number, person))).ListOf()
        select new Week($"{seed}", [.. works]));
}
