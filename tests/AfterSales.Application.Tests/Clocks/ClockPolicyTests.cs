using AfterSales.Application.Cases;
using AfterSales.Application.Clocks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Clocks;

public sealed class ClockPolicyTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private static ClockPolicy WithReplyLimit(int minutes) => ClockPolicy.Default with
    {
        Rules = new Dictionary<ClockKind, ClockRule>(ClockPolicy.Default.Rules)
        {
            [ClockKind.Reply] = new() { Limit = TimeSpan.FromMinutes(minutes), WarnAfter = [TimeSpan.FromMinutes(1)] },
        },
    };

    private Task<Result<ClockPolicyChanged>> ChangeAsync(ClockPolicy policy, bool applyToRunning = false, int basedOn = 1) =>
        _desk.Get<ChangeClockPolicy>().ExecuteAsync(new(basedOn, policy, applyToRunning), _desk.Owner);

    private async Task<TimeSpan> ReplyLimitOfAsync(string number)
    {
        await using var db = _desk.Db();
        return await db.Clocks.Where(c => c.Kind == ClockKind.Reply && db.Cases.Any(k => k.Id == c.SubjectId && k.Number == number)).Select(c => c.DueAt - c.StartedAt).SingleAsync();
    }

    [Fact]
    public async Task Change_ALimit_AppliesToClocksThatStartLaterAndRunningOnesKeepTheirs()
    {
        var before = await _desk.BuyerSaysAsync("甲", "少了一件");
        (await ChangeAsync(WithReplyLimit(2))).Value.ShouldBe(new ClockPolicyChanged(2, 0));
        var after = await _desk.BuyerSaysAsync("乙", "少了一件");
        (await ReplyLimitOfAsync(before)).ShouldBe(TimeSpan.FromMinutes(5));
        (await ReplyLimitOfAsync(after)).ShouldBe(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Change_UnlessTheOwnerSaysOtherwise_RunningClocksFollowWithTheirTimersAndHistory()
    {
        var number = await _desk.BuyerSaysAsync("甲", "少了一件");
        (await ChangeAsync(WithReplyLimit(10), applyToRunning: true)).Value.ShouldBe(new ClockPolicyChanged(2, 1), "the resolution clock keeps its rule");

        (await ReplyLimitOfAsync(number)).ShouldBe(TimeSpan.FromMinutes(10));
        await using var db = _desk.Db();
        var told = await db.History.SingleAsync(h => h.Kind == CaseEventKind.ClockLimitChanged);
        (told.Data["clock"], told.Data["policy_version"], told.ActorName).ShouldBe(("Reply", "2", _desk.Owner.Name));
        _desk.Time.Move(TimeSpan.FromMinutes(9));
        await _desk.Get<FireTimers>().FireDueAsync(CancellationToken.None);
        (await db.ClockEvents.Select(e => e.Kind).ToListAsync()).ShouldBe([TimerKind.Warn]);
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        await _desk.Get<FireTimers>().FireDueAsync(CancellationToken.None);
        (await db.ClockEvents.CountAsync(e => e.Kind == TimerKind.Breach)).ShouldBe(1);
    }

    [Fact]
    public async Task Apply_AgainAfterAnInterruption_ChangesNothingTwice()
    {
        await _desk.BuyerSaysAsync("甲", "少了一件");
        await ChangeAsync(WithReplyLimit(10), applyToRunning: true);
        (await _desk.Get<ApplyClockPolicy>().ExecuteAsync(_desk.Owner)).Value.ShouldBe(0);
    }

    [Fact]
    public async Task Apply_ToMoreClocksThanOneLot_ReachesAll()
    {
        await ManyClocks.RunAsync(_desk, 700);
        (await ChangeAsync(WithReplyLimit(10), applyToRunning: true)).Value!.Recomputed.ShouldBe(700);
        await using var db = _desk.Db();
        (await db.ClockTimers.CountAsync(t => t.Kind == TimerKind.Breach && t.DueAt == _desk.Time.Now.AddMinutes(10))).ShouldBe(700);
    }

    [Fact]
    public async Task Apply_ToAClockThatIsLate_LeavesItLate()
    {
        var number = await _desk.BuyerSaysAsync("甲", "少了一件");
        _desk.Time.Move(TimeSpan.FromMinutes(6));
        (await ChangeAsync(WithReplyLimit(10), applyToRunning: true)).Value!.Recomputed.ShouldBe(0);
        (await ReplyLimitOfAsync(number)).ShouldBe(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Apply_RuleOfTheCaseType_IsTheOneThatCounts()
    {
        var number = await _desk.BuyerSaysAsync("甲", "少了一件");
        var policy = ClockPolicy.Default with { Overrides = [new(ClockKind.Reply, nameof(CaseType.WrongItem), new() { Limit = TimeSpan.FromMinutes(3) })] };
        (await ChangeAsync(policy, applyToRunning: true)).Value!.Recomputed.ShouldBe(1);
        (await ReplyLimitOfAsync(number)).ShouldBe(TimeSpan.FromMinutes(3));
    }

    private static ClockPolicy WithRulesOfWrongItem() => ClockPolicy.Default with
    {
        Overrides =
        [
            new(ClockKind.Reply, nameof(CaseType.WrongItem), new() { Limit = TimeSpan.FromMinutes(3) }),
            new(ClockKind.Resolution, nameof(CaseType.WrongItem), new() { Limit = TimeSpan.FromHours(24) }),
        ],
    };

    [Fact]
    public async Task Open_WithATypeFromTheWords_RunsByTheRulesOfThatType()
    {
        await ChangeAsync(WithRulesOfWrongItem());
        var number = await _desk.BuyerSaysAsync("甲", "少了一件");
        (await LimitsOfAsync(number)).ShouldBe((TimeSpan.FromMinutes(3), TimeSpan.FromHours(24)));
    }

    [Fact]
    public async Task Classify_ToATypeWithRulesOfItsOwn_RunningClocksFollowAndTheHistorySaysSo()
    {
        await ChangeAsync(WithRulesOfWrongItem());
        var number = await _desk.BuyerSaysAsync("甲", "你好");
        (await LimitsOfAsync(number)).ShouldBe((TimeSpan.FromMinutes(5), TimeSpan.FromHours(48)));

        await _desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.WrongItem, CaseSubtype.Missing, null), _desk.Agent);

        (await LimitsOfAsync(number)).ShouldBe((TimeSpan.FromMinutes(3), TimeSpan.FromHours(24)));
        await using var db = _desk.Db();
        (await db.History.Where(h => h.Kind == CaseEventKind.ClockLimitChanged).CountAsync()).ShouldBe(2);
        (await db.ClockTimers.Where(t => t.Kind == TimerKind.Breach).Select(t => t.DueAt).Order().FirstAsync()).ShouldBe(_desk.Time.Now.AddMinutes(3));
    }

    [Fact]
    public async Task Classify_AfterThePolicyChanged_ATypeWithoutRulesOfItsOwnLeavesRunningClocksAlone()
    {
        var number = await _desk.BuyerSaysAsync("甲", "你好");
        await ChangeAsync(WithReplyLimit(2));
        await _desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.Quality, CaseSubtype.Defect, null), _desk.Agent);
        (await ReplyLimitOfAsync(number)).ShouldBe(TimeSpan.FromMinutes(5));
    }

    private async Task<(TimeSpan Reply, TimeSpan Resolution)> LimitsOfAsync(string number)
    {
        await using var db = _desk.Db();
        var clocks = await db.Clocks.Where(c => db.Cases.Any(k => k.Id == c.SubjectId && k.Number == number)).ToDictionaryAsync(c => c.Kind, c => c.DueAt - c.StartedAt);
        return (clocks[ClockKind.Reply], clocks[ClockKind.Resolution]);
    }

    [Fact]
    public async Task Change_OfNothing_AddsNoVersionAndStillAppliesWhatHolds()
    {
        await _desk.BuyerSaysAsync("甲", "少了一件");
        await ChangeAsync(WithReplyLimit(10));

        (await ChangeAsync(WithReplyLimit(10), basedOn: 2)).Value.ShouldBe(new ClockPolicyChanged(2, 0));
        (await ChangeAsync(WithReplyLimit(10), applyToRunning: true, basedOn: 2)).Value.ShouldBe(new ClockPolicyChanged(2, 1));
        (await ChangeAsync(WithReplyLimit(10))).Refusal!.Code.ShouldBe("policy.stale");

        (await _desk.Get<ClockPolicyQueries>().NowAsync(_desk.Owner)).Value!.History.Select(v => v.Version).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task Change_TwoOwnersAtOnce_OneIsRefusedAsStale()
    {
        var results = await Task.WhenAll(Enumerable.Range(6, 8).Select(m => Task.Run(() => ChangeAsync(WithReplyLimit(m)))));
        results.Count(r => r.Ok).ShouldBe(1);
        results.Where(r => !r.Ok).ShouldAllBe(r => r.Refusal!.Kind == RefusalKind.Conflict && r.Refusal.Code == "policy.stale");
    }

    [Fact]
    public async Task Change_WithAProblem_NamesTheField()
    {
        var refusal = (await ChangeAsync(WithReplyLimit(0))).Refusal!;
        (refusal.Code, refusal.Field).ShouldBe(("clocks.not_positive", "rules.Reply.limit"));
    }

    [Fact]
    public async Task Change_ByASupervisor_IsForbidden() =>
        (await _desk.Get<ChangeClockPolicy>().ExecuteAsync(new(1, WithReplyLimit(2), false), _desk.Supervisor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);

    [Fact]
    public async Task Change_OnAnotherNode_IsHeardWithinTwoSeconds()
    {
        await using var other = _desk.AnotherNode();
        await other.Get<ClockPolicies>().CurrentAsync(_desk.StoreId, CancellationToken.None);
        await ChangeAsync(WithReplyLimit(2));
        await Eventually.TrueAsync(async () => (await other.Get<ClockPolicies>().CurrentAsync(_desk.StoreId, CancellationToken.None)).Version == 2, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Calendar_SavedAndRead_IsTheSame()
    {
        var calendar = new BusinessCalendar
        {
            TimeZoneId = "Asia/Shanghai",
            Week = new Dictionary<DayOfWeek, IReadOnlyList<OpenInterval>> { [DayOfWeek.Monday] = [new(new(9, 0), new(12, 0)), new(new(18, 0), new(2, 0), NextDay: true)] },
            Holidays = [new(2026, 10, 1)],
            SpecialDays = new Dictionary<DateOnly, IReadOnlyList<OpenInterval>> { [new(2026, 10, 10)] = [OpenInterval.WholeDay] },
        };
        var policy = ClockPolicy.Default with
        {
            Calendars = new Dictionary<string, BusinessCalendar> { ["白班"] = calendar },
            Rules = new Dictionary<ClockKind, ClockRule>(ClockPolicy.Default.Rules) { [ClockKind.Reply] = new() { Limit = TimeSpan.FromMinutes(5), CalendarName = "白班" } },
        };
        (await ChangeAsync(policy)).Refusal.ShouldBeNull();
        var now = (await _desk.Get<ClockPolicyQueries>().NowAsync(_desk.Agent)).Value!;
        now.Policy.Calendars["白班"].ShouldBe(calendar);
        now.Policy.RuleFor(ClockKind.Reply).CalendarName.ShouldBe("白班");
        now.History.Select(v => (v.Version, v.ByName)).ShouldBe([(2, _desk.Owner.Name), (1, "system")]);
    }
}
