using AfterSales.Application.People;
using AfterSales.Application.People.Quality;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.People.QualityDesk;

namespace AfterSales.Application.Tests.People;

/// <summary>Some samples are scored by two, neither knowing what the other gave; and whose work it was is told once both have.</summary>
public sealed class CalibrationTests : IAsyncLifetime
{
    private static readonly DateOnly November = new(2026, 11, 1);

    private TestDesk _desk = null!;
    private Guid _sample;

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.CreateAsync();
        _sample = await _desk.PickedAsync(await _desk.ResolvedAsync(_desk.Agent), _desk.Agent);
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Calibration_IsBlind_UntilBothHaveScored()
    {
        (await _desk.Get<CalibrateSample>().ExecuteAsync(new(_sample), _desk.Supervisor)).Refusal.ShouldBeNull();
        var third = await _desk.PersonAsync("副主管", Role.Supervisor);
        await _desk.AssessAsync(_sample, _desk.Supervisor, Less(10, "leak"));

        foreach (var other in new[] { _desk.Owner, third })
        {
            var view = (await _desk.Get<QualityQueries>().OneAsync(_sample, other)).Value!;
            (view.Assessments.Count, view.Sample.Percent, view.Sample.IsFailed, view.Line.Percent, view.Line.IsFailed, view.Line.IsHidden, view.MayAssess).ShouldBe((0, null, false, null, false, true, true));
            var line = (await PageAsync(QualityView.Calibrating, other)).ShouldHaveSingleItem();
            (line.Percent, line.IsFailed, line.IsHidden).ShouldBe((null, false, true));
            (await MonthAsync(other)).ShouldSatisfyAllConditions(one => one.Scored.ShouldBe(0), one => one.Average.ShouldBeNull(), one => one.Failed.ShouldBe(0), one => one.Hidden.ShouldBe(1));
        }
        (await _desk.Get<QualityQueries>().OneAsync(_sample, _desk.Supervisor)).Value!.Assessments.Count.ShouldBe(1);
        (await MonthAsync(_desk.Supervisor)).Average.ShouldBe(0);

        (await _desk.AssessAsync(_sample, _desk.Owner, Less(0))).Value!.Percent.ShouldBe(100);

        foreach (var one in new[] { _desk.Owner, _desk.Supervisor, third })
            (await _desk.Get<QualityQueries>().OneAsync(_sample, one)).Value!.Assessments.Select(given => given.Percent).ShouldBe([0, 100]);
        // The score stays the first one's; what the second gave is between those who score.
        (await _desk.Get<QualityQueries>().OneAsync(_sample, _desk.Agent)).Value!.Assessments.ShouldHaveSingleItem().Percent.ShouldBe(0);
        (await MonthAsync(_desk.Owner)).ShouldSatisfyAllConditions(one => one.Average.ShouldBe(0), one => one.Failed.ShouldBe(1), one => one.Hidden.ShouldBe(0));
        (await _desk.AssessAsync(_sample, third, Less(1))).Refusal!.Code.ShouldBe("quality.scored_already");
    }

    [Fact]
    public async Task Scored_IsToldOnce_AndNotBeforeASecondHasGivenTheirs()
    {
        var number = (await PageAsync(QualityView.Open, _desk.Owner)).Single().CaseNumber;
        await _desk.Get<CalibrateSample>().ExecuteAsync(new(_sample), _desk.Supervisor);
        await _desk.AssessAsync(_sample, _desk.Supervisor, Less(5));
        (await ToldAsync()).ShouldBeEmpty();
        await _desk.AssessAsync(_sample, _desk.Owner, Less(0));
        (await ToldAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(one => one.CaseNumber.ShouldBe(number), one => one.Data["sample"].ShouldBe(_sample.ToString()), one => one.Data["by"].ShouldBe("主管"));
        await _desk.AssessAsync(_sample, _desk.Supervisor, Less(1, because: "看错一行"));
        (await ToldAsync()).Count.ShouldBe(1);

        var plain = await _desk.PickedAsync(await _desk.ResolvedAsync(_desk.Agent), _desk.Agent);
        await _desk.AssessAsync(plain, _desk.Owner, Less(0));
        (await ToldAsync()).Count.ShouldBe(2);

        async Task<IReadOnlyList<NotificationLine>> ToldAsync() => [.. (await _desk.Get<NotificationQueries>().InboxAsync(_desk.Agent)).Latest.Where(one => one.Kind == "quality.scored")];
    }

    [Fact]
    public async Task Waiting_IsWhatWhoeverAsksCanDo()
    {
        var own = await _desk.PickedAsync(await _desk.ResolvedAsync(_desk.Supervisor), _desk.Supervisor);
        await _desk.Get<CalibrateSample>().ExecuteAsync(new(_sample), _desk.Supervisor);
        await _desk.AssessAsync(_sample, _desk.Supervisor, Less(5));

        (await _desk.Get<QualityQueries>().WaitingAsync(_desk.Supervisor)).Value.ShouldBe((0, 0));
        (await _desk.Get<QualityQueries>().WaitingAsync(_desk.Owner)).Value.ShouldBe((1, 1));
        (await PageAsync(QualityView.Open, _desk.Supervisor)).ShouldBeEmpty();
        (await PageAsync(QualityView.Open, _desk.Owner)).ShouldHaveSingleItem().Id.ShouldBe(own);
        (await PageAsync(QualityView.Calibrating, _desk.Supervisor)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Calibration_ByAnEarlierCard_IsMeasuredByThatCard()
    {
        await _desk.Get<CalibrateSample>().ExecuteAsync(new(_sample), _desk.Supervisor);
        await _desk.AssessAsync(_sample, _desk.Supervisor, Less(5));
        await _desk.AssessAsync(_sample, _desk.Owner, Less(0));
        (await _desk.Get<ChangeScoreCard>().ExecuteAsync(new(1, Card with { Criteria = [Card.Criteria[0] with { Points = 100 }] }), _desk.Supervisor)).Value.ShouldBe(2);

        // Five of ten points, whatever it gives now.
        (await _desk.Get<QualityFigureQueries>().CalibrationAsync(November, November.AddMonths(1), _desk.Owner)).Value!.Criteria.ShouldBe([new("greeting", 1, 0, 50, null)]);
    }

    [Fact]
    public async Task Calibration_CountsWhatEitherGaveWithoutTheOther()
    {
        await _desk.Get<CalibrateSample>().ExecuteAsync(new(_sample), _desk.Supervisor);
        await _desk.AssessAsync(_sample, _desk.Supervisor, Less(9));
        // Before the other has scored it is still their own; after it, it is not.
        await _desk.AssessAsync(_sample, _desk.Supervisor, Less(4, because: "看错一行"));
        await _desk.AssessAsync(_sample, _desk.Owner, Less(1, "leak"));
        await _desk.AssessAsync(_sample, _desk.Supervisor, Less(1, "leak", "和店长讨论过"));

        var figures = (await _desk.Get<QualityFigureQueries>().CalibrationAsync(November, November.AddMonths(1), _desk.Owner)).Value!;

        (figures.Pairs, figures.MeanDifference).ShouldBe((1, 96m));
        figures.Criteria.Single(one => one.Key == "greeting").ShouldBe(new("greeting", 1, 0, 30, null));
        figures.Criteria.Single(one => one.Key == "leak").ShouldSatisfyAllConditions(one => one.Share.ShouldBe(0), one => one.Kappa.ShouldBe(0));
        (await MonthAsync(_desk.Owner)).Average.ShouldBe(0);
    }

    [Fact]
    public async Task Calibration_IsForWhoIsBlind_AndNeedsTwo()
    {
        (await _desk.Get<CalibrateSample>().ExecuteAsync(new(await _desk.PickedAsync(await _desk.ResolvedAsync(_desk.Supervisor), _desk.Supervisor)), _desk.Supervisor)).Refusal!.Code.ShouldBe("quality.own");
        await _desk.AssessAsync(_sample, _desk.Supervisor, Less(5));
        (await _desk.Get<CalibrateSample>().ExecuteAsync(new(_sample), _desk.Owner)).Refusal!.Code.ShouldBe("quality.seen_already");
        await ShouldRefuseAsync("update quality_samples set calibrates = true");

        var own = await _desk.PickedAsync(await _desk.ResolvedAsync(_desk.Owner), _desk.Owner);
        (await _desk.Get<CalibrateSample>().ExecuteAsync(new(own), _desk.Supervisor)).Refusal!.Code.ShouldBe("quality.nobody_else");
    }

    [Fact]
    public async Task Calibration_ThatNobodyIsLeftToFinish_Ends()
    {
        await _desk.Get<CalibrateSample>().ExecuteAsync(new(_sample), _desk.Supervisor);
        await _desk.AssessAsync(_sample, _desk.Supervisor, Less(5));
        (await EndAsync()).ShouldBe(0);
        await using (var db = _desk.Db()) await db.Memberships.Where(m => m.PersonId == _desk.Owner.Id).ExecuteDeleteAsync();

        (await EndAsync()).ShouldBe(1);
        (await EndAsync()).ShouldBe(0);

        (await _desk.Get<QualityQueries>().WaitingAsync(_desk.Supervisor)).Value.Calibrating.ShouldBe(0);
        (await PageAsync(QualityView.Scored, _desk.Supervisor)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(one => one.Percent.ShouldBe(95), one => one.Calibrates.ShouldBeFalse());

        Task<int> EndAsync() => _desk.Get<EndCalibrations>().EndAsync(_desk.StoreId, CancellationToken.None);
    }

    private async Task<IReadOnlyList<SampleLine>> PageAsync(QualityView view, Actor actor, Actor? of = null) => (await _desk.Get<QualityQueries>().PageAsync(new(view, of?.Id), null, actor)).Value!.Lines;

    private async Task<PersonScores> MonthAsync(Actor actor) => (await _desk.Get<QualityFigureQueries>().OfMonthAsync(November, null, actor)).Value!.ShouldHaveSingleItem();

    private async Task ShouldRefuseAsync(string sql)
    {
        await using var db = _desk.Db();
        (await Should.ThrowAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql))).SqlState.ShouldBe("23001", sql);
    }
}
