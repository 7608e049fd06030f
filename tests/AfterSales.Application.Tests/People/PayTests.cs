using AfterSales.Application.Cases;
using AfterSales.Application.Clocks;
using AfterSales.Application.Conversations;
using AfterSales.Application.People;
using AfterSales.Application.People.Pay;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Pay;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Insights.CountedDesk;

namespace AfterSales.Application.Tests.People;

/// <summary>A month's pay from what happened: sheets, disputes, the closing, and what comes to light after it.</summary>
public sealed class PayTests : IAsyncLifetime
{
    private static readonly DateOnly November = new(2026, 11, 1), December = new(2026, 12, 1);

    private TestDesk _desk = null!;

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.CreateAsync();
        await GradeAsync(_desk.Agent, "P2");
        await GradeAsync(_desk.OtherAgent, "P1");
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Sheet_OfAMonth_IsWhatHappened_LineByLine()
    {
        foreach (var minutes in new[] { 3, 3, 3, 3, 31, 121 }) await AnsweredAfterAsync(TimeSpan.FromMinutes(minutes));
        (await EnterAsync(new(_desk.Agent.Id!.Value, PayEntryKind.Sales, null, 60_000), new(_desk.Agent.Id.Value, PayEntryKind.Returns, null, 1_000.99m), new(_desk.Agent.Id.Value, PayEntryKind.Extra, "高温补贴", 200))).Value.ShouldBe(3);

        var sheet = await SheetAsync();

        sheet.Lines.Select(line => (line.Key, line.Count, line.Yuan)).ShouldBe(
            [("Base", 1m, 1_800m), ("Commission", 58_999.01m, 295m), ("Extra:高温补贴", 1m, 200m), ("SlowReplies", 6m, -50m), ("Unanswered:1800", 1m, -100m), ("Unanswered:7200", 1m, -200m)]);
        sheet.Total.ShouldBe(1_945m);
        sheet.Entries.Select(entry => (entry.Kind, entry.Name, entry.Yuan, entry.ByName)).ShouldBe([(PayEntryKind.Extra, "高温补贴", 200m, "店长"), (PayEntryKind.Returns, "", 1_000.99m, "店长"), (PayEntryKind.Sales, "", 60_000m, "店长")], ignoreOrder: true);
        (await SheetAsync(_desk.OtherAgent)).Lines.Select(line => line.Key).ShouldBe(["Base"]);
    }

    [Fact]
    public async Task Sheet_OfWhoCameLateOrStayedAway_TakesThatOff()
    {
        var (here, today) = (_desk.Get<PeopleHere>(), DateOnly.FromDateTime(_desk.Time.Now.UtcDateTime));
        foreach (var day in Enumerable.Range(0, 2).Select(today.AddDays))
            (await _desk.Get<PlanShifts>().ExecuteAsync(new([new(_desk.Agent.Id!.Value, day, [new(new(14, 0), new(22, 0), "晚班")])]), _desk.Supervisor)).Refusal.ShouldBeNull();
        // The first day from 14:20, which is 06:20 UTC, on; the second not at all.
        _desk.Time.MoveTo(new(today.ToDateTime(new(6, 20)), TimeSpan.Zero));
        using (here.Sit(_desk.Agent)) await here.BeatAsync(CancellationToken.None);
        await here.BeatAsync(CancellationToken.None);
        (await TakenOffAsync()).ShouldBe([("LateStarts", 1m, -20m)]);

        _desk.Time.MoveTo(new(today.AddDays(1).ToDateTime(new(23, 0)), TimeSpan.Zero));
        await here.BeatAsync(CancellationToken.None);
        (await TakenOffAsync()).ShouldBe([("LateStarts", 1m, -20m), ("OffWithoutLeave", 1m, -200m)]);
    }

    private async Task<IReadOnlyList<(string, decimal, decimal)>> TakenOffAsync() => [.. (await SheetAsync()).Lines.Where(line => line.Yuan < 0).Select(line => (line.Key, line.Count, line.Yuan))];

    [Fact]
    public async Task Amount_EnteredAgain_ReplacesTheOneBefore_WhichStands()
    {
        var agent = _desk.Agent.Id!.Value;
        await EnterAsync(new PayAmount(agent, PayEntryKind.Sales, null, 10_000));
        (await EnterAsync(new PayAmount(agent, PayEntryKind.Sales, null, 20_000))).Value.ShouldBe(1);
        (await EnterAsync(new PayAmount(agent, PayEntryKind.Sales, null, 20_000))).Value.ShouldBe(0);

        (await SheetAsync()).Lines.Single(line => line.Kind == PayLineKind.Commission).Yuan.ShouldBe(100);
        await using var db = _desk.Db();
        (await db.PayEntries.OrderBy(e => e.Id).Select(e => e.Yuan).ToListAsync()).ShouldBe([10_000m, 20_000m]);
        await ShouldRefuseAsync("update pay_entries set yuan = 1");
    }

    [Fact]
    public async Task Policy_AndGrade_HoldFromTheirMonthOn()
    {
        var dearer = PayPolicy.Default with { Grades = [new("P1", 1_600), new("P2", 2_000), new("P5", 3_000)], SlowReplies = new(60, 0, 5) };
        (await _desk.Get<ChangePayPolicy>().ExecuteAsync(new(1, December, dearer), _desk.Owner)).Value.ShouldBe(2);
        (await _desk.Get<SetPayGrade>().ExecuteAsync(new(_desk.Agent.Id!.Value, new(2027, 1, 1), "P5"), _desk.Owner)).Refusal.ShouldBeNull();

        (await SheetAsync(month: November)).Total.ShouldBe(1_800);
        (await SheetAsync(month: December)).Total.ShouldBe(2_000);
        (await SheetAsync(month: new(2027, 1, 15))).Total.ShouldBe(3_000);
        (await _desk.Get<ChangePayPolicy>().ExecuteAsync(new(1, December, dearer), _desk.Owner)).Refusal!.Code.ShouldBe("policy.stale");
        (await _desk.Get<SetPayGrade>().ExecuteAsync(new(_desk.Agent.Id.Value, December, "P9"), _desk.Owner)).Refusal!.Code.ShouldBe("pay.grade_unknown");
    }

    [Fact]
    public async Task Policy_WithoutAGradeThatSomebodyHas_IsRefused_AndNobodyGetsOneThatALaterPolicyDoesNotKnow()
    {
        var (change, grade, february) = (_desk.Get<ChangePayPolicy>(), _desk.Get<SetPayGrade>(), new DateOnly(2027, 2, 1));
        var fewer = PayPolicy.Default with { Grades = [new("P1", 1_500), new("P3", 2_200)] };
        var refused = (await change.ExecuteAsync(new(1, December, fewer), _desk.Owner)).Refusal!;
        refused.Code.ShouldBe("pay.grade_in_use");
        refused.Args.ShouldBe(["P2", "客服甲"]);
        (await grade.ExecuteAsync(new(_desk.Agent.Id!.Value, December, "P1"), _desk.Owner)).Refusal.ShouldBeNull();
        (await grade.ExecuteAsync(new(_desk.OtherAgent.Id!.Value, february, "P4"), _desk.Owner)).Refusal.ShouldBeNull();
        (await change.ExecuteAsync(new(1, December, fewer), _desk.Owner)).Refusal!.Args.ShouldBe(["P4", "客服乙"]);
        (await grade.ExecuteAsync(new(_desk.OtherAgent.Id.Value, february, "P3"), _desk.Owner)).Refusal.ShouldBeNull();
        (await change.ExecuteAsync(new(1, December, fewer), _desk.Owner)).Value.ShouldBe(2);
        (await change.ExecuteAsync(new(2, December, fewer), _desk.Owner)).Value.ShouldBe(2, "it says the same");

        (await grade.ExecuteAsync(new(_desk.Warehouse.Id!.Value, November, "P2"), _desk.Owner)).Refusal!.Code.ShouldBe("pay.grade_unknown");
        (await grade.ExecuteAsync(new(_desk.Agent.Id.Value, November, "P4"), _desk.Owner)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Dispute_IsDecidedByAnother_AndTheLineIsAsTheySay()
    {
        await AnsweredAfterAsync(TimeSpan.FromMinutes(31));
        (await _desk.Get<DisputeLine>().ExecuteAsync(new(November, "Unanswered:1800", " "), _desk.Agent)).Refusal!.Code.ShouldBe("dispute.words_needed");
        (await _desk.Get<DisputeLine>().ExecuteAsync(new(November, "Unanswered:7200", "没有这回事"), _desk.Agent)).Refusal!.Code.ShouldBe("pay.line_not_found");
        var dispute = (await _desk.Get<DisputeLine>().ExecuteAsync(new(November, "Unanswered:1800", "当时平台卡住了"), _desk.Agent)).Value;
        (await _desk.Get<DisputeLine>().ExecuteAsync(new(November, "Unanswered:1800", "再说一次"), _desk.Agent)).Refusal!.Code.ShouldBe("dispute.open_already");

        var decide = _desk.Get<DecideDispute>();
        (await decide.ExecuteAsync(new(dispute, 0, "我自己看过"), _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        foreach (var yuan in new[] { -120, -100, 0.01m, 50_000 }) (await decide.ExecuteAsync(new(dispute, yuan, "随便"), _desk.Supervisor)).Refusal!.Code.ShouldBe("dispute.penalty_invalid");
        (await decide.ExecuteAsync(new(dispute, -30, "平台故障，按一部分算"), _desk.Supervisor)).Refusal.ShouldBeNull();
        (await decide.ExecuteAsync(new(dispute, null, "改主意"), _desk.Owner)).Refusal!.Code.ShouldBe("dispute.decided");

        var line = (await SheetAsync()).Lines.Single(one => one.Kind == PayLineKind.Unanswered);
        (line.Yuan, line.Computed).ShouldBe((-30m, -100m));
        (await ToldAsync(_desk.Supervisor)).ShouldBe(["dispute.raised"]);
        (await ToldAsync(_desk.Owner)).ShouldBe(["dispute.raised"]);
        (await ToldAsync(_desk.Agent)).ShouldBe(["dispute.decided"]);
        await ShouldRefuseAsync("update pay_disputes set reason = 'x'");
        await ShouldRefuseAsync("delete from pay_disputes");
    }

    [Fact]
    public async Task Line_GoesOnCounting_AfterItWasDecided_AndSoDoesWhatWasDecidedOfIt()
    {
        foreach (var after in new[] { -100m, -200m })
        {
            await AnsweredAfterAsync(TimeSpan.FromMinutes(31));
            var dispute = (await _desk.Get<DisputeLine>().ExecuteAsync(new(November, "Unanswered:1800", "平台卡住了"), _desk.Agent)).Value;
            // Meanwhile another.
            await AnsweredAfterAsync(TimeSpan.FromMinutes(31));
            (await _desk.Get<DecideDispute>().ExecuteAsync(new(dispute, after + 100, "平台故障"), _desk.Supervisor)).Refusal.ShouldBeNull();
            (await SheetAsync()).Lines.Single(one => one.Kind == PayLineKind.Unanswered).Yuan.ShouldBe(after);
        }
        var line = (await SheetAsync()).Lines.Single(one => one.Kind == PayLineKind.Unanswered);
        (line.Count, line.Yuan, line.Computed).ShouldBe((4, -200m, -400m));
    }

    [Fact]
    public async Task OwnDispute_OfASupervisor_IsDecidedByAnother()
    {
        await GradeAsync(_desk.Supervisor, "P4");
        var dispute = (await _desk.Get<DisputeLine>().ExecuteAsync(new(November, "Base", "应该更多"), _desk.Supervisor)).Value;

        (await _desk.Get<DecideDispute>().ExecuteAsync(new(dispute, 3_000, "同意"), _desk.Supervisor)).Refusal!.Code.ShouldBe("dispute.own");
        (await _desk.Get<DecideDispute>().ExecuteAsync(new(dispute, 3_000, "同意"), _desk.Owner)).Refusal.ShouldBeNull();

        (await SheetAsync(_desk.Supervisor)).Total.ShouldBe(3_000);
    }

    [Fact]
    public async Task Dispute_OfWhatIsPaid_IsTheOwners_AndASupervisorDoesNotSeeIt()
    {
        var paid = (await _desk.Get<DisputeLine>().ExecuteAsync(new(November, "Base", "应该更多"), _desk.Agent)).Value;
        await AnsweredAfterAsync(TimeSpan.FromMinutes(31));
        var penalty = (await _desk.Get<DisputeLine>().ExecuteAsync(new(November, "Unanswered:1800", "平台卡住了"), _desk.Agent)).Value;

        (await _desk.Get<DisputeQueries>().ListAsync(_desk.Supervisor)).Value!.Select(row => row.Dispute.Id).ShouldBe([penalty]);
        (await _desk.Get<DisputeQueries>().ListAsync(_desk.Owner)).Value!.Select(row => row.Dispute.Id).ShouldBe([paid, penalty]);
        (await ToldAsync(_desk.Supervisor)).ShouldBe(["dispute.raised"]);
        (await _desk.Get<DecideDispute>().ExecuteAsync(new(paid, 90_000, "同意"), _desk.Supervisor)).Refusal!.Code.ShouldBe("dispute.owner_decides");
        (await _desk.Get<DecideDispute>().ExecuteAsync(new(paid, 1_900, "同意"), _desk.Owner)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task WhoLeft_IsPaidForTheirLastMonth_WhichIsPutRight_AndForNoneAfterIt()
    {
        var (agent, today, early) = (_desk.Agent.Id!.Value, DateOnly.FromDateTime(_desk.Time.Now.UtcDateTime), new ShiftHours(new(9, 0), new(17, 0), "早班"));
        (await _desk.Get<SetPayGrade>().ExecuteAsync(new(agent, new(2027, 3, 1), "P4"), _desk.Owner)).Refusal.ShouldBeNull();
        (await PlanAsync("忘了排", new PlannedDay(agent, today, [early]), new PlannedDay(agent, today.AddDays(1), [early]), new PlannedDay(agent, December, [early]))).Refusal.ShouldBeNull();

        (await _desk.Get<RemovePerson>().ExecuteAsync(agent, _desk.Owner)).Refusal.ShouldBeNull();

        await using (var db = _desk.Db()) (await db.Shifts.Where(s => s.WithdrawnAt == null).Select(s => s.Day).ToListAsync()).ShouldBe([today], "what has begun is somebody's to judge");
        _desk.Time.Move(TimeSpan.FromDays(2));
        (await SheetAsync()).Lines.Select(line => (line.Key, line.Yuan)).ShouldBe([("Base", 1_800m), ("OffWithoutLeave", -200m)]);
        foreach (var later in new[] { December, new(2027, 3, 1) })
            (await _desk.Get<SheetQueries>().OfPersonAsync(agent, later, _desk.Owner)).Refusal!.Code.ShouldBe("person.not_found");

        (await PlanAsync(null, new PlannedDay(agent, December, [early]))).Refusal!.Code.ShouldBe("person.not_found");
        (await LeaveAsync(agent, December)).Refusal!.Code.ShouldBe("person.not_found");
        (await LeaveAsync(agent, today)).Refusal.ShouldBeNull();
        (await TakenOffAsync()).ShouldBeEmpty();
        (await PlanAsync("那天已经离职", new PlannedDay(agent, today, []))).Value.ShouldBe(new(0, 1));
        (await EnterAsync(new PayAmount(agent, PayEntryKind.Extra, "结清", 50))).Value.ShouldBe(1);
        await GradeAsync(_desk.Agent, "P1");
        (await SheetAsync()).Total.ShouldBe(1_550);

        (await GradedAsync()).ShouldBe(["主管", "仓库", "客服乙", "客服甲 left", "店长"], ignoreOrder: true);
        _desk.Time.MoveTo(new(2026, 12, 3, 2, 0, 0, TimeSpan.Zero));
        (await _desk.Get<CloseMonth>().ExecuteAsync(new(November, 3_050, null), _desk.Owner)).Refusal.ShouldBeNull();
        (await GradedAsync()).ShouldBe(["主管", "仓库", "客服乙", "店长"], ignoreOrder: true);
    }

    private Task<Result<PlanChange>> PlanAsync(string? reason, params PlannedDay[] days) => _desk.Get<PlanShifts>().ExecuteAsync(new(days, reason), _desk.Supervisor);

    private Task<Result<Guid>> LeaveAsync(Guid person, DateOnly day) => _desk.Get<AskLeave>().ExecuteAsync(new(person, LeaveKind.Sick, new(day, day), "发烧"), _desk.Supervisor);

    private async Task<IEnumerable<string>> GradedAsync() => (await _desk.Get<PayPolicyQueries>().NowAsync(_desk.Owner)).Value!.People.Select(one => one.HasLeft ? $"{one.Name} left" : one.Name);

    [Fact]
    public async Task ClosedMonth_NeverChanges_AndWhatComesLater_IsCarriedOnce()
    {
        await AnsweredAfterAsync(TimeSpan.FromMinutes(31));
        var close = _desk.Get<CloseMonth>();
        (await close.ExecuteAsync(new(November, 0, null), _desk.Owner)).Refusal!.Code.ShouldBe("pay.month_runs");
        _desk.Time.MoveTo(new(2026, 12, 3, 2, 0, 0, TimeSpan.Zero));
        (await close.ExecuteAsync(new(November, 1, null), _desk.Owner)).Refusal!.Code.ShouldBe("pay.sheets_changed");
        (await close.ExecuteAsync(new(November, 3_200, null), _desk.Owner)).Refusal.ShouldBeNull();
        (await close.ExecuteAsync(new(November, 3_200, null), _desk.Owner)).Refusal!.Code.ShouldBe("pay.month_closed");

        // Nothing that would change it is taken any more, by whatever way.
        (await EnterAsync(new PayAmount(_desk.Agent.Id!.Value, PayEntryKind.Sales, null, 1))).Refusal!.Code.ShouldBe("pay.month_closed");
        (await _desk.Get<SetPayGrade>().ExecuteAsync(new(_desk.Agent.Id.Value, November, "P4"), _desk.Owner)).Refusal!.Code.ShouldBe("pay.month_closed");
        (await _desk.Get<ChangePayPolicy>().ExecuteAsync(new(1, November, PayPolicy.Default with { OffWithoutLeave = 1 }), _desk.Owner)).Refusal!.Code.ShouldBe("pay.month_closed");
        (await _desk.Get<DisputeLine>().ExecuteAsync(new(November, "Base", "x"), _desk.Agent)).Refusal!.Code.ShouldBe("pay.month_closed");
        foreach (var sql in new[]
        {
            "update closed_sheets set total = 0", "delete from closed_sheets", "delete from closed_months",
            "insert into closed_sheets (store_id, month, person_id, person_name, lines, total) select store_id, month, gen_random_uuid(), 'x', '[]', 0 from closed_months",
            "insert into pay_entries (id, store_id, person_id, month, kind, name, yuan, at, by_name) select 1000, store_id, gen_random_uuid(), month, 'Sales', '', 1, now(), 'x' from closed_months",
        })
            await ShouldRefuseAsync(sql);

        // Something of that month changes all the same: a wait that was counted is taken away.
        await using (var db = _desk.Db()) await db.Database.ExecuteSqlRawAsync("delete from occurrences where kind = 'Waited' and seconds > 1800");
        var paid = await SheetAsync(month: November);
        paid.Lines.Select(line => (line.Key, line.Yuan)).ShouldBe([("Base", 1_800m), ("Unanswered:1800", -100m)]);
        paid.Since.Select(line => (line.Key, line.Yuan)).ShouldBe([("Unanswered:1800", 0m)]);
        (await SheetAsync(month: December)).Lines.Select(line => (line.Key, line.Yuan)).ShouldBe([("Base", 1_800m), ("Correction:2026-11", 100m)]);
        (await SheetAsync(month: new(2027, 1, 1))).Lines.Select(line => line.Key).ShouldBe(["Base"], "the next open month carries it, and none after that");

        _desk.Time.MoveTo(new(2027, 2, 3, 2, 0, 0, TimeSpan.Zero));
        (await close.ExecuteAsync(new(new(2027, 1, 1), 3_300, null), _desk.Owner)).Refusal!.Code.ShouldBe("pay.months_in_order");
        (await close.ExecuteAsync(new(December, 3_400, null), _desk.Owner)).Refusal.ShouldBeNull();
        (await SheetAsync(month: new(2027, 1, 1))).Lines.Select(line => line.Key).ShouldBe(["Base"]);
    }

    [Fact]
    public async Task Close_WithOpenDisputes_NeedsAReason()
    {
        await _desk.Get<DisputeLine>().ExecuteAsync(new(November, "Base", "应该更多"), _desk.Agent);
        _desk.Time.MoveTo(new(2026, 12, 3, 2, 0, 0, TimeSpan.Zero));

        (await _desk.Get<CloseMonth>().ExecuteAsync(new(November, 3_300, null), _desk.Owner)).Refusal!.Code.ShouldBe("pay.disputes_open");
        (await _desk.Get<CloseMonth>().ExecuteAsync(new(November, 3_300, "发薪日到了，下月再看"), _desk.Owner)).Refusal.ShouldBeNull();

        (await SheetAsync()).Closed!.Reason.ShouldBe("发薪日到了，下月再看");
    }

    [Fact]
    public async Task Dispute_LeftOpenWhenTheMonthWasClosed_IsDecidedAllTheSame_AndTheNextMonthCarriesIt()
    {
        var (close, decide) = (_desk.Get<CloseMonth>(), _desk.Get<DecideDispute>());
        (await EnterAsync(new PayAmount(_desk.Agent.Id!.Value, PayEntryKind.Extra, "补贴", 10))).Value.ShouldBe(1);
        var now = (await _desk.Get<DisputeLine>().ExecuteAsync(new(November, "Base", "应该更多"), _desk.Agent)).Value;
        var late = (await _desk.Get<DisputeLine>().ExecuteAsync(new(November, "Extra:补贴", "少了"), _desk.Agent)).Value;
        _desk.Time.MoveTo(new(2026, 12, 3, 2, 0, 0, TimeSpan.Zero));
        (await close.ExecuteAsync(new(November, 3_310, "下月再看"), _desk.Owner)).Refusal.ShouldBeNull();

        (await decide.ExecuteAsync(new(now, 1_900, "确实"), _desk.Owner)).Refusal.ShouldBeNull();

        (await ToldAsync(_desk.Agent)).ShouldBe(["dispute.decided"]);
        var paid = await SheetAsync();
        (paid.Total, paid.Since.Single().Yuan, paid.Entries.Single().Yuan).ShouldBe((1_810m, 1_900m, 10m));
        (await SheetAsync(month: December)).Lines.Select(line => (line.Key, line.Yuan)).ShouldBe([("Base", 1_800m), ("Correction:2026-11", 100m)]);

        // After three months it rests: nobody is told yes and paid nothing.
        _desk.Time.MoveTo(new(2027, 3, 3, 2, 0, 0, TimeSpan.Zero));
        foreach (var (month, total) in new[] { (December, 3_400m), (new(2027, 1, 1), 3_300m), (new(2027, 2, 1), 3_300m) }) (await close.ExecuteAsync(new(month, total, null), _desk.Owner)).Refusal.ShouldBeNull();
        (await decide.ExecuteAsync(new(late, 20, "确实"), _desk.Owner)).Refusal!.Code.ShouldBe("dispute.too_late");
        (await decide.ExecuteAsync(new(late, null, "太久了"), _desk.Owner)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Month_BeforeTheFirstThatWasClosed_IsBeforePayBegan()
    {
        var october = new DateOnly(2026, 10, 1);
        (await _desk.Get<SetPayGrade>().ExecuteAsync(new(_desk.Agent.Id!.Value, october, "P2"), _desk.Owner)).Refusal.ShouldBeNull();
        (await SheetAsync(month: october)).ShouldSatisfyAllConditions(sheet => sheet.IsOpen.ShouldBeTrue(), sheet => sheet.Total.ShouldBe(1_800));
        _desk.Time.MoveTo(new(2026, 12, 3, 2, 0, 0, TimeSpan.Zero));
        (await _desk.Get<CloseMonth>().ExecuteAsync(new(November, 3_300, null), _desk.Owner)).Refusal.ShouldBeNull();

        (await SheetAsync(month: october)).ShouldSatisfyAllConditions(sheet => sheet.IsBefore.ShouldBeTrue(), sheet => sheet.IsOpen.ShouldBeFalse(), sheet => sheet.Lines.ShouldBeEmpty());
        (await _desk.Get<SheetQueries>().OfMonthAsync(october, _desk.Owner)).Value!.ShouldSatisfyAllConditions(pay => pay.IsBefore.ShouldBeTrue(), pay => pay.Sheets.ShouldBeEmpty());
        (await SheetAsync()).IsBefore.ShouldBeFalse();
        (await SheetAsync(month: December)).IsOpen.ShouldBeTrue();
    }

    [Fact]
    public async Task Pay_IsSeenByThePerson_AndTheOwner_AndNobodyElse()
    {
        var (sheets, agent) = (_desk.Get<SheetQueries>(), _desk.Agent.Id!.Value);
        (await sheets.OfPersonAsync(agent, November, _desk.Agent)).Ok.ShouldBeTrue();
        (await sheets.OfPersonAsync(agent, November, _desk.Owner)).Ok.ShouldBeTrue();
        foreach (var actor in new[] { _desk.Supervisor, _desk.OtherAgent, _desk.Warehouse })
        {
            (await sheets.OfPersonAsync(agent, November, actor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
            (await sheets.OfMonthAsync(November, actor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
            (await _desk.Get<PayPolicyQueries>().NowAsync(actor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
            (await _desk.Get<EnterPay>().ExecuteAsync(new(November, [new(agent, PayEntryKind.Extra, "x", 1)]), actor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
            (await _desk.Get<CloseMonth>().ExecuteAsync(new(November, 0, null), actor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        }
        (await sheets.OfPersonAsync(agent, November, await _desk.StrangerAsync())).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
    }

    private async Task GradeAsync(Actor person, string grade) => (await _desk.Get<SetPayGrade>().ExecuteAsync(new(person.Id!.Value, November, grade), _desk.Owner)).Refusal.ShouldBeNull();

    private Task<Result<int>> EnterAsync(params PayAmount[] amounts) => _desk.Get<EnterPay>().ExecuteAsync(new(November, amounts), _desk.Owner);

    private async Task<MonthSheet> SheetAsync(Actor? person = null, DateOnly? month = null) => (await _desk.Get<SheetQueries>().OfPersonAsync((person ?? _desk.Agent).Id!.Value, month ?? November, _desk.Owner)).Value!;

    // A buyer of the agent's waits so long for the agent's reply.
    private async Task AnsweredAfterAsync(TimeSpan wait)
    {
        var number = await _desk.BuyerSaysAsync($"买家{wait}{_desk.Time.Now:O}", "少发了一件");
        (await _desk.Get<AssignCase>().ExecuteAsync(new(number, _desk.Agent.Id, null), _desk.Supervisor)).Refusal.ShouldBeNull();
        _desk.Time.Move(wait);
        while (await _desk.Get<FireTimers>().FireDueAsync(CancellationToken.None) > 0) { }
        // A little later than that, so that it is over.
        _desk.Time.Move(TimeSpan.FromSeconds(1));
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "马上为您处理"), _desk.Agent)).Refusal.ShouldBeNull();
        await CatchUpAsync(_desk);
    }

    private async Task<IReadOnlyList<string>> ToldAsync(Actor person)
    {
        await using var db = _desk.Db();
        return await db.Notifications.Where(n => n.PersonId == person.Id && n.Kind.StartsWith("dispute")).Select(n => n.Kind).ToListAsync();
    }

    private async Task ShouldRefuseAsync(string sql)
    {
        await using var db = _desk.Db();
        (await Should.ThrowAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql))).SqlState.ShouldBe("23001");
    }
}
