using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Tests.People;

public sealed class AttendanceQueriesTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 22);   // where it is 10:00

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private AttendanceQueries Attendance => _desk.Get<AttendanceQueries>();

    [Fact]
    public async Task OfMonth_LateOnLeaveAbsent_IsToldOfEverybody()
    {
        await PlanAsync((_desk.Agent, Today), (_desk.Agent, Today.AddDays(1)), (_desk.OtherAgent, Today), (_desk.Warehouse, Today), (_desk.OtherAgent, new(2026, 12, 1)));
        (await _desk.Get<AskLeave>().ExecuteAsync(new(_desk.Warehouse.Id!.Value, LeaveKind.Annual, new(Today, Today), "年假"), _desk.Supervisor)).Ok.ShouldBeTrue();
        // Sits down at 14:20, goes home at 22:00; on the day after there from 13:00 until after the month.
        To(Today, 14, 20);
        var seat = _desk.Get<PeopleHere>().Sit(_desk.Agent);
        for (; _desk.Time.Now < At(Today, 22, 0); _desk.Time.Move(TimeSpan.FromSeconds(100))) await BeatAsync();
        seat.Dispose();
        await BeatAsync();
        To(Today.AddDays(1), 13, 0);
        _desk.Get<PeopleHere>().Sit(_desk.Agent);
        await BeatAsync();
        To(Today.AddDays(1), 23, 0);

        var month = (await Attendance.OfMonthAsync(Today, _desk.Supervisor)).Value!;
        month.Select(p => $"{p.Name}: {string.Join(", ", p.Shifts.Select(s => $"{s.State} {s.LateSeconds}"))}")
            .ShouldBe(["仓库: OnLeave 0", "客服乙: Absent 0", "客服甲: Came 1200, Came 0"], ignoreOrder: true);
        var agent = month.Single(p => p.PersonId == _desk.Agent.Id);
        (agent.Late, agent.OffWithoutLeave, month.Single(p => p.PersonId == _desk.OtherAgent.Id).OffWithoutLeave).ShouldBe((1, 0, 1));
        agent.Shifts[0].ShouldSatisfyAllConditions(
            s => s.PlannedStart.ShouldBe(At(Today, 14, 0)), s => s.PlannedEnd.ShouldBe(At(Today, 22, 0)), s => s.ActualStart.ShouldBe(At(Today, 14, 20)), s => s.ActualEnd.ShouldBe(At(Today, 22, 0)));
        agent.Shifts[1].ShouldSatisfyAllConditions(s => s.ActualStart.ShouldBe(At(Today.AddDays(1), 13, 0)), s => s.ActualEnd.ShouldBeNull());
    }

    [Fact]
    public async Task OfPerson_OnesOwn_NotThatOfOthers()
    {
        await PlanAsync((_desk.Agent, Today), (_desk.OtherAgent, Today));
        var own = (await Attendance.OfPersonAsync(_desk.Agent.Id!.Value, Today, _desk.Agent)).Value!;
        own.Shifts.ShouldHaveSingleItem().State.ShouldBe(AttendanceState.Upcoming);
        (await Attendance.OfPersonAsync(_desk.OtherAgent.Id!.Value, Today, _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await Attendance.OfMonthAsync(Today, _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await Attendance.OfPersonAsync(_desk.Agent.Id!.Value, Today.AddMonths(1), _desk.Supervisor)).Value!.Shifts.ShouldBeEmpty();
        (await Attendance.OfPersonAsync(_desk.Agent.Id!.Value, Today, await _desk.StrangerAsync())).Refusal!.Code.ShouldBe("person.not_found");
    }

    private async Task PlanAsync(params (Actor Who, DateOnly Day)[] days) =>
        (await _desk.Get<PlanShifts>().ExecuteAsync(new([.. days.Select(d => new PlannedDay(d.Who.Id!.Value, d.Day, [new(new(14, 0), new(22, 0), "晚班")]))]), _desk.Supervisor)).Refusal.ShouldBeNull();

    private static DateTimeOffset At(DateOnly day, int hour, int minute) => new(day.ToDateTime(new(hour, minute)), TimeSpan.FromHours(8));

    private Task BeatAsync() => _desk.Get<PeopleHere>().BeatAsync(CancellationToken.None);

    private void To(DateOnly day, int hour, int minute) => _desk.Time.Move(At(day, hour, minute) - _desk.Time.Now);
}
