using AfterSales.Application.Cases;
using AfterSales.Application.Clocks;
using AfterSales.Application.Conversations;
using AfterSales.Application.Insights;
using AfterSales.Application.Tests.Reviews;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using AfterSales.Domain.Reviews;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Insights;

/// <summary>What somebody did is theirs by the history (ADR 28): whoever has the case later, numbers of past days stay what they were.</summary>
public sealed class WhoseWorkTests : IAsyncLifetime
{
    private static readonly ReportRange All = new(new(2026, 11, 1), new(2026, 12, 31));

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task HandingOver_MovesNeitherMarksNorReviewsNorReplies()
    {
        var number = await ReviewCase.OpenAsync(_desk);
        await GiveAsync(number, _desk.Agent);
        (await ReviewCase.ConcludeAsync(_desk, number, ReviewOutcome.Removed)).Refusal.ShouldBeNull();
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "在的，亲", Agent: "小助手2号"), _desk.Bridge)).Refusal.ShouldBeNull();
        (await _desk.Get<ResolveCase>().ExecuteAsync(new(number, null, DespiteChecks: true), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<RecordFollowUp>().ExecuteAsync(new(number, FollowUpOutcome.NotReached, null, null, null), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<RecordFollowUp>().ExecuteAsync(new(number, FollowUpOutcome.Settled, 5, null, null), _desk.Agent)).Refusal.ShouldBeNull();
        var before = await NumbersAsync(_desk.Agent);
        (before.Satisfaction, before.ReviewsRescued, before.FollowUps, before.Replies.Count).ShouldBe((5m, 1, 1, 0), "the reply was somebody's whom the store does not know, and who was not reached was not asked");

        _desk.Time.Move(TimeSpan.FromDays(1));
        (await _desk.Get<ReopenCase>().ExecuteAsync(new(number, "又坏了", null), _desk.Supervisor)).Refusal.ShouldBeNull();
        await GiveAsync(number, _desk.OtherAgent);

        var (after, other) = (await NumbersAsync(_desk.Agent), await NumbersAsync(_desk.OtherAgent));
        (after.Satisfaction, after.ReviewsRescued, after.FollowUps, after.Replies.Count).ShouldBe((5m, 1, 1, 0));
        (other.Satisfaction, other.ReviewsRescued, other.FollowUps, other.Replies.Count, other.Waits.Count).ShouldBe((null, 0, 0, 0, 0));
    }

    [Fact]
    public async Task LettingGoOfACase_WhileItsBuyerWaits_KeepsTheWait()
    {
        var number = await _desk.BuyerSaysAsync("小鹿", "少发了一件");
        await GiveAsync(number, _desk.Agent);
        _desk.Time.Move(TimeSpan.FromMinutes(4));
        (await _desk.Get<AssignCase>().ExecuteAsync(new(number, null, null), _desk.Agent)).Refusal.ShouldBeNull();
        await PassAsync(TimeSpan.FromHours(3));
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "在的"), _desk.OtherAgent)).Refusal.ShouldBeNull();

        var (own, other) = (await NumbersAsync(_desk.Agent), await NumbersAsync(_desk.OtherAgent));
        (own.Missed, own.Waits.Over(7_200), other.Missed, other.Waits.Count).ShouldBe((1, 1, 0, 0));
    }

    [Fact]
    public async Task TakenAwayByAnother_TheWaitIsNobodys()
    {
        var number = await _desk.BuyerSaysAsync("小鹿", "少发了一件");
        await GiveAsync(number, _desk.Agent);
        (await _desk.Get<AssignCase>().ExecuteAsync(new(number, null, null), _desk.Supervisor)).Refusal.ShouldBeNull();
        await PassAsync(TimeSpan.FromMinutes(6));
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "在的"), _desk.OtherAgent)).Refusal.ShouldBeNull();

        await CountedDesk.CatchUpAsync(_desk);
        await using var db = _desk.Db();
        (await db.Occurrences.Where(o => o.Kind == OccurrenceKind.Waited).Select(o => o.PersonId).ToListAsync()).ShouldBe([null]);
    }

    [Fact]
    public async Task OneWait_ThatBeganEarlierThanWasKnown_IsMissedOnce()
    {
        var number = await _desk.BuyerSaysAsync("小鹿", "少发了一件");
        await PassAsync(TimeSpan.FromMinutes(6));
        (await _desk.BuyerSaysAsync("小鹿", "在吗", sentAt: TestDesk.Start.AddMinutes(-1))).ShouldBe(number);
        await PassAsync(TimeSpan.FromMinutes(1));

        await CountedDesk.CatchUpAsync(_desk);
        await using var db = _desk.Db();
        (await db.ClockEvents.CountAsync(e => e.Kind == Domain.Clocks.TimerKind.Breach)).ShouldBe(2);
        (await db.Occurrences.CountAsync(o => o.Kind == OccurrenceKind.Promise && o.IsLate)).ShouldBe(1);
    }

    private async Task GiveAsync(string number, Actor person) => (await _desk.Get<AssignCase>().ExecuteAsync(new(number, person.Id, null), _desk.Supervisor)).Refusal.ShouldBeNull();

    private async Task PassAsync(TimeSpan time)
    {
        _desk.Time.Move(time);
        while (await _desk.Get<FireTimers>().FireDueAsync(CancellationToken.None) > 0) { }
    }

    private async Task<PersonNumbers> NumbersAsync(Actor person)
    {
        await CountedDesk.CatchUpAsync(_desk);
        return (await _desk.Get<NumbersQueries>().OfPersonAsync(person.Id!.Value, All, RollUpSpan.Month, _desk.Supervisor)).Value!.Whole;
    }
}
