using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Insights;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Tests.Insights;

/// <summary>Digests are told once to each who wants them, with the figures of the reports, and stand as they were told.</summary>
public sealed class DigestTests : IAsyncLifetime
{
    // Nine o'clock in Shanghai on the Monday after the desk's first day, a Sunday.
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
    private static readonly ReportRange Sunday = new(new(2026, 11, 22), new(2026, 11, 22));
    private static readonly ReportRange Week = new(new(2026, 11, 16), new(2026, 11, 22));

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task InTheMorning_WhoWantsThemIsTold_WithTheFiguresOfTheDashboard()
    {
        var answered = await _desk.BuyerSaysAsync("买家一", "发错货了");
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(answered, "这就查"), _desk.Agent)).Refusal.ShouldBeNull();
        await _desk.BuyerSaysAsync("买家二", "少发了一件");
        await _desk.BuyerSaysAsync("买家三", "漏发一件");
        await LookAsync(Monday - TimeSpan.FromSeconds(1));
        (await ToldAsync()).ShouldBeEmpty();

        await LookAsync(Monday);
        await LookAsync(Monday.AddMinutes(1));

        (await ToldAsync()).ShouldBe([("主管", "Daily"), ("店长", "Daily"), ("店长", "Weekly")], ignoreOrder: true);
        var digests = (await _desk.Get<DigestQueries>().PageAsync(null, null, _desk.Supervisor)).Value!.Lines;
        digests.Select(one => (one.Kind, one.Range)).ShouldBe([(DigestKind.Daily, Sunday), (DigestKind.Weekly, Week)], ignoreOrder: true);
        foreach (var digest in digests)
        {
            var report = (await _desk.Get<DashboardQueries>().OfAsync(digest.Range, _desk.Owner)).Value!;
            (digest.Content.Now, digest.Content.Before).ShouldBe((DigestFigures.Of(report.Now), DigestFigures.Of(report.Before)));
            (digest.Content.Now.Cases, digest.Content.Now.RepliesInTime, digest.Content.Cause).ShouldBe((3, 1, new("WrongItem", 3, 0)));
            // Both were due five minutes after they came.
            (digest.Content.LateNow, digest.Content.LongestLate!.Value.Hours).ShouldBe((2, 22));
        }
        await using var db = _desk.Db();
        (await db.Outbox.Where(o => o.Kind == MakeDigests.Made).Select(o => o.Data["cases"]).ToListAsync()).ShouldBe(["3", "3"]);
    }

    [Fact]
    public async Task WhatIsCountedLater_ChangesNoDigest()
    {
        var number = await _desk.BuyerSaysAsync("买家一", "发错货了");
        await LookAsync(Monday);
        var before = (await _desk.Get<DigestQueries>().PageAsync(DigestKind.Daily, null, _desk.Owner)).Value!.Lines.ShouldHaveSingleItem();
        (await _desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.Quality, CaseSubtype.Defect, null), _desk.Agent)).Refusal.ShouldBeNull();
        await CountedDesk.CatchUpAsync(_desk);
        await LookAsync(Monday.AddMinutes(1));

        (await _desk.Get<DashboardQueries>().OfAsync(Sunday, _desk.Owner)).Value!.Types[0].Type.ShouldBe("Quality");
        (await _desk.Get<DigestQueries>().OneAsync(before.Id, _desk.Owner)).Value!.Content.Cause.ShouldBe(new("WrongItem", 1, 0));
        await using var db = _desk.Db();
        await Should.ThrowAsync<PostgresException>(() => db.Digests.ExecuteUpdateAsync(set => set.SetProperty(d => d.MadeAt, Monday)));
    }

    [Fact]
    public async Task TwoNodesAtOnce_MakeEachOnce_AndTellEachPersonOnce()
    {
        await using var node = _desk.AnotherNode();
        await _desk.BuyerSaysAsync("买家一", "发错货了");
        _desk.Time.MoveTo(Monday);
        await CountedDesk.SettleAsync(_desk);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? _desk : node).Get<MakeDigests>().LookAsync(CancellationToken.None)));

        (await ToldAsync()).ShouldBe([("主管", "Daily"), ("店长", "Daily"), ("店长", "Weekly")], ignoreOrder: true);
        await using var db = _desk.Db();
        (await db.Digests.CountAsync()).ShouldBe(2);
        (await db.Outbox.CountAsync(o => o.Kind == MakeDigests.Made)).ShouldBe(2);
    }

    [Fact]
    public async Task WhoSaidOtherwise_IsToldWhatTheyWant_FromTheirHourOn()
    {
        (await _desk.Get<ChooseDigests>().ExecuteAsync(new(Daily: false, Weekly: false, 9), _desk.Owner)).Refusal.ShouldBeNull();
        (await _desk.Get<ChooseDigests>().ExecuteAsync(new(Daily: true, Weekly: false, 9), _desk.Supervisor)).Refusal.ShouldBeNull();
        (await _desk.Get<ChooseDigests>().ExecuteAsync(new(Daily: true, Weekly: true, 11), _desk.Supervisor)).Refusal.ShouldBeNull();
        (await _desk.Get<ChooseDigests>().ExecuteAsync(new(true, true, 24), _desk.Supervisor)).Refusal!.Code.ShouldBe("digest.hour_invalid");
        (await _desk.Get<ChooseDigests>().ExecuteAsync(new(true, true, 9), _desk.Agent)).Refusal!.Code.ShouldBe("forbidden");
        (await _desk.Get<ChooseDigests>().ExecuteAsync(new(true, true, 9), _desk.Bridge)).Refusal!.Code.ShouldBe("forbidden");

        await LookAsync(Monday.AddHours(2).AddSeconds(-1));
        (await ToldAsync()).ShouldBeEmpty();
        await LookAsync(Monday.AddHours(2));

        (await ToldAsync()).ShouldBe([("主管", "Daily"), ("主管", "Weekly")], ignoreOrder: true);
        (await _desk.Get<DigestQueries>().WishAsync(_desk.Supervisor)).Value.ShouldBe(new(true, true, 11));
    }

    [Fact]
    public async Task WhoComesLater_IsToldWhatTheOthersWereTold_AndWhoLostTheRoleNothing()
    {
        await using (var db = _desk.Db()) await db.Memberships.Where(m => m.PersonId == _desk.Supervisor.Id).ExecuteDeleteAsync();
        await LookAsync(Monday);
        (await ToldAsync()).ShouldNotContain(("主管", "Daily"));
        await _desk.PersonAsync("二店长", Role.Owner);

        await LookAsync(Monday.AddHours(3));

        (await ToldAsync()).ShouldBe([("店长", "Daily"), ("店长", "Weekly"), ("二店长", "Daily"), ("二店长", "Weekly")], ignoreOrder: true);
        (await _desk.Get<DigestQueries>().PageAsync(null, null, _desk.Owner)).Value!.Lines.ShouldAllBe(one => one.MadeAt == Monday);
        (await _desk.Get<DigestQueries>().PageAsync(null, null, _desk.Agent)).Refusal!.Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task AfterDaysDown_OnlyTheLastIsTold_AndNothingOfDaysBeforeTheStore()
    {
        await LookAsync(TestDesk.Start.AddHours(1));
        (await ToldAsync()).ShouldBeEmpty("the day before, there was no store");

        await LookAsync(Monday.AddDays(2));

        (await ToldAsync()).ShouldBe([("主管", "Daily"), ("店长", "Daily")], ignoreOrder: true);
        (await _desk.Get<DigestQueries>().PageAsync(null, null, _desk.Owner)).Value!.Lines.ShouldHaveSingleItem().Range.First.ShouldBe(new(2026, 11, 24));
    }

    // Its days begin at another hour: until they are counted so, the old figures are wrong. Other stores are not kept waiting meanwhile.
    [Fact]
    public async Task WhileTheStoreIsCountedAnewElsewhere_NothingIsTold_AndNobodyWaits()
    {
        await _desk.BuyerSaysAsync("买家一", "发错货了");
        _desk.Time.MoveTo(Monday);
        await CountedDesk.SettleAsync(_desk);
        await CountedDesk.InZoneAsync(_desk, "Asia/Tokyo");
        await using (var connection = await _desk.Get<NpgsqlDataSource>().OpenConnectionAsync())
        {
            await using var counting = await connection.BeginTransactionAsync();
            (await ReportLocks.TryHoldAsync(connection, _desk.StoreId, CancellationToken.None)).ShouldBeTrue();
            await _desk.BuyerSaysAsync("买家二", "发错货了");
            await LookAsync(Monday).WaitAsync(TimeSpan.FromSeconds(30));
            (await ToldAsync()).ShouldBeEmpty();
        }

        await LookAsync(Monday.AddMinutes(1));

        (await ToldAsync()).Count.ShouldBe(3);
    }

    // A breach is counted when it was due, and that may be handled later: then an answer that was missed would look as if nothing had been promised.
    [Fact]
    public async Task WhileClocksOfTheDayWereNotHandled_NothingIsTold()
    {
        await _desk.BuyerSaysAsync("买家一", "发错货了");
        _desk.Time.MoveTo(Monday);
        await CountedDesk.CatchUpAsync(_desk);
        await _desk.Get<MakeDigests>().LookAsync(CancellationToken.None);
        (await ToldAsync()).ShouldBeEmpty();

        await LookAsync(Monday.AddMinutes(1));

        (await _desk.Get<DigestQueries>().PageAsync(DigestKind.Daily, null, _desk.Owner)).Value!.Lines.ShouldHaveSingleItem().Content.Now.ShouldSatisfyAllConditions(of => of.Replies.ShouldBe(1), of => of.RepliesInTime.ShouldBe(0));
    }

    [Fact]
    public async Task StoreInATimeZoneThatIsNotKnownHere_DoesNotKeepTheOthersFromHearing()
    {
        var stranger = await _desk.StrangerAsync();
        await using (var db = _desk.Get<Databases>().AcrossStores())
        {
            db.Memberships.Add(new(stranger.StoreId, _desk.Owner.Id!.Value, Role.Owner, _desk.Time.Now));
            await db.SaveChangesAsync();
            await db.Stores.Where(s => s.Id == stranger.StoreId).ExecuteUpdateAsync(set => set.SetProperty(s => s.TimeZoneId, "Mars/Olympus"));
        }

        await LookAsync(Monday);

        (await ToldAsync()).Count.ShouldBe(3);
    }

    // Two matters of one style are two; what nobody has verified is not with production yet.
    [Fact]
    public async Task WithProduction_IsWhatWasVerified_ItemByItem()
    {
        await using (var db = _desk.Db())
        {
            foreach (var (style, defect, state) in new[] { ("QH1", CaseSubtype.Defect, "Verified"), ("QH1", CaseSubtype.SizeOff, "Answered"), ("QH2", CaseSubtype.Defect, "Open"), ("QH3", CaseSubtype.Defect, "Closed") })
            {
                var item = Domain.Feedback.FeedbackItem.Open(Domain.Shared.Ids.New(_desk.Time.Now), _desk.StoreId, style, "", defect, Domain.Feedback.FeedbackCause.Customers, _desk.Time.Now);
                db.FeedbackItems.Add(item);
                db.Entry(item).Property(nameof(item.State)).CurrentValue = Enum.Parse<Domain.Feedback.FeedbackState>(state);
            }
            await db.SaveChangesAsync();
        }

        await LookAsync(Monday);

        var told = (await _desk.Get<DigestQueries>().PageAsync(DigestKind.Daily, null, _desk.Owner)).Value!.Lines.ShouldHaveSingleItem().Content;
        (told.AskedInAll, told.ToVerify, string.Join(' ', told.Asked.Select(item => item.Goods))).ShouldBe((2, 1, "QH1 QH1"));
    }

    [Fact]
    public async Task Digests_ComePageByPage_TheLatestFirst()
    {
        for (var day = 0; day < 5; day++) await LookAsync(Monday.AddDays(day));

        var days = new List<DateOnly>();
        DigestCursor? after = null;
        do
        {
            var page = (await _desk.Get<DigestQueries>().PageAsync(DigestKind.Daily, after, _desk.Owner, 2)).Value!;
            days.AddRange(page.Lines.Select(one => one.Range.First));
            after = page.Next;
        }
        while (after is not null);

        days.ShouldBe(Enumerable.Range(0, 5).Select(day => new DateOnly(2026, 11, 26).AddDays(-day)));
    }

    /// <summary>Looks after everything that fell due was handled and counted, as workers of the product do.</summary>
    private async Task LookAsync(DateTimeOffset now)
    {
        _desk.Time.MoveTo(now);
        await CountedDesk.SettleAsync(_desk);
        await _desk.Get<MakeDigests>().LookAsync(CancellationToken.None);
    }

    private async Task<List<(string Name, string? Kind)>> ToldAsync()
    {
        await using var db = _desk.Db();
        var told = await db.Notifications.Where(n => n.Kind == MakeDigests.Made).Join(db.Users, n => n.PersonId, p => p.Id, (n, p) => new { p.DisplayName, n.Data }).ToListAsync();
        return told.ConvertAll(one => (one.DisplayName, one.Data["kind"]));
    }
}
