using AfterSales.Application.Clocks;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Tests.Clocks;

public sealed class ClockQueriesTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Story_OfARunningClock_NamesItsMessageItsLimitAndItsPolicyVersion()
    {
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        var told = (await _desk.Get<ClockQueries>().StoryAsync(_desk.Agent, number)).Value!;
        var reply = told.Clocks.Single(c => c.Kind == ClockKind.Reply);
        var started = reply.Story.Steps[0].ShouldBeOfType<ClockStep.Started>();
        told.Messages[started.MessageId!.Value].ShouldBe("少了一件");
        (started.Limit, started.PolicyVersion).ShouldBe((TimeSpan.FromMinutes(5), 1));
        reply.Story.Steps.OfType<ClockStep.Due>().Single().At.ShouldBe(_desk.Time.Now.AddMinutes(5));
    }

    [Fact]
    public async Task Story_OfAnUnknownCase_IsNotFound() =>
        (await _desk.Get<ClockQueries>().StoryAsync(_desk.Agent, "AS-0")).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);

    [Fact]
    public async Task Events_ReadOnFromTheLastSeen_AnswersEachOnceInOrder()
    {
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        _desk.Time.Move(TimeSpan.FromDays(3));
        await _desk.Get<FireTimers>().FireDueAsync(CancellationToken.None);

        var seen = new List<RaisedEvent>();
        while ((await _desk.Get<ClockQueries>().EventsAsync(_desk.Bridge, seen.LastOrDefault()?.Id ?? 0, null, limit: 2)).Value is { Count: > 0 } more) seen.AddRange(more);
        seen.Select(e => (e.CaseNumber, e.Clock, e.Kind)).ShouldBe(
        [
            (number, ClockKind.Reply, TimerKind.Warn), (number, ClockKind.Reply, TimerKind.Breach),
            (number, ClockKind.Resolution, TimerKind.Warn), (number, ClockKind.Resolution, TimerKind.Warn), (number, ClockKind.Resolution, TimerKind.Breach),
        ]);
    }
}
