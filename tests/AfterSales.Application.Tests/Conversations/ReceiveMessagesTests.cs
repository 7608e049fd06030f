using System.Diagnostics;
using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Conversations;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Conversations;

public sealed class ReceiveMessagesTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private static IncomingMessage Buyer(string text, string customer = "tb测试买家01", string? order = null, string? id = null, DateTimeOffset? at = null) =>
        new(id, "qianniu", customer, order, MessageKind.Buyer, null, text, at, []);

    private static IncomingMessage Staff(string text, MessageKind kind = MessageKind.Reply, string customer = "tb测试买家01", DateTimeOffset? at = null) =>
        new(null, "qianniu", customer, null, kind, "客服甲", text, at, []);

    private async Task<ReceivedMessage> TakeAsync(IncomingMessage message) =>
        (await _desk.Get<ReceiveMessages>().ExecuteAsync([message], _desk.Bridge))[0].Value.ShouldNotBeNull();

    private async Task<Domain.Cases.Case> CaseAsync(string number)
    {
        await using var db = _desk.Db();
        return await db.Cases.AsNoTracking().SingleAsync(c => c.Number == number);
    }

    [Fact]
    public async Task FirstMessage_OpensCaseWithBothClocksAndAProposedType()
    {
        var taken = await TakeAsync(Buyer("你好，我买的两件套怎么少了一件？", order: "330100000000008842"));

        taken.Opened.ShouldBeTrue();
        taken.Number.ShouldMatch(@"^AS-261122-\d{4,}$");
        taken.Clocks.Select(c => (c.Kind, c.DueAt - TestDesk.Start)).ShouldBe([(ClockKind.Reply, TimeSpan.FromMinutes(5)), (ClockKind.Resolution, TimeSpan.FromHours(48))]);
        var subject = await CaseAsync(taken.Number);
        (subject.Type, subject.Subtype, subject.TypeConfirmed).ShouldBe((CaseType.WrongItem, CaseSubtype.Missing, false));
        subject.State.ShouldBe(CaseState.New);
    }

    [Fact]
    public async Task SecondMessage_SameOrderAndOpenCase_JoinsItAndCountsANudge()
    {
        var first = await TakeAsync(Buyer("少了一件", order: "1001"));
        _desk.Time.Move(TimeSpan.FromMinutes(2));
        var second = await TakeAsync(Buyer("在吗", order: "1001"));

        (second.Number, second.Opened).ShouldBe((first.Number, false));
        (await CaseAsync(first.Number)).Nudges.ShouldBe(1);
        second.Clocks[0].DueAt.ShouldBe(TestDesk.Start.AddMinutes(5), "a nudge never restarts a clock");
    }

    [Fact]
    public async Task Message_OtherOrder_OpensAnotherCase()
    {
        var first = await TakeAsync(Buyer("少了一件", order: "1001"));
        (await TakeAsync(Buyer("开线了", order: "1002"))).Number.ShouldNotBe(first.Number);
    }

    [Fact]
    public async Task Message_WithOrderForACaseWithoutOne_AttachesTheOrder()
    {
        var first = await TakeAsync(Buyer("少了一件"));
        (await TakeAsync(Buyer("订单号发你", order: "1001"))).Number.ShouldBe(first.Number);
        (await CaseAsync(first.Number)).OrderNo.ShouldBe("1001");
    }

    [Fact]
    public async Task SameExternalId_Again_ChangesNothingAndAnswersTheSame()
    {
        var first = await TakeAsync(Buyer("少了一件", id: "m-1"));
        var again = await TakeAsync(Buyer("少了一件", id: "m-1"));

        (again.Number, again.Opened, again.Duplicate).ShouldBe((first.Number, true, true));
        again.Clocks.ShouldBe(first.Clocks);
        await using var db = _desk.Db();
        (await db.Messages.CountAsync()).ShouldBe(1);
        (await CaseAsync(first.Number)).Nudges.ShouldBe(0);
    }

    [Fact]
    public async Task SameExternalId_TwiceInOneBatch_IsTakenOnce()
    {
        var answers = await _desk.Get<ReceiveMessages>().ExecuteAsync([Buyer("一", id: "m-1"), Buyer("一", id: "m-1"), Buyer("二", id: "m-2")], _desk.Bridge);
        answers.Select(a => a.Value!.Duplicate).ShouldBe([false, true, false]);
        answers.Select(a => a.Value!.Number).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task KnownMessagesOfClosedCases_AreLookedUpTogether()
    {
        IncomingMessage[] all = [.. Enumerable.Range(0, 6).Select(n => Buyer("少了一件", id: $"m-{n}", order: $"o-{n}"))];
        await _desk.Get<ReceiveMessages>().ExecuteAsync(all, _desk.Bridge);
        await using (var db = _desk.Db()) await db.Cases.ExecuteUpdateAsync(set => set.SetProperty(c => c.State, CaseState.Closed));

        var (few, many) = (await StatementsOfAsync(all[..1]), await StatementsOfAsync(all));

        few.ShouldBeGreaterThan(1);
        many.ShouldBe(few);
    }

    /// <summary>How often the database is asked for these, all of which it knows.</summary>
    private async Task<int> StatementsOfAsync(IncomingMessage[] messages)
    {
        using var sending = new Activity("sending").SetIdFormat(ActivityIdFormat.W3C).Start();
        var statements = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = asked => { if (asked.TraceId == sending.TraceId) Interlocked.Increment(ref statements); },
        };
        ActivitySource.AddActivityListener(listener);
        var answers = await _desk.Get<ReceiveMessages>().ExecuteAsync(messages, _desk.Bridge);
        answers.ShouldAllBe(a => a.Value!.Duplicate && a.Value.Clocks.Count == 2);
        return statements;
    }

    [Fact]
    public async Task AutomaticReply_StopsNoClock()
    {
        await TakeAsync(Buyer("少了一件"));
        (await TakeAsync(Staff("亲，马上为您服务", MessageKind.Automatic))).Clocks.ShouldContain(c => c.Kind == ClockKind.Reply);
    }

    [Fact]
    public async Task HumanReply_StopsReplyAtTheTimeItWasSent()
    {
        var first = await TakeAsync(Buyer("少了一件"));
        _desk.Time.Move(TimeSpan.FromSeconds(48));
        (await TakeAsync(Staff("亲，抱歉"))).Clocks.ShouldAllBe(c => c.Kind == ClockKind.Resolution);

        await using var db = _desk.Db();
        var reply = await db.Messages.SingleAsync(m => m.Kind == MessageKind.Reply);
        (reply.AnsweredAfterSeconds, reply.AuthorId).ShouldBe((48, _desk.Agent.Id));
        (await CaseAsync(first.Number)).State.ShouldBe(CaseState.Confirming);
        (await db.ClockTimers.CountAsync(t => t.FiredAt == null)).ShouldBe(3, "only the Resolution clock still has timers");
    }

    [Fact]
    public async Task HumanReply_ArrivingAfterALaterBuyerMessage_RestartsReplyFromThatMessage()
    {
        await TakeAsync(Buyer("少了一件", at: TestDesk.Start.AddMinutes(-4)));
        await TakeAsync(Buyer("在吗", at: TestDesk.Start.AddMinutes(-1)));
        var late = await TakeAsync(Staff("亲，抱歉", at: TestDesk.Start.AddMinutes(-2)));
        late.Clocks.Single(c => c.Kind == ClockKind.Reply).StartedAt.ShouldBe(TestDesk.Start.AddMinutes(-1));
    }

    [Fact]
    public async Task BuyerMessage_ArrivingLateButSentFirst_StartsTheClockEarlier()
    {
        await TakeAsync(Buyer("在吗", at: TestDesk.Start.AddMinutes(-1)));
        var late = await TakeAsync(Buyer("少了一件", at: TestDesk.Start.AddMinutes(-3)));
        late.Clocks.Single(c => c.Kind == ClockKind.Reply).DueAt.ShouldBe(TestDesk.Start.AddMinutes(2));
    }

    [Fact]
    public async Task BuyerMessage_SentBeforeTheLastReply_IsAnsweredAlready()
    {
        await TakeAsync(Buyer("少了一件", at: TestDesk.Start.AddMinutes(-10)));
        await TakeAsync(Staff("亲，抱歉", at: TestDesk.Start.AddMinutes(-8)));
        (await TakeAsync(Buyer("图", at: TestDesk.Start.AddMinutes(-9)))).Clocks.ShouldAllBe(c => c.Kind == ClockKind.Resolution);
    }

    [Theory]
    [InlineData(29, true)]
    [InlineData(31, false)]
    public async Task BuyerMessage_OnAResolvedCase_ReopensWithinThirtyDaysElseOpensALinkedOne(int days, bool reopens)
    {
        var first = await TakeAsync(Buyer("少了一件", order: "1001"));
        await TakeAsync(Staff("亲，抱歉"));
        (await _desk.Get<ResolveCase>().ExecuteAsync(new(first.Number, null), _desk.Agent)).Ok.ShouldBeTrue();
        _desk.Time.Move(TimeSpan.FromDays(days));

        var again = await TakeAsync(Buyer("还是少", order: "1001"));

        (again.Number == first.Number).ShouldBe(reopens);
        again.Opened.ShouldBe(!reopens);
        again.Clocks.Single(c => c.Kind == ClockKind.Resolution).StartedAt.ShouldBe(_desk.Time.Now);
        var subject = await CaseAsync(again.Number);
        (subject.State, subject.Cycle).ShouldBe(reopens ? (CaseState.Confirming, 2) : (CaseState.New, 1));
        if (!reopens) subject.EarlierCaseId.ShouldBe(first.CaseId);
    }

    // Each of his orders had a case once; only what a message may join, reopen or be linked to is read.
    [Fact]
    public async Task BuyerWithThousandsOfOldCases_OnlyTheOnesThatMatterAreRead()
    {
        var first = await TakeAsync(Buyer("少了一件", order: "old-0", customer: "老主顾"));
        await using var db = _desk.Db();
        await db.Database.ExecuteSqlAsync($"""
            update cases set state = 'Closed', closed_at = {TestDesk.Start.AddDays(-1)}, resolved_at = {TestDesk.Start.AddDays(-1)} where id = {first.CaseId};
            insert into cases select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', 'OLD-' || n, 'order_no', 'old-' || n,
                'opened_at', c.opened_at - n * interval '1 minute', 'last_activity_at', c.opened_at - n * interval '1 minute'))).*
            from cases c, generate_series(1, 4999) n where c.id = {first.CaseId}
            """);
        async Task<int> ReadAsync(params IncomingMessage[] messages)
        {
            await using var own = _desk.Db();
            return (await IntakeLookups.ReadAsync(own, [.. messages], erasureKey: null, default)).Cases.Count;
        }

        (await ReadAsync(Buyer("在吗", order: "old-7", customer: "老主顾"))).ShouldBe(1);
        (await ReadAsync(Buyer("在吗", customer: "老主顾"))).ShouldBe(1);
        (await ReadAsync(Buyer("在吗", order: "new-1", customer: "老主顾"))).ShouldBe(0);
        // The case that was active last, whatever was opened last.
        await db.Cases.Where(c => c.OrderNo == "old-9").ExecuteUpdateAsync(set => set.SetProperty(c => c.LastActivityAt, TestDesk.Start.AddMinutes(1)));
        var joined = await TakeAsync(Buyer("在吗", customer: "老主顾"));
        (joined.Opened, (await CaseAsync(joined.Number)).OrderNo).ShouldBe((false, "old-9"));
        (await ReadAsync(Buyer("在吗", order: "old-7", customer: "老主顾"), Buyer("在吗", customer: "老主顾"))).ShouldBe(2);
    }

    [Fact]
    public async Task BadMessages_RefuseThemselvesNotTheOthers()
    {
        var answers = await _desk.Get<ReceiveMessages>().ExecuteAsync(
            [Buyer("好"), Buyer(" \u200b\0"), Buyer("好", customer: ""), Buyer("好", customer: "\u200f\u2060\u3164"), Buyer(new string('长', 8_001)), Buyer("好", customer: "坏\0名"), Buyer("好", order: "半个\ud83d"), Buyer("好", order: "33\u001f01"), Buyer("整个\ud83d\ude00")], _desk.Bridge);
        answers.Select(a => a.Refusal?.Code).ShouldBe([null, "message.empty", "message.customer_needed", "message.customer_needed", "message.too_long", "message.unreadable", "message.unreadable", "message.unreadable", null]);
    }

    [Fact]
    public async Task ManyNodesAtOnce_OneCustomer_OneCase()
    {
        await using var other = _desk.AnotherNode();
        var nodes = new[] { _desk, other };
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() =>
            nodes[i % 2].Get<ReceiveMessages>().ExecuteAsync([Buyer($"第{i}句", order: "1001", id: $"m-{i / 2}")], _desk.Bridge))));

        answers.Select(a => a[0].Value!.Number).Distinct().Count().ShouldBe(1);
        answers.Count(a => a[0].Value!.Opened && !a[0].Value!.Duplicate).ShouldBe(1);
        await using var db = _desk.Db();
        (await db.Messages.CountAsync()).ShouldBe(20);
        (await db.Clocks.CountAsync(c => c.StoppedAt == null)).ShouldBe(2);
    }

    [Fact]
    public async Task ManyCustomers_OneBatch_EachGetsACase()
    {
        var answers = await _desk.Get<ReceiveMessages>().ExecuteAsync([.. Enumerable.Range(0, 1_000).Select(i => Buyer("少了一件", customer: $"买家{i}", id: $"m{i}"))], _desk.Bridge);
        answers.ShouldAllBe(a => a.Ok && a.Value.Opened);
        answers.Select(a => a.Value!.Number).Distinct().Count().ShouldBe(1_000);
    }

    [Fact]
    public async Task AnotherStore_SameBuyerAndOrderAndId_IsItsOwn()
    {
        await using var stranger = await TestDesk.CreateAsync();
        await TakeAsync(Buyer("少了一件", order: "1001", id: "m-1"));
        var theirs = await stranger.Get<ReceiveMessages>().ExecuteAsync([Buyer("少了一件", order: "1001", id: "m-1")], stranger.Bridge);
        theirs[0].Value!.Opened.ShouldBeTrue();
    }
}
