using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.People;

public sealed class LeaveTests : IAsyncLifetime
{
    private static readonly DateOnly Tomorrow = new(2026, 11, 23);

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Ask_ByThemselves_IsDecidedByAnother_AndBothAreTold()
    {
        var id = (await AskAsync(_desk.Agent, _desk.Agent)).Value;
        (await ToldAsync(_desk.Supervisor)).ShouldBe("leave.asked 客服甲");
        (await ToldAsync(_desk.Owner)).ShouldBe("leave.asked 客服甲");
        (await DecideAsync(id, LeaveAnswer.Approve, _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await DecideAsync(id, LeaveAnswer.Approve, _desk.Supervisor)).Ok.ShouldBeTrue();
        (await ToldAsync(_desk.Agent)).ShouldBe("leave.decided 主管");
        (await DecideAsync(id, LeaveAnswer.Decline, _desk.Owner, "人手不够")).Refusal!.Code.ShouldBe("leave.decided");

        var line = (await _desk.Get<LeaveQueries>().PageAsync(_desk.Agent, _desk.Agent.Id)).Value!.ShouldHaveSingleItem();
        (line.State, line.DecidedBy, line.MayDecide, line.MayWithdraw).ShouldBe((LeaveState.Approved, "主管", false, true));
        (await _desk.Get<AuditQueries>().PageAsync(_desk.Owner)).Value!.Select(a => a.Kind).ShouldBe([AuditKind.LeaveDecided, AuditKind.LeaveWritten]);
    }

    [Fact]
    public async Task Ask_BySupervisorForThemselves_IsDecidedByAnother()
    {
        var id = (await AskAsync(_desk.Supervisor, _desk.Supervisor)).Value;
        (await DecideAsync(id, LeaveAnswer.Approve, _desk.Supervisor)).Refusal!.Code.ShouldBe("leave.own");
        (await DecideAsync(id, LeaveAnswer.Approve, _desk.Owner)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Ask_ForAnother_NeedsTheRight_AndIsGrantedWithIt()
    {
        (await AskAsync(_desk.OtherAgent, _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await AskAsync(_desk.Agent, _desk.Supervisor)).Ok.ShouldBeTrue();
        (await AskAsync(_desk.Agent, _desk.Agent)).Refusal!.Code.ShouldBe("leave.overlaps");
        (await _desk.Get<LeaveQueries>().PageAsync(_desk.Supervisor)).Value!.ShouldHaveSingleItem().State.ShouldBe(LeaveState.Approved);
    }

    [Fact]
    public async Task Withdraw_OnesOwn_MakesRoomForAnother()
    {
        var id = (await AskAsync(_desk.Agent, _desk.Agent)).Value;
        (await DecideAsync(id, LeaveAnswer.Withdraw, _desk.OtherAgent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await DecideAsync(id, LeaveAnswer.Withdraw, _desk.Agent)).Ok.ShouldBeTrue();
        (await AskAsync(_desk.Agent, _desk.Agent)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Read_ColleaguesSeeWhenButNotWhy()
    {
        await AskAsync(_desk.Agent, _desk.Supervisor);
        await AskAsync(_desk.OtherAgent, _desk.OtherAgent);
        (await _desk.Get<LeaveQueries>().PageAsync(_desk.OtherAgent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<LeaveQueries>().PageAsync(_desk.OtherAgent, _desk.Agent.Id)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        var shifts = _desk.Get<ShiftQueries>();
        (await shifts.DaysAsync(Tomorrow, 1, _desk.Warehouse)).Value!.Leaves.ShouldHaveSingleItem().ShouldSatisfyAllConditions(l => l.PersonId.ShouldBe(_desk.Agent.Id!.Value), l => l.IsGranted.ShouldBeTrue());
        (await shifts.DaysAsync(Tomorrow, 1, _desk.OtherAgent)).Value!.Leaves.Count.ShouldBe(2, "one's own that is not granted yet, too");
        (await shifts.DaysAsync(Tomorrow, 1, _desk.Supervisor)).Value!.Leaves.Count.ShouldBe(2);
    }

    private Task<Result<Guid>> AskAsync(Actor whose, Actor by) => _desk.Get<AskLeave>().ExecuteAsync(new(whose.Id!.Value, LeaveKind.Personal, new(Tomorrow, Tomorrow), "家里有事"), by);

    private Task<Result> DecideAsync(Guid id, LeaveAnswer answer, Actor by, string? because = null) => _desk.Get<DecideLeave>().ExecuteAsync(new(id, answer, because), by);

    private async Task<string> ToldAsync(Actor person)
    {
        await using var db = _desk.Db();
        return string.Join("; ", (await db.Notifications.Where(n => n.PersonId == person.Id).OrderBy(n => n.Id).ToListAsync()).Select(n => $"{n.Kind} {n.Data["by"]}"));
    }
}
