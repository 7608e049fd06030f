using AfterSales.Application.Cases;
using AfterSales.Application.Insights;
using AfterSales.Application.People.Quality;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Quality;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using static AfterSales.Application.Tests.Insights.CountedDesk;

namespace AfterSales.Application.Tests.People;

/// <summary>A week that has ended is drawn once, from what happened in it by the store's wall clock.</summary>
public sealed class DrawSamplesTests : IAsyncLifetime
{
    // The desk's clock stands on Sunday, 22 November, 10:00 in Shanghai.
    private static readonly DateOnly Monday = new(2026, 11, 16);
    private static readonly DateTimeOffset NextMonday = new(2026, 11, 22, 16, 0, 0, TimeSpan.Zero);

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Week_OnceItHasEnded_IsDrawn_AndNeverAgain()
    {
        for (var more = 0; more < 4; more++) await _desk.ResolvedAsync(_desk.Agent);
        await _desk.ResolvedAsync(_desk.OtherAgent);
        _desk.Time.MoveTo(NextMonday - TimeSpan.FromSeconds(1));
        await DrawAsync(_desk);
        (await SamplesAsync()).ShouldBeEmpty();

        _desk.Time.MoveTo(NextMonday);
        (await DrawAsync(_desk)).ShouldBe(4);
        (await DrawAsync(_desk)).ShouldBe(0);

        var samples = await SamplesAsync();
        samples.CountBy(one => one.PersonId).ToDictionary().ShouldBe(new Dictionary<Guid, int> { [_desk.Agent.Id!.Value] = 3, [_desk.OtherAgent.Id!.Value] = 1 }, ignoreOrder: true);
        samples.ShouldAllBe(one => one.Week == Monday && one.Day == new DateOnly(2026, 11, 22) && one.IsRandom && one.State == SampleState.Open);
        samples.Count(one => one.Calibrates).ShouldBe(2);
        var draw = (await _desk.Get<QualityFigureQueries>().DrawsAsync(_desk.Owner)).Value!.First(one => one.Week == Monday);
        (draw.Resolved, draw.Drawn, draw.PlanVersion, draw.Seed.Length).ShouldBe((5, 4, 1, QualityDraw.SeedLength));
        // Whoever has the seed and what was drawn from comes to the same three, page by page, whatever happens to the cases since.
        var (from, after) = (new List<CandidateLine>(), (CandidateCursor?)null);
        do
        {
            var page = (await _desk.Get<QualityDrawQueries>().CandidatesAsync(Monday, SampleReason.Random, after, _desk.Owner, most: 2)).Value!;
            from.AddRange(page.Lines);
            after = page.Next;
        }
        while (after is not null);
        from.Select(one => one.CaseId).Distinct().Count().ShouldBe(5);
        from.Where(one => one.PersonId == _desk.Agent.Id).OrderBy(one => one.Rank, StringComparer.Ordinal).Select(one => one.IsDrawn).ShouldBe([true, true, true, false]);
        SampleDraw.Ranked(draw.Seed, from.Where(one => one.PersonId == _desk.Agent.Id).Select(one => new Candidate(one.CaseId, one.PersonId, one.Day))).Take(3).Select(one => one.CaseId)
            .ShouldBe(samples.Where(one => one.PersonId == _desk.Agent.Id).Select(one => one.CaseId), ignoreOrder: true);
        (await _desk.Get<QualityDrawQueries>().CandidatesAsync(Monday, SampleReason.Random, null, _desk.Agent)).Refusal!.Code.ShouldBe("forbidden");
        (await _desk.Get<QualityDrawQueries>().CandidatesAsync(Monday.AddDays(7), SampleReason.Random, null, _desk.Owner)).Refusal!.Code.ShouldBe("quality.draw_not_found");
    }

    [Fact]
    public async Task TwoNodes_AtOnce_DrawOnce()
    {
        for (var more = 0; more < 6; more++) await _desk.ResolvedAsync(more % 2 == 0 ? _desk.Agent : _desk.OtherAgent);
        _desk.Time.MoveTo(NextMonday);
        await SettleAsync(_desk);
        await using var other = _desk.AnotherNode();

        var drawn = await Task.WhenAll(Enumerable.Range(0, 8).Select(one => Task.Run(() => LookAsync(one % 2 == 0 ? _desk : other))));

        drawn.Sum().ShouldBe(6);
        drawn.Count(one => one > 0).ShouldBe(1);
        (await SamplesAsync()).Count.ShouldBe(6);
        await using var db = _desk.Db();
        (await db.QualityDraws.CountAsync(d => d.Week == Monday)).ShouldBe(1);
    }

    [Fact]
    public async Task Rules_PickWhatWentWrong()
    {
        (await _desk.Get<ChangeSamplingPlan>().ExecuteAsync(new(1, SamplingPlan.Default with { RandomEach = 0, Rules = [.. SamplingPlan.RuleReasons.Select(why => new SamplingRule(why, why != SampleReason.HighSpend, 2))] }), _desk.Owner)).Value.ShouldBe(2);
        await _desk.ResolvedAsync(_desk.OtherAgent);
        var late = await _desk.ResolvedAsync(_desk.Agent, TimeSpan.FromMinutes(6));
        var unhappy = await _desk.ResolvedAsync(_desk.Agent);
        (await _desk.Get<RecordFollowUp>().ExecuteAsync(new(unhappy, FollowUpOutcome.NotSettled, 1, "还是没收到", null), _desk.Agent)).Refusal.ShouldBeNull();
        _desk.Time.MoveTo(NextMonday);

        (await DrawAsync(_desk)).ShouldBe(2);

        var drawn = await SamplesAsync();
        var numbers = await NumbersAsync(drawn);
        drawn.Select(one => (numbers[one.CaseId], string.Join(',', one.Why))).ShouldBe([(late, "LateReply"), (unhappy, "LowSatisfaction,Reopened")], ignoreOrder: true);
    }

    // Otherwise who picks would say what the lot is left with: all that somebody resolved is picked, and three of it are drawn all the same.
    [Fact]
    public async Task WhatWasPickedByHand_StaysInTheLot()
    {
        for (var more = 0; more < 4; more++) await _desk.PickedAsync(await _desk.ResolvedAsync(_desk.Agent), _desk.Agent);
        var gone = (await SamplesAsync())[0];
        (await _desk.Get<WithdrawSample>().ExecuteAsync(new(gone.Id, "不看了"), _desk.Supervisor)).Refusal.ShouldBeNull();
        _desk.Time.MoveTo(NextMonday);

        (await DrawAsync(_desk)).ShouldBe(3);

        var samples = await SamplesAsync();
        samples.Count(one => one.IsRandom).ShouldBe(3);
        samples.Where(one => one.IsRandom && one.AddedBy is not null).ShouldAllBe(one => one.Why.SequenceEqual(new[] { SampleReason.Random, SampleReason.ByHand }) && one.HandReason != null);
        samples.Count(one => one.Calibrates).ShouldBe(2);
        // What was picked and let go is in the lot like everything else.
        await using var db = _desk.Db();
        var draw = await db.QualityDraws.SingleAsync();
        var works = await db.Occurrences.Where(o => o.Kind == Domain.Insights.OccurrenceKind.Resolved).Select(o => new Candidate(o.CaseId, o.PersonId!.Value, o.Day)).ToListAsync();
        samples.Where(one => one.IsRandom).Select(one => one.CaseId).ShouldBe(SampleDraw.Ranked(draw.Seed, works).Take(3).Select(one => one.CaseId), ignoreOrder: true);
    }

    // Its days begin at another hour: until they are counted so, weeks are not what they were.
    [Fact]
    public async Task WhileTheStoreIsCountedAnewElsewhere_NothingIsDrawn_AndNobodyWaits()
    {
        await _desk.ResolvedAsync(_desk.Agent);
        _desk.Time.MoveTo(NextMonday);
        await SettleAsync(_desk);
        await InZoneAsync(_desk, "Australia/Sydney");
        await using (var connection = await _desk.Get<NpgsqlDataSource>().OpenConnectionAsync())
        {
            await using var counting = await connection.BeginTransactionAsync();
            (await ReportLocks.TryHoldAsync(connection, _desk.StoreId, CancellationToken.None)).ShouldBeTrue();
            await _desk.BuyerSaysAsync("买家一", "发错货了");
            (await LookAsync(_desk).WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(0);
            (await SamplesAsync()).ShouldBeEmpty();
        }

        (await DrawAsync(_desk)).ShouldBe(1);
    }

    // A breach is counted when it was due, and that may be handled later.
    [Fact]
    public async Task WhileClocksOfTheWeekWereNotHandled_NothingIsDrawn()
    {
        await _desk.ResolvedAsync(_desk.Agent);
        await _desk.BuyerSaysAsync("买家一", "发错货了");
        _desk.Time.MoveTo(NextMonday);
        await CatchUpAsync(_desk);
        (await LookAsync(_desk)).ShouldBe(0);

        (await DrawAsync(_desk)).ShouldBe(1);
    }

    [Fact]
    public async Task Week_IsTheStoresOwn()
    {
        await InZoneAsync(_desk, "America/New_York");
        // 16:00 UTC on Sunday is noon there: the week has not ended, and does so twelve hours and an hour of winter later.
        await _desk.ResolvedAsync(_desk.Agent);
        _desk.Time.MoveTo(NextMonday);
        await DrawAsync(_desk);
        (await SamplesAsync()).ShouldBeEmpty();
        _desk.Time.MoveTo(new(2026, 11, 23, 5, 0, 0, TimeSpan.Zero));
        (await DrawAsync(_desk)).ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_WhoHasLeft_IsNotLookedAt()
    {
        var gone = await _desk.PersonAsync("走了的", Role.AfterSales);
        await _desk.ResolvedAsync(gone);
        await _desk.ResolvedAsync(_desk.Agent);
        await using (var db = _desk.Db()) await db.Memberships.Where(m => m.PersonId == gone.Id).ExecuteDeleteAsync();
        _desk.Time.MoveTo(NextMonday);

        (await DrawAsync(_desk)).ShouldBe(1);
    }

    /// <summary>Draws after everything that fell due was handled and counted, as workers of the product do.</summary>
    private static async Task<int> DrawAsync(TestDesk desk)
    {
        await SettleAsync(desk);
        return await LookAsync(desk);
    }

    private static Task<int> LookAsync(TestDesk desk) => desk.Get<DrawSamples>().DrawDueAsync(desk.StoreId, CancellationToken.None);

    private async Task<List<QualitySample>> SamplesAsync()
    {
        await using var db = _desk.Db();
        return await db.QualitySamples.AsNoTracking().ToListAsync();
    }

    private async Task<Dictionary<Guid, string>> NumbersAsync(IReadOnlyList<QualitySample> samples)
    {
        await using var db = _desk.Db();
        var ids = samples.Select(one => one.CaseId).ToList();
        return await db.Cases.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Number);
    }
}
