using AfterSales.Application.Feedback;
using AfterSales.Application.Remedies;
using AfterSales.Application.Tests.Insights;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Feedback.FaultyBatch;

namespace AfterSales.Application.Tests.Feedback;

/// <summary>From opening to what the numbers say after something was done: who may do what, what is refused, and rates by the pieces that were shipped.</summary>
public sealed class FeedbackLifeTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Deeds_AreForWhoMay_AndASecondScreenIsStale()
    {
        var item = await OpenAsync(_desk, new(2026, 11, 15));
        (await _desk.Get<VerifyFeedback>().ExecuteAsync(new(item.Id), _desk.Agent)).Refusal!.Code.ShouldBe("forbidden");
        (await _desk.Get<VerifyFeedback>().ExecuteAsync(new(item.Id), _desk.Bridge)).Refusal!.Code.ShouldBe("forbidden");
        (await _desk.Get<VerifyFeedback>().ExecuteAsync(new(item.Id, null, 1), _desk.Supervisor)).Value.ShouldBe(2);
        var stale = (await _desk.Get<RejectFeedback>().ExecuteAsync(new(item.Id, "洗坏的", 1), _desk.Owner)).Refusal!;
        (stale.Code, stale.Args[0]).ShouldBe(("feedback.stale", _desk.Supervisor.Name));
        (await _desk.Get<AnswerFeedback>().ExecuteAsync(new(item.Id, "换缝线"), _desk.Bridge)).Value.ShouldBe(3, "production's own system answers");
        (await _desk.Get<CloseFeedback>().ExecuteAsync(new(item.Id, FeedbackAction.Reworked, "重新缝合", new(2026, 11, 22)), _desk.Supervisor)).Value.ShouldBe(4);

        var read = (await _desk.Get<FeedbackQueries>().FindAsync(_desk.Agent, item.Id)).Value!;
        read.Steps.Select(s => (s.Kind, s.ByName)).ShouldBe([(FeedbackStepKind.Closed, _desk.Supervisor.Name), (FeedbackStepKind.Answered, "bridge"), (FeedbackStepKind.Verified, _desk.Supervisor.Name), (FeedbackStepKind.Opened, "")]);
        (read.Lines.Count, read.Item.Answer, read.Item.Action).ShouldBe((3, "换缝线", FeedbackAction.Reworked));
    }

    [Fact]
    public async Task Delist_AsksTheWarehouseOnTheLatestOpenCase_Once()
    {
        var item = await OpenAsync(_desk, new(2026, 11, 15));
        (await _desk.Get<DelistGoods>().ExecuteAsync(new(item.Id, "M 码", 9), _desk.Supervisor)).Refusal!.Kind.ShouldBe(RefusalKind.Conflict);
        await using var db = _desk.Db();
        (await db.CaseActions.AnyAsync()).ShouldBeFalse("a stale screen asks nobody");

        (await _desk.Get<DelistGoods>().ExecuteAsync(new(item.Id, "M 码"), _desk.Supervisor)).Refusal.ShouldBeNull();
        (await _desk.Get<DelistGoods>().ExecuteAsync(new(item.Id), _desk.Owner)).Refusal!.Code.ShouldBe("feedback.delisted_already");

        var action = await db.CaseActions.SingleAsync();
        (action.Word, action.Desk, action.State).ShouldBe(("delist", Desk.Warehouse, ActionState.Open));
        var step = await db.FeedbackSteps.SingleAsync(s => s.Kind == FeedbackStepKind.Delisted);
        (await db.Cases.Where(c => c.Id == action.CaseId).Select(c => c.Number).SingleAsync()).ShouldBe(step.CaseNumber);
    }

    [Fact]
    public async Task Delist_WhereACaseAsksForOtherGoods_IsAskedOnAnother()
    {
        var orders = await ShipAsync(_desk, new(2026, 11, 15), 3);
        foreach (var order in orders) await ComplainAsync(_desk, order);
        await FollowAsync(_desk);
        var item = (await ItemsAsync(_desk)).ShouldHaveSingleItem();
        await using var db = _desk.Db();
        var latest = await db.Cases.OrderByDescending(c => c.OpenedAt).Select(c => c.Number).FirstAsync();
        (await _desk.Get<TakeOnAction>().ExecuteAsync(new(latest, "delist", Note: "QH5520"), _desk.Supervisor)).Refusal.ShouldBeNull();

        (await _desk.Get<DelistGoods>().ExecuteAsync(new(item.Id), _desk.Supervisor)).Refusal.ShouldBeNull();

        (await db.CaseActions.Select(a => a.Note).ToListAsync()).ShouldBe(["QH5520", $"{Style} {Batch}"], ignoreOrder: true);
        (await db.FeedbackSteps.SingleAsync(s => s.Kind == FeedbackStepKind.Delisted)).CaseNumber.ShouldNotBeNull().ShouldNotBe(latest);
    }

    [Fact]
    public async Task Joining_TicksWhatAskedForIt()
    {
        var orders = await ShipAsync(_desk, new(2026, 11, 15), 3);
        var number = await ComplainAsync(_desk, orders[0]);
        (await _desk.Get<TakeOnAction>().ExecuteAsync(new(number, "production feedback"), _desk.Agent)).Refusal.ShouldBeNull();
        await ComplainAsync(_desk, orders[1]);
        await ComplainAsync(_desk, orders[2]);
        await FollowAsync(_desk);

        await using var db = _desk.Db();
        (await db.CaseActions.SingleAsync()).State.ShouldBe(ActionState.Done);
    }

    [Fact]
    public async Task Rate_IsByPiecesShipped_BeforeAndSinceTheAction_AndLateCasesOfOldGoodsAreNotHeldAgainstIt()
    {
        // A hundred of the batch are shipped on the 1st, a tenth of them breaks; eighty more on the 20th, reworked.
        var old = await ShipAsync(_desk, new(2026, 11, 1), 100);
        foreach (var order in old.Take(9)) await ComplainAsync(_desk, order);
        await FollowAsync(_desk);
        var item = (await ItemsAsync(_desk)).ShouldHaveSingleItem();
        await AsksAndActsAsync(item.Id, since: new(2026, 11, 20));
        var fresh = await ShipAsync(_desk, new(2026, 11, 20), 80, batch: "2611-A");
        await ComplainAsync(_desk, old[50]);
        await FollowAsync(_desk);

        // Two days later nobody has had time to complain.
        var read = await ReadAsync(item.Id);
        (read.Rate.SoFar, read.Rate.Before, read.Rate.Since, read.Rate.Change).ShouldBe((new Rate(10, 100), new Rate(10, 100), new Rate(0, 0), RateChange.TooEarly));
        (read.Item.State, read.Item.Cases).ShouldBe((FeedbackState.Closed, 10), "goods from before the action join");

        _desk.Time.Move(TimeSpan.FromDays(10));
        await FollowAsync(_desk);
        read = await ReadAsync(item.Id);
        (read.Rate.Before, read.Rate.Since, read.Rate.Change).ShouldBe((new Rate(10, 100), new Rate(0, 80), RateChange.Fell));

        foreach (var order in fresh.Take(7)) await ComplainAsync(_desk, order);
        await FollowAsync(_desk);
        (await ReadAsync(item.Id)).Rate.Change.ShouldBe(RateChange.NotShown);
        (await ItemsAsync(_desk)).Select(one => (one.Batch, one.State, one.Cases)).ShouldBe([(Batch, FeedbackState.Closed, 10), ("2611-A", FeedbackState.Open, 7)]);
    }

    [Fact]
    public async Task Rate_OfFewPieces_SaysLittle()
    {
        var item = await OpenAsync(_desk, new(2026, 11, 15), pieces: 10);
        var read = await ReadAsync(item.Id);
        (read.Rate.SoFar, read.Rate.SaysLittle).ShouldBe((new Rate(3, 10), true));
    }

    [Fact]
    public async Task GoodsShippedSinceTheAction_OpenAnItemOfTheirOwn()
    {
        var item = await OpenAsync(_desk, new(2026, 11, 1), pieces: 9);
        await AsksAndActsAsync(item.Id, since: new(2026, 11, 10));
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        foreach (var order in await ShipAsync(_desk, new(2026, 11, 12), 3)) await ComplainAsync(_desk, order);
        await FollowAsync(_desk);

        (await ItemsAsync(_desk)).Select(one => (one.State, one.Cases)).ShouldBe([(FeedbackState.Closed, 3), (FeedbackState.Open, 3)]);
        var again = (await ItemsAsync(_desk))[^1];
        (await ReadAsync(again.Id)).EarlierId.ShouldBe(item.Id);

        await ComplainAsync(_desk, "771101000009");
        await FollowAsync(_desk);
        (await ItemsAsync(_desk)).Select(one => (one.State, one.Cases)).ShouldBe([(FeedbackState.Closed, 4), (FeedbackState.Open, 3)], "what is said of old goods is nothing about new ones");

        (await _desk.Get<CorrectActionSince>().ExecuteAsync(new(item.Id, new(2026, 11, 9)), _desk.Agent)).Refusal!.Code.ShouldBe("forbidden");
        (await _desk.Get<CorrectActionSince>().ExecuteAsync(new(item.Id, new(2026, 11, 9), "前一天就换了"), _desk.Supervisor)).Refusal.ShouldBeNull();
        (await ReadAsync(item.Id)).Item.ActionSince.ShouldBe(new(2026, 11, 9));
    }

    [Fact]
    public async Task ShippedOn_KeptWhileOrdersChange_IsWhatARebuildCounts()
    {
        var orders = await ShipAsync(_desk, new(2026, 11, 1), 6);
        foreach (var order in orders.Take(3)) await ComplainAsync(_desk, order);
        await FollowAsync(_desk);
        await using (var db = _desk.Db())
            await db.Database.ExecuteSqlAsync($"update orders set shipped_at = case when order_no = {orders[0]} then shipped_at + interval '5 days' when order_no = {orders[1]} then null else shipped_at end");
        await FollowAsync(_desk);

        var maintained = await CountedDesk.LinesAsync(_desk);
        maintained.ShouldContain(line => line.StartsWith("ShippedOn Batch Day 2026-11-06 QH2361|2610-B: 1 ", StringComparison.Ordinal));
        maintained.ShouldContain(line => line.StartsWith("ShippedOn Style Day 2026-11-01 QH2361: 4 ", StringComparison.Ordinal));
        maintained.Count(line => line.Contains(" Faulty ", StringComparison.Ordinal)).ShouldBe(2);
        await CountedDesk.RebuildAsync(_desk);
        maintained.ShouldBe(await CountedDesk.LinesAsync(_desk));
    }

    [Fact]
    public async Task List_IsByState_LatestFirst_AndAStrangerSeesNothing()
    {
        var item = await OpenAsync(_desk, new(2026, 11, 15));
        (await _desk.Get<FeedbackQueries>().ListAsync(_desk.Agent, FeedbackFilter.UnderWay)).Value!.Rows.ShouldHaveSingleItem().Item.Id.ShouldBe(item.Id);
        (await _desk.Get<FeedbackQueries>().ListAsync(_desk.Agent, FeedbackFilter.Closed)).Value!.Rows.ShouldBeEmpty();
        (await _desk.Get<FeedbackQueries>().ListAsync(_desk.Agent, FeedbackFilter.All, item.Id.ToString())).Value!.Rows.ShouldBeEmpty();
        (await _desk.Get<FeedbackQueries>().ListAsync(_desk.Agent, FeedbackFilter.All, "x")).Refusal!.Code.ShouldBe("list.cursor_invalid");
        (await _desk.Get<FeedbackQueries>().ListAsync(await _desk.StrangerAsync(), FeedbackFilter.All)).Value!.Rows.ShouldBeEmpty();
    }

    private async Task AsksAndActsAsync(Guid id, DateOnly since)
    {
        (await _desk.Get<VerifyFeedback>().ExecuteAsync(new(id), _desk.Supervisor)).Refusal.ShouldBeNull();
        (await _desk.Get<AnswerFeedback>().ExecuteAsync(new(id, "换缝线"), _desk.Supervisor)).Refusal.ShouldBeNull();
        (await _desk.Get<CloseFeedback>().ExecuteAsync(new(id, FeedbackAction.Reworked, null, since), _desk.Supervisor)).Refusal.ShouldBeNull();
    }

    private async Task<FeedbackDetails> ReadAsync(Guid id) => (await _desk.Get<FeedbackQueries>().FindAsync(_desk.Agent, id)).Value!;
}
