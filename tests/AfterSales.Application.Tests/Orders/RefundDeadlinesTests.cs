using AfterSales.Application.Cases;
using AfterSales.Application.Clocks;
using AfterSales.Application.Conversations;
using AfterSales.Application.Importing;
using AfterSales.Application.Orders;
using AfterSales.Application.Tests.Importing;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Orders;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Orders;

public sealed class RefundDeadlinesTests : IAsyncLifetime
{
    private const string Returned = "买家已经退货，等待卖家确认收货";

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private DateTimeOffset Now => _desk.Time.Now;

    private async Task ImportAsync(params RefundFileRow[] rows) => (await _desk.ImportAsync(RefundFileRow.File(rows))).State.ShouldBe(ImportState.Done);

    private async Task<CaseDetails> DetailsAsync(string number) => (await _desk.Get<CaseQueries>().DetailsAsync(_desk.Agent, number)).Value.ShouldNotBeNull();

    private async Task<CaseDetails> OnlyCaseAsync()
    {
        await using var db = _desk.Db();
        return await DetailsAsync(await db.Cases.Select(c => c.Number).SingleAsync());
    }

    private static ClockOnCase? Platform(CaseDetails details) => details.Clocks.SingleOrDefault(c => c is { Kind: ClockKind.Platform, StoppedAt: null });

    private static IEnumerable<ClockOnCase> Ended(CaseDetails details) => details.Clocks.Where(c => c is { Kind: ClockKind.Platform, StoppedAt: not null });

    [Fact]
    public async Task ARunningRefund_OfAnOrderWithoutACase_OpensOne_WithTheBuyersReasonAndAProposedType()
    {
        await ImportAsync(new RefundFileRow("9001") { Deadline = Now.AddHours(30) });

        var details = await OnlyCaseAsync();
        (details.Case.Channel, details.Case.CustomerNick, details.Case.OrderNo, details.Case.State).ShouldBe((Channels.Platform, "小鹿", "1001", CaseState.New));
        (details.Case.Type, details.Case.Subtype, details.Case.TypeConfirmed).ShouldBe((CaseType.WrongItem, CaseSubtype.Missing, false));
        details.Timeline.Select(t => t.Message).OfType<MessageLine>().ShouldHaveSingleItem().Text.ShouldBe("申请仅退款 ¥30.00：少件/漏发");
        details.Clocks.Select(c => c.Kind).ShouldBe([ClockKind.Platform, ClockKind.Resolution], ignoreOrder: true, "nobody wrote anything that waits for an answer");
        var clock = Platform(details)!;
        (clock.DueAt, details.MissedBy(clock)).ShouldBe((Now.AddHours(30), DeadlineConsequence.Refund));
        details.Refunds.ShouldHaveSingleItem().RefundNo.ShouldBe("9001");
        details.Timeline.Select(t => t.Event).OfType<HistoryLine>().Single(h => h.Kind == CaseEventKind.RefundSeen).Data["refund"].ShouldBe("9001");
        (await _desk.Get<OpenCases>().BoardAsync(_desk.StoreId)).Find(details.Case.Id)!.Nearest!.ShouldSatisfyAllConditions(c => c.Kind.ShouldBe(ClockKind.Platform), c => c.Missed.ShouldBe(DeadlineConsequence.Refund));
        (await _desk.Get<ClockQueries>().StoryAsync(_desk.Agent, details.Case.Number)).Value!.Clocks.Single(c => c.Kind == ClockKind.Platform).Missed.ShouldBe(DeadlineConsequence.Refund);
    }

    [Fact]
    public async Task TheBuyersWords_WaitForAnAnswer_FromTheMomentTheyAreHere()
    {
        await ImportAsync(new RefundFileRow("9001") { Words = "少了玻璃盖", Applied = Now.AddDays(-1), Deadline = Now.AddHours(30) });
        var details = await OnlyCaseAsync();
        details.Case.LastText.ShouldContain("少了玻璃盖");
        details.Clocks.Single(c => c.Kind == ClockKind.Reply).DueAt.ShouldBe(Now.AddMinutes(5));
    }

    [Fact]
    public async Task ARunningRefund_JoinsTheOpenCaseOfItsOrder()
    {
        var number = await _desk.BuyerSaysAsync("小鹿", "少了一件", "1001");
        await ImportAsync(new RefundFileRow("9001") { Buyer = null, Deadline = Now.AddHours(30) });
        var details = await OnlyCaseAsync();
        details.Case.Number.ShouldBe(number);
        details.Timeline.Count(t => t.Message is not null).ShouldBe(2);
        Platform(details)!.DueAt.ShouldBe(Now.AddHours(30));
    }

    [Fact]
    public async Task TheClock_WarnsSixHoursAndOneHourBefore_AndItsBreachIsTold()
    {
        await ImportAsync(new RefundFileRow("9001") { Deadline = Now.AddHours(30) });
        var number = (await OnlyCaseAsync()).Case.Number;
        (await _desk.Get<AssignCase>().ExecuteAsync(new(number, _desk.Agent.Id, null), _desk.Agent)).Ok.ShouldBeTrue();
        foreach (var (minutes, told) in new[] { (1_439, 0), (1, 1), (300, 2), (60, 4) })
        {
            _desk.Time.Move(TimeSpan.FromMinutes(minutes));
            while (await _desk.Get<FireTimers>().FireDueAsync(CancellationToken.None) > 0)
            {
            }
            await using var db = _desk.Db();
            (await db.Notifications.CountAsync()).ShouldBe(told, $"after {minutes} more minutes; the breach tells the assignee and the supervisor");
        }
    }

    [Fact]
    public async Task ImportedAgain_NothingHappensTwice()
    {
        var row = new RefundFileRow("9001") { Words = "少了玻璃盖", Deadline = Now.AddHours(30) };
        await ImportAsync(row);
        var before = await OnlyCaseAsync();
        await ImportAsync(row);
        var after = await OnlyCaseAsync();
        after.Timeline.Count.ShouldBe(before.Timeline.Count);
        after.Clocks.ShouldBe(before.Clocks);
    }

    [Fact]
    public async Task ANewDeadline_ReplacesTheClock_AndAStatusThatMovesOnStopsIt()
    {
        await ImportAsync(new RefundFileRow("9001") { Type = "退货退款", Deadline = Now.AddHours(30) });
        _desk.Time.Move(TimeSpan.FromHours(1));
        await ImportAsync(new RefundFileRow("9001") { Type = "退货退款", Deadline = Now.AddHours(50) });
        var details = await OnlyCaseAsync();
        (Platform(details)!.DueAt, Ended(details).Single().StopCause).ShouldBe((Now.AddHours(50), StopCause.Replaced));

        await ImportAsync(new RefundFileRow("9001", Status: "卖家已经同意退款，等待买家退货") { Type = "退货退款", Deadline = Now.AddDays(7) });
        details = await OnlyCaseAsync();
        Platform(details).ShouldBeNull("what the buyer misses is not ours to fear");
        Ended(details).Select(c => c.StopCause).ShouldBe([StopCause.MovedOn, StopCause.Replaced]);
        details.Timeline.Select(t => t.Event).OfType<HistoryLine>().Single(h => h.Kind == CaseEventKind.RefundMoved).Data["words"].ShouldBe("卖家已经同意退款，等待买家退货");

        await ImportAsync(new RefundFileRow("9001", Status: Returned) { Type = "退货退款", Returned = Now, Deadline = Now.AddDays(10) });
        details = await OnlyCaseAsync();
        (Platform(details)!.DueAt, details.MissedBy(Platform(details)!)).ShouldBe((Now.AddDays(10), DeadlineConsequence.Refund));
        await ImportAsync(new RefundFileRow("9001", Status: "退款成功") { Type = "退货退款", Returned = Now, Finished = Now });
        Platform(await OnlyCaseAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task TwoRefundsOnOneCase_TheClockFollowsTheNearest()
    {
        await ImportAsync(new RefundFileRow("9001") { Deadline = Now.AddHours(30) }, new RefundFileRow("9002") { Type = "退货退款", Deadline = Now.AddHours(20) });
        var details = await OnlyCaseAsync();
        (Platform(details)!.DueAt, details.MissedBy(Platform(details)!)).ShouldBe((Now.AddHours(20), DeadlineConsequence.AgreeToReturn));

        await ImportAsync(new RefundFileRow("9002", Status: "退款关闭") { Type = "退货退款" });
        details = await OnlyCaseAsync();
        (Platform(details)!.DueAt, details.MissedBy(Platform(details)!)).ShouldBe((Now.AddHours(30), DeadlineConsequence.Refund));
        Ended(details).Single().StopCause.ShouldBe(StopCause.MovedOn);
        await ImportAsync(new RefundFileRow("9003") { Deadline = Now.AddHours(5) });
        (await OnlyCaseAsync()).Clocks.Count(c => c is { Kind: ClockKind.Platform, StopCause: StopCause.Replaced }).ShouldBe(1);
    }

    [Fact]
    public async Task AProofDeadline_OfAnInterventionCounts_WhicheverIsNearer()
    {
        await ImportAsync(new RefundFileRow("9001", Status: "卖家拒绝退款") { Intervention = "客服已经介入", Deadline = Now.AddHours(60), Proof = Now.AddHours(40) });
        var details = await OnlyCaseAsync();
        (Platform(details)!.DueAt, details.MissedBy(Platform(details)!)).ShouldBe((Now.AddHours(40), DeadlineConsequence.Judge));
    }

    [Theory]
    [InlineData("卖家已经同意退款，等待买家退货", 30.0)]
    [InlineData("卖家拒绝退款", 30.0)]
    [InlineData("退款成功", 30.0)]
    [InlineData("买家已经申请退款，等待卖家同意", -1.0)]
    [InlineData("买家已经申请退款，等待卖家同意", null)]
    public async Task WhatIsNotOurs_OrOver_OrHasNoTime_OpensNoCase(string status, double? hours)
    {
        await ImportAsync(new RefundFileRow("9001", Status: status) { Deadline = hours is { } h ? Now.AddHours(h) : null, DeadlineText = hours is null ? "剩余1天2小时" : null });
        await using var db = _desk.Db();
        (await db.Cases.CountAsync()).ShouldBe(0);
        (await db.PlatformRefunds.SingleAsync()).Attention.ShouldBe(RefundAttention.None);
    }

    [Fact]
    public async Task AMissedDeadline_StaysUntilThePlatformTells()
    {
        await ImportAsync(new RefundFileRow("9001") { Deadline = Now.AddHours(2) });
        _desk.Time.Move(TimeSpan.FromHours(3));
        await _desk.Get<FireTimers>().FireDueAsync(CancellationToken.None);
        await ImportAsync(new RefundFileRow("9001") { Deadline = Now.AddHours(-1), Amount = "31.00" });
        Platform(await OnlyCaseAsync())!.BreachedAt.ShouldBe(Now.AddHours(-1));
        await ImportAsync(new RefundFileRow("9001", Status: "退款成功") { Finished = Now });
        Platform(await OnlyCaseAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task AResolvedCase_IsOpenedAgain_WhenItsRefundComesDueAnew()
    {
        await ImportAsync(new RefundFileRow("9001") { Type = "退货退款", Deadline = Now.AddHours(30) });
        var number = (await OnlyCaseAsync()).Case.Number;
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "亲，已同意退货"), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<ResolveCase>().ExecuteAsync(new(number, null), _desk.Agent)).Refusal.ShouldBeNull();
        _desk.Time.Move(TimeSpan.FromHours(1));
        await ImportAsync(new RefundFileRow("9001", Status: Returned) { Type = "退货退款", Returned = Now, Deadline = Now.AddDays(10) });

        var details = await OnlyCaseAsync();
        (details.Case.State, details.Case.Cycle).ShouldBe((CaseState.Confirming, 2));
        Platform(details)!.DueAt.ShouldBe(Now.AddDays(10));
        details.Case.LastText.ShouldBe($"退款 9001：{Returned}");
        details.Clocks.ShouldNotContain(c => c.Kind == ClockKind.Reply && c.StoppedAt == null);
    }

    [Fact]
    public async Task AClosedCase_IsNotDisturbedByARefundThatMovesOn_ButByOneThatComesDue()
    {
        await ImportAsync(new RefundFileRow("9001") { Type = "退货退款", Deadline = Now.AddHours(30) });
        var number = (await OnlyCaseAsync()).Case.Number;
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "亲，已同意退货"), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<ResolveCase>().ExecuteAsync(new(number, null), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<CloseCase>().ExecuteAsync(new(number, null, "买家不接电话"), _desk.Agent)).Refusal.ShouldBeNull();

        await ImportAsync(new RefundFileRow("9001", Status: "卖家已经同意退款，等待买家退货") { Type = "退货退款", Deadline = Now.AddDays(7) });
        var details = await OnlyCaseAsync();
        (details.Case.State, Platform(details)).ShouldBe((CaseState.Closed, null));

        await ImportAsync(new RefundFileRow("9001", Status: Returned) { Type = "退货退款", Returned = Now, Deadline = Now.AddDays(10) });
        await using var db = _desk.Db();
        var open = await db.Cases.Where(OpenStates.Condition).SingleAsync();
        Platform(await DetailsAsync(open.Number))!.DueAt.ShouldBe(Now.AddDays(10));
        (await db.Clocks.CountAsync(c => c.Kind == ClockKind.Platform && c.StoppedAt == null)).ShouldBe(1);
    }

    [Fact]
    public async Task TwoImportsAtOnce_LeaveTheLaterDeadline_AndOneCase()
    {
        await using var other = _desk.AnotherNode();
        await _desk.QueueAsync(Samples.Text(RefundFileRow.File(new RefundFileRow("9001") { Deadline = Now.AddHours(30) })));
        await _desk.QueueAsync(Samples.Text(RefundFileRow.File(new RefundFileRow("9001") { Deadline = Now.AddHours(50) })));
        await Task.WhenAll(new[] { _desk, other }.Select(node => Task.Run(() => node.Get<ImportWorker>().DrainAsync(CancellationToken.None))));

        // What one node left while the other held the store.
        await _desk.Get<ImportWorker>().DrainAsync(CancellationToken.None);
        Platform(await OnlyCaseAsync())!.DueAt.ShouldBe(Now.AddHours(50));
        await using var db = _desk.Db();
        (await db.Clocks.CountAsync(c => c.Kind == ClockKind.Platform && c.StoppedAt == null)).ShouldBe(1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("小**")]
    public async Task AnUnknownBuyer_WaitsForTheOrder_WhichTellsThem(string? buyer)
    {
        var row = new RefundFileRow("9001", OrderNo: "1001000000000000") { Buyer = buyer, Deadline = Now.AddHours(30) };
        var import = await _desk.ImportAsync(RefundFileRow.File(row));
        await using (var db = _desk.Db())
        {
            (await db.Cases.CountAsync()).ShouldBe(0);
            (await db.PlatformRefunds.SingleAsync()).Attention.ShouldBe(RefundAttention.NoBuyer);
        }
        var waits = (await _desk.Get<ImportQueries>().FindAsync(import.Id, _desk.Supervisor)).Value!;
        (waits.RefundsWithoutBuyer, waits.MissingOrders.ShouldHaveSingleItem()).ShouldBe((1, "1001000000000000"));

        await _desk.ImportAsync(Importer.Orders(0, 1));
        var details = await OnlyCaseAsync();
        (details.Case.CustomerNick, details.Case.OrderId.HasValue).ShouldBe(("买家000", true));
        Platform(details)!.DueAt.ShouldBe(Now.AddHours(30));
        (await _desk.Get<ImportQueries>().FindAsync(import.Id, _desk.Supervisor)).Value!.RefundsWithoutBuyer.ShouldBe(0);
    }

    [Fact]
    public async Task WhatAnInterruptedImportLeft_IsSeenToByTheNext()
    {
        await ImportAsync(new RefundFileRow("9001") { Deadline = Now.AddHours(30) });
        await using (var db = _desk.Db())
            await db.Database.ExecuteSqlRawAsync("""
                update platform_refunds set attention = 'Due', case_id = null, clock_id = null, told_status = null;
                delete from clock_timers where clock_id in (select id from clocks where kind = 'Platform'); delete from clocks where kind = 'Platform'
                """);
        await ImportAsync(new RefundFileRow("9002", OrderNo: "1002", Status: "退款成功"));
        var details = await OnlyCaseAsync();
        Platform(details)!.DueAt.ShouldBe(Now.AddHours(30));
        details.Timeline.Count(t => t.Message is not null).ShouldBe(1, "the message had been taken");
    }

    [Fact]
    public async Task TheRefundNumber_FindsTheCase()
    {
        await ImportAsync(new RefundFileRow("9001") { Deadline = Now.AddHours(30) });
        (await _desk.Get<SearchQueries>().FindAsync(_desk.Agent, "9001")).Value!.Cases.ShouldHaveSingleItem().OrderNo.ShouldBe("1001");
    }

    [Fact]
    public async Task ManyRefunds_EachHasItsCaseAndClock()
    {
        var rows = Enumerable.Range(0, 450).Select(i => new RefundFileRow($"9{i:D4}", OrderNo: $"10{i:D4}") { Buyer = $"买家{i}", Deadline = Now.AddHours(30) }).ToArray();
        await ImportAsync(rows);
        await using var db = _desk.Db();
        (await db.Clocks.CountAsync(c => c.Kind == ClockKind.Platform && c.StoppedAt == null)).ShouldBe(450);
        (await db.PlatformRefunds.CountAsync(r => r.CaseId != null && r.ClockId != null && r.Attention == RefundAttention.None)).ShouldBe(450);
    }

    [Fact]
    public async Task TwoNodesAtOnce_OpenOneCaseAndOneClock()
    {
        await using var other = _desk.AnotherNode();
        await ImportAsync(new RefundFileRow("9001") { Deadline = Now.AddHours(30) });
        await using (var db = _desk.Db()) await db.Database.ExecuteSqlRawAsync("update platform_refunds set attention = 'Due'");
        await Task.WhenAll(new[] { _desk, other }.SelectMany(node => Enumerable.Range(0, 5).Select(_ => Task.Run(() => node.Get<RefundDeadlines>().SeeToAsync(_desk.StoreId, CancellationToken.None)))));
        var details = await OnlyCaseAsync();
        details.Clocks.Count(c => c.Kind == ClockKind.Platform).ShouldBe(1);
        details.Timeline.Count(t => t.Message is not null).ShouldBe(1);
    }
}
