using AfterSales.Application.Conversations;
using AfterSales.Application.Insights;
using AfterSales.Application.People;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using static AfterSales.Application.Tests.Insights.CountedDesk;

namespace AfterSales.Application.Tests.Insights;

/// <summary>To a person who works by shifts, a wait is no longer than they were on shift in it.</summary>
public sealed class ShiftWaitTests : IAsyncLifetime
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly ShiftHours ByDay = new(new(9, 0), new(18, 0), "早班");

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Theory]
    [InlineData("2026-11-23 20:00", "2026-11-24 09:03", 180)]
    [InlineData("2026-11-23 17:58", "2026-11-24 09:03", 300)]
    [InlineData("2026-11-24 10:00", "2026-11-24 10:02", 120)]
    [InlineData("2026-11-23 20:00", "2026-11-23 20:10", null)]
    [InlineData("2026-11-24 10:00", "2026-11-24 10:00", 0)]
    [InlineData("2026-11-24 08:59", "2026-11-24 18:01", 9 * 3_600)]
    public async Task Reply_OfWhoWorksByShifts_TookWhatOfItWasOnShift(string asked, string answered, int? seconds)
    {
        await PlanAsync(Monday, Monday.AddDays(1));

        (await TookAsync(asked, answered)).ShouldBe(seconds);
    }

    [Fact]
    public async Task Reply_OfWhoIsNotPlanned_TookWhatTheBuyerWaited() => (await TookAsync("2026-11-23 20:00", "2026-11-23 20:10")).ShouldBe(600);

    [Fact]
    public async Task PlanAndLeaveWrittenDownLater_AreCounted_AndARebuildSaysTheSame()
    {
        (await TookAsync("2026-11-23 20:00", "2026-11-24 09:03")).ShouldBe(46_980);
        await PlanAsync(Monday, Monday.AddDays(1));
        (await SecondsAsync()).ShouldBe(180);
        (await _desk.Get<AskLeave>().ExecuteAsync(new(_desk.Agent.Id!.Value, LeaveKind.Sick, new(Monday.AddDays(1), Monday.AddDays(1), new(9, 0), new(9, 2)), "看病"), _desk.Supervisor)).Refusal.ShouldBeNull();
        (await SecondsAsync()).ShouldBe(60);

        var maintained = await LinesAsync(_desk);
        await RebuildAsync(_desk);
        maintained.ShouldBe(await LinesAsync(_desk));
    }

    private async Task PlanAsync(params DateOnly[] days) =>
        (await _desk.Get<PlanShifts>().ExecuteAsync(new([.. days.Select(day => new PlannedDay(_desk.Agent.Id!.Value, day, [ByDay]))], "补排"), _desk.Supervisor)).Refusal.ShouldBeNull();

    // At those times in Shanghai.
    private async Task<int?> TookAsync(string asked, string answered)
    {
        _desk.Time.MoveTo(At(asked));
        var number = await _desk.BuyerSaysAsync("小鹿", "少发了一件");
        _desk.Time.MoveTo(At(answered));
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "马上为您处理"), _desk.Agent)).Refusal.ShouldBeNull();
        return await SecondsAsync();
    }

    private async Task<int?> SecondsAsync()
    {
        await CatchUpAsync(_desk);
        var person = _desk.Agent.Id!.Value;
        var line = (await _desk.Get<CasesBehindQueries>().PageAsync(new(new(Monday, Monday.AddDays(7)), Measures.Replied, Cut.Person, person.ToString()), null, _desk.Supervisor)).Value!.Lines.SingleOrDefault();
        return line?.Seconds;
    }

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse($"{moment}:00 +08:00", System.Globalization.CultureInfo.InvariantCulture);
}
