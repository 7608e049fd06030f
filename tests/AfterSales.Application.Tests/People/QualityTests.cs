using AfterSales.Application.People.Quality;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.People.QualityDesk;

namespace AfterSales.Application.Tests.People;

/// <summary>Samples are scored by somebody else, and what was given stands.</summary>
public sealed class QualityTests : IAsyncLifetime
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
    public async Task Picked_WaitsUntilItIsScored_AndIsThenThePersonsToRead()
    {
        (await PageAsync(QualityView.Open, _desk.Owner)).ShouldHaveSingleItem().Why.ShouldBe([SampleReason.ByHand]);
        (await _desk.Get<QualityQueries>().OneAsync(_sample, _desk.Agent)).Refusal!.Code.ShouldBe("quality.sample_not_found");

        (await _desk.AssessAsync(_sample, _desk.Supervisor, Less(5))).Value.ShouldBe(new ScoreTotal(95, false));

        (await PageAsync(QualityView.Open, _desk.Owner)).ShouldBeEmpty();
        (await PageAsync(QualityView.Scored, _desk.Agent, _desk.Agent)).ShouldHaveSingleItem().Percent.ShouldBe(95);
        var view = (await _desk.Get<QualityQueries>().OneAsync(_sample, _desk.Agent)).Value!;
        view.Assessments.ShouldHaveSingleItem().Remarks["greeting"].ShouldBe("开头没有安抚");
        (view.MayAssess, view.MayCorrect, view.MayAnswer).ShouldBe((false, false, true));
    }

    [Fact]
    public async Task Corrected_TheLastHolds_AndBothStand()
    {
        await _desk.AssessAsync(_sample, _desk.Supervisor, Less(5));
        (await _desk.AssessAsync(_sample, _desk.Supervisor, Less(0, "leak"))).Refusal!.Code.ShouldBe("quality.because_needed");
        (await _desk.AssessAsync(_sample, _desk.Supervisor, Less(0, "leak", "漏看了第三句"))).Value.ShouldBe(new ScoreTotal(0, true));

        var view = (await _desk.Get<QualityQueries>().OneAsync(_sample, _desk.Owner)).Value!;
        view.Assessments.Select(one => (one.Percent, one.Because)).ShouldBe([(95, null), (0, "漏看了第三句")]);
        (view.Sample.Percent, view.Sample.IsFailed).ShouldBe((0, true));
        (await _desk.Get<AnswerScore>().ExecuteAsync(new(_sample, "当时很急"), _desk.Agent)).Refusal.ShouldBeNull();
        foreach (var sql in new[]
        {
            "update assessments set percent = 100", "delete from assessments", "update assessments set remark = '[erased 2026-11-27]'", "delete from quality_samples", "update quality_samples set day = day + 1",
            "update quality_samples set state = 'Open'", "update quality_samples set percent = null", "update quality_samples set first_by_id = id", "update quality_samples set card_version = 2",
            "update quality_samples set hand_reason = '[erased 2026-11-27]'", "update quality_samples set added_by = '别人'", "update quality_samples set answer = null", "update quality_samples set is_random = true",
            "update quality_samples set why = '[]'", "update quality_samples set is_random = true, why = '[\"Random\"]'",
        })
            await ShouldRefuseAsync(sql);
    }

    // The card that a store came with is in its language, and a later product may have another.
    [Fact]
    public async Task FirstCard_StaysWhatItWas_OnceSomebodyWasScoredByIt()
    {
        await _desk.AssessAsync(_sample, _desk.Supervisor, Less(5));
        await using (var db = _desk.Db()) await db.Stores.Where(s => s.Id == _desk.StoreId).ExecuteUpdateAsync(set => set.SetProperty(s => s.Language, "en"));

        (await _desk.Get<QualityQueries>().OneAsync(_sample, _desk.Owner)).Value!.Card.Criteria[0].Name.ShouldBe("开场与语气");
        // Nobody changed it: it is as it came.
        (await _desk.Get<QualityPolicyQueries>().NowAsync(_desk.Owner)).Value.ShouldNotBeNull().ShouldSatisfyAllConditions(now => now.Card.Version.ShouldBe(1), now => now.CardBy.ShouldBeNull());
    }

    [Fact]
    public async Task Own_IsScoredByAnother_AndAnsweredOnce()
    {
        var own = await _desk.PickedAsync(await _desk.ResolvedAsync(_desk.Supervisor), _desk.Supervisor);
        (await _desk.AssessAsync(own, _desk.Supervisor, Less(0))).Refusal!.Code.ShouldBe("quality.own");
        (await _desk.Get<WithdrawSample>().ExecuteAsync(new(own, "不用看"), _desk.Supervisor)).Refusal!.Code.ShouldBe("quality.own");
        (await _desk.AssessAsync(own, _desk.Owner, Less(5))).Refusal.ShouldBeNull();

        var answer = _desk.Get<AnswerScore>();
        (await answer.ExecuteAsync(new(own, "不是我的"), _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await answer.ExecuteAsync(new(own, "当时买家很急"), _desk.Supervisor)).Refusal.ShouldBeNull();
        (await answer.ExecuteAsync(new(own, "再说一句"), _desk.Supervisor)).Refusal!.Code.ShouldBe("quality.answered_already");
        (await _desk.Get<QualityQueries>().OneAsync(own, _desk.Owner)).Value!.Sample.Answer.ShouldBe("当时买家很急");
    }

    [Fact]
    public async Task Picked_TwiceInAWeek_IsOne_UntilItIsWithdrawn_WhichCountsForNothing()
    {
        var number = (await PageAsync(QualityView.Open, _desk.Owner)).Single().CaseNumber;
        (await PickAsync(number, _desk.Agent, "再看")).Refusal!.Code.ShouldBe("quality.sampled_already");
        (await PickAsync(number, _desk.Agent, " ")).Refusal!.Code.ShouldBe("quality.reason_needed");
        (await _desk.Get<WithdrawSample>().ExecuteAsync(new(_sample, "测试工单"), _desk.Owner)).Refusal.ShouldBeNull();

        (await PageAsync(QualityView.Withdrawn, _desk.Supervisor)).Count.ShouldBe(1);
        (await _desk.Get<QualityFigureQueries>().OfMonthAsync(November, null, _desk.Owner)).Value.ShouldBeEmpty();
        (await PickAsync(number, _desk.Agent, "还是要看")).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Picked_IsOfTheDayOfTheLastDeed_AndNothingWhereThereIsNone()
    {
        // Picked three weeks later, the work is still of its own day.
        var number = await _desk.ResolvedAsync(_desk.OtherAgent);
        _desk.Time.Move(TimeSpan.FromDays(21));
        var sample = await _desk.PickedAsync(number, _desk.OtherAgent);

        (await PickAsync(number, _desk.Agent, "没有他")).Refusal.ShouldNotBeNull().ShouldSatisfyAllConditions(one => one.Code.ShouldBe("quality.no_work"), one => one.Field.ShouldBe("PersonId"));
        var of = (await _desk.Get<QualityQueries>().OneAsync(sample, _desk.Owner)).Value!.Sample;
        (of.Day, of.Week).ShouldBe((new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 16)));
    }

    [Fact]
    public async Task Card_IsVersioned_AndASampleKeepsTheOneItWasScoredBy()
    {
        await _desk.Get<CalibrateSample>().ExecuteAsync(new(_sample), _desk.Supervisor);
        await _desk.AssessAsync(_sample, _desk.Supervisor, Less(5));
        var shorter = Card with { Criteria = [Card.Criteria[0] with { Name = "语气" }] };
        (await _desk.Get<ChangeScoreCard>().ExecuteAsync(new(1, shorter), _desk.Supervisor)).Value.ShouldBe(2);
        (await _desk.Get<ChangeScoreCard>().ExecuteAsync(new(1, shorter), _desk.Owner)).Refusal!.Code.ShouldBe("policy.stale");
        (await _desk.Get<ChangeScoreCard>().ExecuteAsync(new(2, shorter), _desk.Owner)).Value.ShouldBe(2);

        (await _desk.Get<QualityQueries>().OneAsync(_sample, _desk.Owner)).Value!.Card.Criteria.Count.ShouldBe(Card.Criteria.Count);
        (await _desk.AssessAsync(_sample, _desk.Owner, Less(0))).Refusal.ShouldBeNull();
        var next = await _desk.PickedAsync(await _desk.ResolvedAsync(_desk.OtherAgent), _desk.OtherAgent);
        (await _desk.AssessAsync(next, _desk.Owner, Less(0))).Refusal!.Code.ShouldBe("quality.card_changed");
        (await _desk.Get<AssessSample>().ExecuteAsync(new(next, 2, new([new("greeting", 10)], new Dictionary<string, string>())), _desk.Owner)).Value!.Percent.ShouldBe(100);
    }

    [Fact]
    public async Task Quality_IsForWhoScores_AndTheirOwnForThePerson()
    {
        await _desk.AssessAsync(_sample, _desk.Supervisor, Less(5));
        foreach (var actor in new[] { _desk.OtherAgent, _desk.Warehouse, _desk.Bridge })
        {
            (await _desk.Get<QualityQueries>().OneAsync(_sample, actor)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
            (await _desk.Get<QualityQueries>().PageAsync(new(QualityView.Scored, _desk.Agent.Id), null, actor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
            (await _desk.Get<QualityFigureQueries>().OfMonthAsync(November, _desk.Agent.Id, actor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
            (await _desk.Get<AnswerScore>().ExecuteAsync(new(_sample, "不是我的"), actor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        }
        foreach (var actor in new[] { _desk.Agent, _desk.Warehouse, _desk.Bridge })
        {
            (await _desk.Get<QualityQueries>().PageAsync(new(), null, actor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
            (await _desk.Get<QualityFigureQueries>().OfMonthAsync(November, null, actor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
            (await _desk.Get<QualityFigureQueries>().CalibrationAsync(November, November, actor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
            (await _desk.Get<QualityFigureQueries>().DrawsAsync(actor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
            (await _desk.Get<QualityPolicyQueries>().NowAsync(actor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
            (await _desk.AssessAsync(_sample, actor, Less(0))).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
            (await _desk.Get<PickSample>().ExecuteAsync(new("AS-000000-0000", _desk.Agent.Id!.Value, "看看"), actor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
            (await _desk.Get<CalibrateSample>().ExecuteAsync(new(_sample), actor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
            (await _desk.Get<WithdrawSample>().ExecuteAsync(new(_sample, "不看了"), actor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
            (await _desk.Get<ChangeScoreCard>().ExecuteAsync(new(1, Card), actor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
            (await _desk.Get<ChangeSamplingPlan>().ExecuteAsync(new(1, SamplingPlan.Default), actor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        }
        (await _desk.Get<QualityFigureQueries>().OfMonthAsync(November, _desk.Agent.Id, _desk.Agent)).Value!.ShouldHaveSingleItem().Average.ShouldBe(95);
    }

    [Fact]
    public async Task Page_GoesOn_WhereTheLastOneEnded()
    {
        for (var more = 0; more < 4; more++) await _desk.PickedAsync(await _desk.ResolvedAsync(_desk.Agent), _desk.Agent);
        var queries = _desk.Get<QualityQueries>();
        var first = (await queries.PageAsync(new(PersonId: _desk.Agent.Id, Month: November), null, _desk.Owner, most: 3)).Value!;
        var last = (await queries.PageAsync(new(PersonId: _desk.Agent.Id, Month: November), first.Next, _desk.Owner, most: 3)).Value!;

        first.Lines.Concat(last.Lines).Select(line => line.Id).Distinct().Count().ShouldBe(5);
        (first.Lines.Count, last.Lines.Count, last.Next).ShouldBe((3, 2, null));
        (await queries.WaitingAsync(_desk.Owner)).Value.ShouldBe((5, 0));
        (await queries.PageAsync(new(Month: November.AddMonths(1)), null, _desk.Owner)).Value!.Lines.ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<SampleLine>> PageAsync(QualityView view, Actor actor, Actor? of = null) => (await _desk.Get<QualityQueries>().PageAsync(new(view, of?.Id), null, actor)).Value!.Lines;

    private Task<Result<Guid>> PickAsync(string number, Actor of, string reason) => _desk.Get<PickSample>().ExecuteAsync(new(number, of.Id!.Value, reason), _desk.Owner);

    private async Task ShouldRefuseAsync(string sql)
    {
        await using var db = _desk.Db();
        (await Should.ThrowAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql))).SqlState.ShouldBe("23001", sql);
    }
}
