using AfterSales.Application.Cases;
using AfterSales.Application.Feedback;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Feedback;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Feedback.FaultyBatch;

namespace AfterSales.Application.Tests.Feedback;

/// <summary>An item opens by itself, once, when the cases of a style, batch and defect are one matter; later cases join, and what turns out otherwise leaves.</summary>
public sealed class ClusterTests : IAsyncLifetime
{
    private static readonly DateOnly Shipped = new(2026, 11, 15);

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task ThirdCustomer_OpensAnItem_WithItsCases_AndTellsWhoJudgesOnce()
    {
        var orders = await ShipAsync(_desk, Shipped, 4);
        await ComplainAsync(_desk, orders[0]);
        await ComplainAsync(_desk, orders[1]);
        await FollowAsync(_desk);
        (await ItemsAsync(_desk)).ShouldBeEmpty();

        await ComplainAsync(_desk, orders[2]);
        await FollowAsync(_desk);
        await FollowAsync(_desk);

        var item = (await ItemsAsync(_desk)).ShouldHaveSingleItem();
        (item.Style, item.Batch, item.Defect, item.Cause, item.State, item.Cases, item.Customers).ShouldBe((Style, Batch, CaseSubtype.Defect, FeedbackCause.Customers, FeedbackState.Open, 3, 3));
        await using var db = _desk.Db();
        (await db.Notifications.Where(n => n.Kind == FollowClusters.Opened).Select(n => n.PersonId).ToListAsync()).ShouldBe([_desk.Owner.Id!.Value, _desk.Supervisor.Id!.Value], ignoreOrder: true);
        (await db.Outbox.Where(o => o.Kind == FollowClusters.Opened).ToListAsync()).ShouldHaveSingleItem().Data["style"].ShouldBe(Style);
        (await db.FeedbackSteps.Select(s => s.Kind).ToListAsync()).ShouldBe([FeedbackStepKind.Opened]);
    }

    [Fact]
    public async Task LaterCase_Joins_AndMakesNoScreenStale()
    {
        var item = await OpenAsync(_desk, Shipped, 5);
        _desk.Time.Move(TimeSpan.FromDays(40));
        await ComplainAsync(_desk, "771115000004");
        await FollowAsync(_desk);

        var now = (await ItemsAsync(_desk)).ShouldHaveSingleItem();
        (now.Id, now.Cases, now.Customers, now.Version).ShouldBe((item.Id, 4, 4, 1));
    }

    [Fact]
    public async Task OtherBatch_OtherDefect_SameCustomer_AndWhatTheBuyerIsToBlameFor_CountForThemselves()
    {
        var orders = await ShipAsync(_desk, Shipped, 4);
        var other = await ShipAsync(_desk, Shipped, 1, batch: "2611-A", first: 50);
        await ComplainAsync(_desk, orders[0]);
        await ComplainAsync(_desk, orders[1], customer: $"买家{orders[0]}");
        await ComplainAsync(_desk, orders[2], CaseSubtype.SizeOff);
        await ComplainAsync(_desk, other[0]);
        var own = await ComplainAsync(_desk, orders[3]);
        await Remedies.QualityCase.SayAsync(_desk, own, ("own fault", Domain.Playbooks.Values.Value.True));
        await FollowAsync(_desk);

        (await ItemsAsync(_desk)).ShouldBeEmpty();
    }

    [Fact]
    public async Task OneSevereDefect_ThatWasShown_OpensAnItem()
    {
        var orders = await ShipAsync(_desk, Shipped, 1);
        var number = await ComplainAsync(_desk, orders[0]);
        await FollowAsync(_desk);
        (await ItemsAsync(_desk)).ShouldBeEmpty();

        await ShowSevereAsync(_desk, number);
        await FollowAsync(_desk);

        (await ItemsAsync(_desk)).ShouldHaveSingleItem().Cause.ShouldBe(FeedbackCause.Severe);
    }

    [Fact]
    public async Task GoodsWithoutBatches_AreOneMatterByTheirStyle()
    {
        foreach (var order in await ShipAsync(_desk, Shipped, 3, batch: null)) await ComplainAsync(_desk, order);
        await FollowAsync(_desk);

        (await ItemsAsync(_desk)).ShouldHaveSingleItem().Batch.ShouldBe("");
    }

    [Fact]
    public async Task CaseThatBecomesAnotherMatter_Leaves_AndTheHistorySaysSo()
    {
        var item = await OpenAsync(_desk, Shipped);
        await using var db = _desk.Db();
        var number = await db.Cases.OrderBy(c => c.Number).Select(c => c.Number).FirstAsync();
        (await _desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.Quality, CaseSubtype.SizeOff, null), _desk.Agent)).Refusal.ShouldBeNull();
        await FollowAsync(_desk);

        (await ItemsAsync(_desk)).ShouldHaveSingleItem().Cases.ShouldBe(2);
        (await db.FeedbackSteps.Where(s => s.ItemId == item.Id && s.Kind == FeedbackStepKind.CaseLeft).Select(s => s.CaseNumber).ToListAsync()).ShouldBe([number]);
        await Should.ThrowAsync<Npgsql.PostgresException>(() => db.FeedbackSteps.ExecuteDeleteAsync());
    }

    [Fact]
    public async Task TwoNodesAtOnce_OpenOneItem()
    {
        await using var node = _desk.AnotherNode();
        foreach (var order in await ShipAsync(_desk, Shipped, 3)) await ComplainAsync(_desk, order);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => FollowAsync(i % 2 == 0 ? _desk : node)));

        (await ItemsAsync(_desk)).ShouldHaveSingleItem().Cases.ShouldBe(3);
        await using var db = _desk.Db();
        (await db.Notifications.CountAsync(n => n.Kind == FollowClusters.Opened)).ShouldBe(2);
    }

    [Fact]
    public async Task Mark_IsOnEveryOpenCaseOfTheMatter_WhileItForms_AndWhileItIsUnderWay()
    {
        var orders = await ShipAsync(_desk, Shipped, 4);
        var first = await ComplainAsync(_desk, orders[0]);
        await FollowAsync(_desk);
        (await MarkAsync(first)).ShouldBeNull("one customer is nothing to see");

        var second = await ComplainAsync(_desk, orders[1]);
        await FollowAsync(_desk);
        (await MarkAsync(first), await MarkAsync(second)).ShouldBe(((2, null), (2, null)));

        var third = await ComplainAsync(_desk, orders[2]);
        await FollowAsync(_desk);
        var item = (await ItemsAsync(_desk)).ShouldHaveSingleItem();
        (await MarkAsync(first), await MarkAsync(third)).ShouldBe(((3, item.Id), (3, item.Id)));
        (await _desk.Get<CaseQueries>().DetailsAsync(_desk.Agent, first)).Value!.SameBatch!.ItemId.ShouldBe(item.Id);

        (await _desk.Get<RejectFeedback>().ExecuteAsync(new(item.Id, "洗坏的"), _desk.Supervisor)).Refusal.ShouldBeNull();
        await FollowAsync(_desk);
        (await MarkAsync(first)).ShouldBeNull();
    }

    [Fact]
    public async Task Mark_OfWhatIsOnlyForming_EndsWithItsWindow()
    {
        var orders = await ShipAsync(_desk, Shipped, 2);
        var first = await ComplainAsync(_desk, orders[0]);
        await ComplainAsync(_desk, orders[1]);
        await FollowAsync(_desk);
        (await MarkAsync(first)).ShouldNotBeNull();

        _desk.Time.Move(TimeSpan.FromDays(15));
        await FollowAsync(_desk);
        (await MarkAsync(first)).ShouldBeNull();
    }

    [Fact]
    public async Task Rejected_ItsCasesCountTowardsNoOther()
    {
        var item = await OpenAsync(_desk, Shipped, 6);
        (await _desk.Get<RejectFeedback>().ExecuteAsync(new(item.Id, "洗坏的"), _desk.Supervisor)).Refusal.ShouldBeNull();
        await ComplainAsync(_desk, "771115000004");
        await ComplainAsync(_desk, "771115000005");
        await FollowAsync(_desk);
        (await ItemsAsync(_desk)).Count.ShouldBe(1);

        _desk.Time.Move(TimeSpan.FromMinutes(1));
        await ComplainAsync(_desk, "771115000006");
        await FollowAsync(_desk);
        (await ItemsAsync(_desk)).Select(one => (one.State, one.Cases)).ShouldBe([(FeedbackState.Rejected, 3), (FeedbackState.Open, 3)]);
    }

    [Fact]
    public async Task WhoKeepsAnotherNumber_IsFollowed()
    {
        (await _desk.Get<ChangeFeedbackPolicy>().ExecuteAsync(new(1, FeedbackPolicy.Default with { Customers = 2 }), _desk.Supervisor)).Value.ShouldBe(2);
        (await _desk.Get<ChangeFeedbackPolicy>().ExecuteAsync(new(1, FeedbackPolicy.Default with { Customers = 4 }), _desk.Owner)).Refusal!.Code.ShouldBe("policy.stale");
        (await _desk.Get<ChangeFeedbackPolicy>().ExecuteAsync(new(2, FeedbackPolicy.Default with { Customers = 4 }), _desk.Agent)).Refusal!.Code.ShouldBe("forbidden");
        foreach (var order in await ShipAsync(_desk, Shipped, 2)) await ComplainAsync(_desk, order);
        await FollowAsync(_desk);

        (await ItemsAsync(_desk)).ShouldHaveSingleItem();
    }

    private async Task<(int Cases, Guid? ItemId)?> MarkAsync(string number)
    {
        await using var db = _desk.Db();
        var id = await db.Cases.Where(c => c.Number == number).Select(c => c.Id).SingleAsync();
        var row = (await QueueRows.ReadAsync(_desk.Get<AfterSales.Application.Persistence.Databases>(), _desk.StoreId, [id], CancellationToken.None)).Open[id];
        return row.SameBatch is { } mark ? (mark.Cases, mark.ItemId) : null;
    }
}
