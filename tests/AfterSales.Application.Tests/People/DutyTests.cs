using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Domain.People;

namespace AfterSales.Application.Tests.People;

/// <summary>Work is handed to people on shift and online (SPEC 1); to others only by a supervisor who knows it.</summary>
public sealed class DutyTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 22);   // where it is 10:00

    private TestDesk _desk = null!;
    private string _number = "";

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.CreateAsync();
        _number = await _desk.BuyerSaysAsync("买家", "发错货了");
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Assign_WhereNoShiftsArePlanned_IsAsFreeAsEver()
    {
        (await AssignAsync(_desk.Supervisor, _desk.Agent)).ShouldBeNull();
        (await AssignAsync(_desk.Agent, _desk.OtherAgent)).ShouldBeNull();
        (await DutyAsync(_desk.OtherAgent)).ShouldBeNull();
    }

    [Fact]
    public async Task Assign_ToWhoIsOffShift_IsForASupervisorWhoSaysSo()
    {
        await PlanAsync(_desk.OtherAgent, 9, 18);
        (await DutyAsync(_desk.Agent)).ShouldBe(DutyState.OffShift);
        (await AssignAsync(_desk.Supervisor, _desk.Agent)).ShouldBe("case.assignee_off_duty_ask");
        (await AssignAsync(_desk.OtherAgent, _desk.Agent)).ShouldBe("case.assignee_off_duty");
        (await AssignAsync(_desk.OtherAgent, _desk.Agent, evenOffDuty: true)).ShouldBe("case.assignee_off_duty");
        (await AssignAsync(_desk.Supervisor, _desk.Agent, evenOffDuty: true)).ShouldBeNull();
    }

    [Fact]
    public async Task Assign_ToOneself_NeedsNoShift()
    {
        await PlanAsync(_desk.OtherAgent, 9, 18);
        (await AssignAsync(_desk.Agent, _desk.Agent)).ShouldBeNull();
    }

    [Fact]
    public async Task Assign_ToWhoIsOnShift_NeedsThemToBeThere()
    {
        await PlanAsync(_desk.Agent, 9, 18);
        (await AssignAsync(_desk.Supervisor, _desk.Agent)).ShouldBe("case.assignee_off_duty_ask");
        using var seat = _desk.Get<PeopleHere>().Sit(_desk.Agent);
        await _desk.Get<PeopleHere>().BeatAsync(CancellationToken.None);
        (await AssignAsync(_desk.Supervisor, _desk.Agent)).ShouldBeNull();
        (await DutyAsync(_desk.Agent)).ShouldBe(DutyState.OnShift);
    }

    [Fact]
    public async Task Assign_ToWhoIsOnLeave_IsAskedForThoughTheyAreThere()
    {
        await PlanAsync(_desk.Agent, 9, 18);
        using var seat = _desk.Get<PeopleHere>().Sit(_desk.Agent);
        await _desk.Get<PeopleHere>().BeatAsync(CancellationToken.None);
        (await _desk.Get<AskLeave>().ExecuteAsync(new(_desk.Agent.Id!.Value, LeaveKind.Personal, new(Today, Today), "家里有事"), _desk.Supervisor)).Ok.ShouldBeTrue();
        (await DutyAsync(_desk.Agent)).ShouldBe(DutyState.OnLeave);
        (await AssignAsync(_desk.Supervisor, _desk.Agent)).ShouldBe("case.assignee_off_duty_ask");
    }

    [Fact]
    public async Task Duty_OfAStoreThatGaveShiftsUp_IsNobodys()
    {
        await PlanAsync(_desk.OtherAgent, 9, 18);
        _desk.Time.Move(TimeSpan.FromDays(7));
        (await DutyAsync(_desk.Agent)).ShouldBe(DutyState.OffShift);
        _desk.Time.Move(TimeSpan.FromDays(1));
        (await DutyAsync(_desk.Agent)).ShouldBeNull();
    }

    private async Task<DutyState?> DutyAsync(Actor of) => (await _desk.Get<PeopleQueries>().DirectoryAsync(_desk.Owner))[of.Id!.Value].Duty;

    private async Task<string?> AssignAsync(Actor by, Actor to, bool evenOffDuty = false) => (await _desk.Get<AssignCase>().ExecuteAsync(new(_number, to.Id, null, evenOffDuty), by)).Refusal?.Code;

    private async Task PlanAsync(Actor who, int from, int until) =>
        (await _desk.Get<PlanShifts>().ExecuteAsync(new([new(who.Id!.Value, Today, [new(new(from, 0), new(until, 0))])], "补排"), _desk.Supervisor)).Refusal.ShouldBeNull();
}
