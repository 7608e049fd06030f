using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Tests.People;

public sealed class LeaveTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);   // 10:00 in Shanghai
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly TimeZoneInfo China = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly Guid Store = Ids.New(Now);
    private static readonly Actor Agent = Actor.Person(Ids.New(Now), "客服甲", Store, [Role.AfterSales]);
    private static readonly Actor Planner = Actor.Person(Ids.New(Now), "主管", Store, [Role.Supervisor]);

    [Theory]
    [InlineData(1, 1, null, null, 24)]
    [InlineData(1, 3, null, null, 72)]
    [InlineData(1, 1, 9, 12, 3)]
    [InlineData(1, 2, 18, 2, 8)]
    public void Ask_WholeDaysOrHours_InTheStoresWallClock(int first, int last, int? from, int? until, int hours)
    {
        var leave = Ask(first, last, from, until).Value!;
        (leave.EndsAt - leave.StartsAt).ShouldBe(TimeSpan.FromHours(hours));
        (leave.StartsAt, leave.State).ShouldBe((new DateTimeOffset(Today.AddDays(first), new(from ?? 0, 0), TimeSpan.FromHours(8)), LeaveState.Asked));
    }

    [Theory]
    [InlineData(2, 1, "有事", "leave.time_invalid")]
    [InlineData(1, 300, "有事", "leave.time_invalid")]
    [InlineData(-70, -69, "有事", "leave.too_long_ago")]
    [InlineData(-5, -4, "有事", null)]
    [InlineData(1, 1, " ", "leave.reason_needed")]
    public void Ask_ForATimeThatCanBe_WithAReason(int first, int last, string reason, string? code) => Ask(first, last, reason: reason).Refusal?.Code.ShouldBe(code);

    [Fact]
    public void Ask_ByAnother_IsGrantedWithIt() =>
        Leave.Ask(Agent.Id!.Value, LeaveKind.Sick, new(Today, Today), China, "打电话来请的", Planner, Now).Value!.ShouldSatisfyAllConditions(l => l.State.ShouldBe(LeaveState.Approved), l => l.DecidedBy.ShouldBe("主管"));

    [Fact]
    public void Decide_OnesOwnOrTwiceOrWithoutAWord_IsRefused()
    {
        var leave = Ask(1, 1).Value!;
        leave.Decide(approved: true, null, Agent, Now).Refusal!.Code.ShouldBe("leave.own");
        leave.Decide(approved: false, "", Planner, Now).Refusal!.Code.ShouldBe("leave.because_needed");
        leave.Decide(approved: false, "大促人手不够", Planner, Now).Ok.ShouldBeTrue();
        leave.Decide(approved: true, null, Planner, Now).Refusal!.Code.ShouldBe("leave.decided");
    }

    [Theory]
    [InlineData(1, true, true, null, null)]
    [InlineData(0, true, true, null, "leave.begun")]
    [InlineData(0, true, false, null, "leave.because_needed")]
    [InlineData(0, true, false, "提前回来了", null)]
    [InlineData(0, false, true, null, null)]
    public void Withdraw_OnesOwnUntilItBegins_OfAnotherWithAReason(int first, bool granted, bool own, string? because, string? code)
    {
        var leave = Ask(first, 3).Value!;
        if (granted) leave.Decide(approved: true, null, Planner, Now).Ok.ShouldBeTrue();
        leave.Withdraw(because, own ? Agent : Planner, Now).Refusal?.Code.ShouldBe(code);
        leave.State.ShouldBe(code is null ? LeaveState.Withdrawn : LeaveState.Approved);
    }

    private static Result<Leave> Ask(int first, int last, int? from = null, int? until = null, string reason = "有事") =>
        Leave.Ask(Agent.Id!.Value, LeaveKind.Personal, new(Today.AddDays(first), Today.AddDays(last), from is { } f ? new(f, 0) : null, until is { } u ? new(u, 0) : null), China, reason, Agent, Now);
}
