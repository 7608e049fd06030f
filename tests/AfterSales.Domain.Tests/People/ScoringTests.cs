using AfterSales.Domain.People;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Tests.People;

/// <summary>What a card comes to, who may fill it in, and how far two who did agree.</summary>
public sealed class ScoringTests
{
    private static readonly ScoreCard Card = new() { Version = 3, Criteria = [new("tone", "Tone", 10), new("facts", "Facts", 30), new("leak", "Leak", 0, MustNotFail: true)] };
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    private static readonly Actor Ann = Someone(Role.Supervisor), Bea = Someone(Role.Owner), Cem = Someone(Role.Supervisor), Agent = Someone(Role.AfterSales);

    [Theory]
    [InlineData(10, 30, false, 100, false)]
    [InlineData(0, 0, false, 0, false)]
    [InlineData(5, 20, false, 62.5, false)]
    [InlineData(1, 12, false, 32.5, false)]
    // What did not come up counts for nothing.
    [InlineData(null, 20, false, 66.7, false)]
    [InlineData(7, null, false, 70, false)]
    // What must not fail takes everything.
    [InlineData(10, 30, true, 0, true)]
    [InlineData(null, 1, true, 0, true)]
    public void Total_IsTheShareOfThePoints(int? tone, int? facts, bool leak, double percent, bool failed) =>
        Scoring.TotalOf(Card, Filled(tone, facts, leak)).Value.ShouldBe(new ScoreTotal((decimal)percent, failed));

    [Fact]
    public void Total_OfWhatCannotBe_IsRefused()
    {
        Scoring.TotalOf(Card, Filled(11, 0)).Refusal!.Code.ShouldBe("quality.score_invalid");
        Scoring.TotalOf(Card, Filled(-1, 0)).Refusal!.Code.ShouldBe("quality.score_invalid");
        Scoring.TotalOf(Card, Filled(null, null)).Refusal!.Code.ShouldBe("quality.nothing_scored");
        Scoring.TotalOf(Card, [.. Filled(1, 1).Skip(1)]).Refusal!.Code.ShouldBe("quality.score_needed");
        Scoring.TotalOf(Card, [.. Filled(1, 1), new("tone", 2)]).Refusal!.Code.ShouldBe("quality.score_needed");
        Scoring.TotalOf(Card, [.. Filled(1, 1), new("other", 2)]).Refusal!.Code.ShouldBe("quality.criterion_unknown");
        Scoring.TotalOf(Card, [new("tone", 1, Failed: true), new("facts", 1), new("leak", null)]).Refusal!.Code.ShouldBe("quality.score_invalid");
        Scoring.TotalOf(Card, [new("tone", 1), new("facts", 1), new("leak", 0)]).Refusal!.Code.ShouldBe("quality.score_invalid");
    }

    [Theory]
    [InlineData("zh-CN", "开场与语气")]
    [InlineData("en", "Greeting and tone")]
    public void DefaultCard_IsSoundAndInTheStoresLanguage(string language, string first)
    {
        var card = DefaultScoreCard.In(language);
        card.Problem().ShouldBeNull();
        card.Criteria[0].Name.ShouldBe(first);
        card.Criteria.Sum(one => one.Points).ShouldBe(100);
        card.Criteria.Where(one => one.MustNotFail).Select(one => one.Key).ShouldBe(["leak", "authority", "money"]);
        card.Criteria.ShouldAllBe(one => one.Hint.Length > 0 && !one.Hint.Contains('"'));
        SamplingPlan.Default.Problem().ShouldBeNull();
    }

    [Fact]
    public void Card_ThatCannotBeUsed_IsRefused()
    {
        Code(Card with { Criteria = [Card.Criteria[2]] }).ShouldBe("quality.criteria_needed");
        Code(Card with { Criteria = [.. Card.Criteria, new("tone", "Again", 1)] }).ShouldBe("quality.criterion_repeated");
        Code(Card with { Criteria = [new("a", " ", 1)] }).ShouldBe("quality.name_needed");
        Code(Card with { Criteria = [new("a", "A", 0)] }).ShouldBe("quality.points_invalid");
        Code(Card with { Criteria = [Card.Criteria[0], new("a", "A", 5, MustNotFail: true)] }).ShouldBe("quality.points_invalid");
        Code(Card).ShouldBeNull();

        static string? Code(ScoreCard card) => card.Problem()?.Code;
    }

    [Fact]
    public void First_GivesTheScore_AndOnlyTheyCorrectIt_WithAReason()
    {
        var sample = Sample();
        sample.Assess(Card, Filled(5, 20).AsFilled(), Ann, Now).Ok.ShouldBeTrue();
        (sample.State, sample.Percent, sample.CardVersion).ShouldBe((SampleState.Scored, 62.5m, 3));
        sample.Assess(Card, Filled(6, 20).AsFilled(), Ann, Now).Refusal!.Code.ShouldBe("quality.because_needed");
        sample.Assess(Card, Filled(6, 20).AsFilled("misread"), Bea, Now).Refusal!.Code.ShouldBe("quality.scored_already");
        sample.Assess(Card with { Version = 4 }, Filled(6, 20).AsFilled("misread"), Ann, Now).Refusal!.Code.ShouldBe("quality.card_changed");
        sample.Assess(Card, Filled(6, 20).AsFilled("misread"), Ann, Now).Value!.Because.ShouldBe("misread");
        sample.Percent.ShouldBe(65);
        sample.Withdraw("x", Ann).Refusal!.Code.ShouldBe("quality.scored_stays");
    }

    [Fact]
    public void Second_Calibrates_AndChangesNothing()
    {
        var sample = Sample();
        sample.Calibrate(Ann, All).Ok.ShouldBeTrue();
        sample.Calibrate(Ann, All).Refusal!.Code.ShouldBe("quality.calibrates_already");
        sample.Assess(Card, Filled(5, 20).AsFilled(), Ann, Now).Ok.ShouldBeTrue();
        // Hidden from whoever may still score it; not from who gave it, nor from whose work it is.
        new[] { Ann, Bea, Cem, Agent }.Select(one => sample.IsBlindTo(one.PersonId)).ShouldBe([false, true, true, false]);
        sample.WithoutScore().Percent.ShouldBeNull();
        sample.Assess(Card, Filled(0, 0, leak: true).AsFilled(), Bea, Now).Ok.ShouldBeTrue();
        (sample.Percent, sample.IsFailed, sample.AwaitsSecond, sample.IsBlindTo(Cem.PersonId)).ShouldBe((62.5m, false, false, false));
        sample.Assess(Card, Filled(1, 1).AsFilled(), Cem, Now).Refusal!.Code.ShouldBe("quality.scored_already");
        sample.Assess(Card, Filled(0, 1).AsFilled("misread"), Bea, Now).Ok.ShouldBeTrue();
        sample.Percent.ShouldBe(62.5m);
    }

    [Fact]
    public void Calibration_IsAskedFor_BeforeAnybodyHasScored_AndOnlyWhereTwoCan()
    {
        var sample = Sample();
        sample.Calibrate(Agent, All).Refusal!.Code.ShouldBe("quality.own");
        sample.Calibrate(Ann, Only(Ann, Agent)).Refusal!.Code.ShouldBe("quality.nobody_else");
        sample.Assess(Card, Filled(5, 20).AsFilled(), Ann, Now).Ok.ShouldBeTrue();
        // Everybody may have seen it: nobody could be blind to it any more.
        sample.Calibrate(Bea, All).Refusal!.Code.ShouldBe("quality.seen_already");
        (sample.Calibrates, sample.IsBlindTo(Bea.PersonId)).ShouldBe((false, false));
    }

    [Fact]
    public void Calibration_ThatNobodyIsLeftToFinish_EndsWithWhatThereIs()
    {
        var open = Sample();
        open.Calibrate(Ann, All).Ok.ShouldBeTrue();
        open.EndCalibration(Only(Ann, Bea)).ShouldBeFalse();
        open.EndCalibration(Only(Ann, Agent)).ShouldBeTrue();
        open.EndCalibration(Only(Ann, Agent)).ShouldBeFalse();
        open.AwaitsSecond.ShouldBeFalse();

        var scored = Sample();
        scored.Calibrate(Ann, All).Ok.ShouldBeTrue();
        scored.Assess(Card, Filled(5, 20).AsFilled(), Ann, Now).Ok.ShouldBeTrue();
        // Who scored it may have left: somebody else is there.
        scored.EndCalibration(Only(Bea)).ShouldBeFalse();
        scored.EndCalibration(Only(Ann, Agent)).ShouldBeTrue();
        (scored.IsBlindTo(Cem.PersonId), scored.Percent).ShouldBe((false, 62.5m));

        scored.EndCalibration(All).ShouldBeFalse();
    }

    [Fact]
    public void Picked_AndDrawnAsWell_IsOfTheLot_AndCalibratedOnlyWhileNobodyHasScored()
    {
        var drawn = new DrawnSample(new(Ids.New(Now), Agent.PersonId!.Value, new(2026, 11, 18)), [SampleReason.Random, SampleReason.Reopened], Calibrates: true);
        var (open, scored) = (Picked(), Picked());
        scored.Assess(Card, Filled(5, 20).AsFilled(), Ann, Now).Ok.ShouldBeTrue();

        foreach (var sample in new[] { open, scored }) sample.AlsoDraw(drawn);

        new[] { open, scored }.ShouldAllBe(sample => sample.IsRandom && sample.Why.SequenceEqual(new[] { SampleReason.Random, SampleReason.Reopened, SampleReason.ByHand }) && sample.HandReason == "new here");
        (open.Calibrates, scored.Calibrates).ShouldBe((true, false));

        static QualitySample Picked() => QualitySample.Pick(Ids.New(Now), Agent.PersonId!.Value, new(2026, 11, 18), "new here", Ann, Now).Value!;
    }

    [Fact]
    public void Own_IsNeverScoredNorWithdrawn_AndAnsweredOnce()
    {
        var sample = Sample();
        sample.Assess(Card, Filled(10, 30).AsFilled(), Agent, Now).Refusal!.Code.ShouldBe("quality.own");
        sample.Withdraw("mine", Agent).Refusal!.Code.ShouldBe("quality.own");
        sample.Reply("why", Agent, Now).Refusal!.Code.ShouldBe("quality.not_scored");
        sample.Assess(Card, Filled(5, 20).AsFilled(), Ann, Now).Ok.ShouldBeTrue();
        sample.Reply("why", Ann, Now).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        sample.Reply(" ", Agent, Now).Refusal!.Code.ShouldBe("quality.words_needed");
        sample.Reply("the slip was there", Agent, Now).Ok.ShouldBeTrue();
        sample.Reply("and", Agent, Now).Refusal!.Code.ShouldBe("quality.answered_already");
    }

    [Fact]
    public void Withdrawn_IsNotScoredAnyMore()
    {
        var sample = Sample();
        sample.Withdraw(" ", Ann).Refusal!.Code.ShouldBe("quality.reason_needed");
        sample.Withdraw("a test case", Ann).Ok.ShouldBeTrue();
        sample.Assess(Card, Filled(5, 20).AsFilled(), Bea, Now).Refusal!.Code.ShouldBe("quality.withdrawn");
        sample.Calibrate(Bea, All).Refusal!.Code.ShouldBe("quality.withdrawn");
        sample.Withdraw("again", Bea).Refusal!.Code.ShouldBe("quality.withdrawn");
    }

    // Yes/no of the first and second: both yes, only the first, only the second, both no.
    [Theory]
    [InlineData(0, 0, 0, 0, null)]
    [InlineData(0, 0, 0, 9, null)]
    [InlineData(9, 0, 0, 0, null)]
    [InlineData(3, 0, 0, 7, 1.0)]
    [InlineData(0, 5, 5, 0, -1.0)]
    [InlineData(25, 25, 25, 25, 0.0)]
    [InlineData(20, 5, 10, 15, 0.4)]
    [InlineData(45, 15, 25, 15, 0.13)]
    [InlineData(0, 1, 0, 9, 0.0)]
    public void Kappa_IsCohens(int both, int first, int second, int neither, double? kappa) =>
        Agreement.Kappa([.. Enumerable.Repeat((true, true), both), .. Enumerable.Repeat((true, false), first), .. Enumerable.Repeat((false, true), second), .. Enumerable.Repeat((false, false), neither)]).ShouldBe((decimal?)kappa);

    [Fact]
    public void Agreement_IsByCriterion()
    {
        AssessedPair[] pairs = [new(Card, Filled(5, 20), Filled(5, 30)), new(Card, Filled(5, 20, leak: true), Filled(8, null, leak: true)), new(Card, Filled(null, 0), Filled(null, 0)), new(Card, [new("gone", 1)], [new("gone", 2)])];

        Agreement.Of(Card, pairs).ShouldBe([new("tone", 3, 2, 15m, null), new("facts", 3, 1, 16.67m, null), new("leak", 3, 3, null, 1m)]);
        // Each pair by its own card: a point of an earlier one may have been more.
        var earlier = Card with { Version = 2, Criteria = [new("tone", "Tone", 4)] };
        Agreement.Of(Card, [new(earlier, [new("tone", 1)], [new("tone", 3)]), new(Card, Filled(5, 1), Filled(6, 1))])[0].ShouldBe(new("tone", 2, 0, 30m, null));
        Agreement.Of(Card, []).ShouldAllBe(one => one.Pairs == 0 && one.Share == null && one.MeanDifference == null && one.Kappa == null);
    }

    private static HashSet<Guid> All => Only(Ann, Bea, Cem);

    private static HashSet<Guid> Only(params Actor[] people) => [.. people.Select(one => one.PersonId!.Value)];

    private static QualitySample Sample() => QualitySample.Draw(Ann.StoreId, new(2026, 11, 16), new(new(Ids.New(Now), Agent.PersonId!.Value, new(2026, 11, 18)), [SampleReason.Random], Calibrates: false), Now);

    private static IReadOnlyList<CriterionScore> Filled(int? tone, int? facts, bool leak = false) => [new("tone", tone), new("facts", facts), new("leak", null, leak)];

    private static Actor Someone(Role role) => Actor.Person(Ids.New(Now), $"{role}", new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]), [role]);
}

file static class FilledCards
{
    public static FilledCard AsFilled(this IReadOnlyList<CriterionScore> scores, string? because = null) => new(scores, new Dictionary<string, string>(), Because: because);
}
