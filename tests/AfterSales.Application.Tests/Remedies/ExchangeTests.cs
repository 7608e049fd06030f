using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Remedies;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Remedies.RemedyDesk;

namespace AfterSales.Application.Tests.Remedies;

/// <summary>An exchange from the word to the parcel (SPEC 4.1): shipped only after the goods came back and passed inspection.</summary>
public sealed class ExchangeTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Exchange_FromAgreedToResolved_WaitsForTheReturn()
    {
        var number = await WrongItemAsync(_desk);
        (await QualityCase.AgreeAsync(_desk, number, null, "exchange")).Refusal.ShouldBeNull();
        var actions = await QualityCase.ActionsAsync(_desk, number);
        actions[0].Word.ShouldBe("inspect return");
        actions.Single(a => a.IsRemedy).After.ShouldBe([actions[0].Id]);

        (await MoveAsync(_desk, number, "exchange", ActionState.Done, new() { Waybill = "SF9" })).Refusal!.ShouldSatisfyAllConditions(r => r.Code.ShouldBe("action.waits"), r => r.Args.ShouldBe(["inspect return"]));
        (await MoveAsync(_desk, number, "inspect return", ActionState.OnTheWay)).Refusal!.Code.ShouldBe("action.waybill_needed");
        (await MoveAsync(_desk, number, "inspect return", ActionState.OnTheWay, new() { Waybill = " YT123 ", Courier = "圆通" })).Refusal.ShouldBeNull();
        (await MoveAsync(_desk, number, "inspect return", ActionState.Arrived)).Refusal!.Code.ShouldBe("forbidden", "the warehouse takes parcels in");
        (await MoveAsync(_desk, number, "inspect return", ActionState.Arrived, actor: _desk.Warehouse)).Refusal.ShouldBeNull();
        (await MoveAsync(_desk, number, "exchange", ActionState.Packed, actor: _desk.Warehouse)).Refusal!.Code.ShouldBe("action.waits");
        (await FactAsync(_desk, number, "return scanned")).ShouldBe(Value.True);

        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "收到退货就给您换"), _desk.Agent)).Refusal.ShouldBeNull();
        var resolve = await _desk.Get<ResolveCase>().ExecuteAsync(new(number, null), _desk.Agent);
        var open = (await QualityCase.ActionsAsync(_desk, number)).Where(a => a is { IsRequired: true, IsEnded: false }).Select(a => a.Word).ToList();
        open.Count.ShouldBeGreaterThan(1);
        resolve.Refusal!.ShouldSatisfyAllConditions(r => r.Code.ShouldBe("case.actions_open"), r => r.Args.ShouldBe([string.Join('|', open)]));

        (await MoveAsync(_desk, number, "inspect return", ActionState.Done, new() { Inspection = new(InspectionVerdict.Exchange, HasDefect: true, Good: 0, Defective: 1) }, _desk.Warehouse)).Refusal.ShouldBeNull();
        (await FactAsync(_desk, number, "inspection")).ShouldBe(Value.Of("defect"));
        (await MoveAsync(_desk, number, "exchange", ActionState.Packed, actor: _desk.Warehouse)).Refusal.ShouldBeNull();
        (await MoveAsync(_desk, number, "exchange", ActionState.Done, new() { Waybill = "SF9", Courier = "顺丰" })).Refusal.ShouldBeNull();
        foreach (var word in open.Except(["inspect return", "exchange"]))
            (await MoveAsync(_desk, number, word, ActionState.Done, actor: (await ActionAsync(_desk, number, word)).Desk == Desk.Warehouse ? _desk.Warehouse : _desk.Agent)).Refusal.ShouldBeNull(word);
        (await _desk.Get<ResolveCase>().ExecuteAsync(new(number, null), _desk.Agent)).Refusal.ShouldBeNull();
        (await UndoAsync(_desk, number, "exchange")).Refusal!.Code.ShouldBe("case.not_open", "what is resolved has nothing open");
    }

    [Fact]
    public async Task Undo_OfAnArrival_TakesItsFactsBack()
    {
        var number = await WrongItemAsync(_desk);
        await QualityCase.AgreeAsync(_desk, number, null, "exchange");
        await MoveAsync(_desk, number, "inspect return", ActionState.Arrived, new() { Waybill = "YT5" }, _desk.Warehouse);
        await MoveAsync(_desk, number, "inspect return", ActionState.Done, new() { Inspection = new(InspectionVerdict.Exchange, true, 0, 1) }, _desk.Warehouse);

        (await UndoAsync(_desk, number, "inspect return")).Refusal!.Code.ShouldBe("forbidden", "the warehouse's own move");
        (await UndoAsync(_desk, number, "inspect return", actor: _desk.Warehouse)).Refusal.ShouldBeNull();
        (await FactAsync(_desk, number, "inspection")).ShouldNotBe(Value.Of("defect"));
        (await FactAsync(_desk, number, "return scanned")).ShouldBe(Value.True);
        (await UndoAsync(_desk, number, "inspect return", actor: _desk.Warehouse)).Refusal.ShouldBeNull();
        (await FactAsync(_desk, number, "return scanned")).ShouldNotBe(Value.True);
        (await UndoAsync(_desk, number, "inspect return", actor: _desk.Warehouse)).Refusal!.Code.ShouldBe("action.nothing_to_undo");
    }

    [Fact]
    public async Task Void_OfTheRemedy_TakesBackWhatNobodyHasBegun()
    {
        var number = await WrongItemAsync(_desk);
        await QualityCase.AgreeAsync(_desk, number, null, "exchange");
        (await FactAsync(_desk, number, "chosen remedy")).ShouldBe(Value.Of("exchange"));
        (await VoidAsync(_desk, number, "inspect return")).Refusal!.ShouldSatisfyAllConditions(r => r.Code.ShouldBe("action.awaited"), r => r.Args.ShouldBe(["exchange"]));
        await MoveAsync(_desk, number, "order memo", ActionState.Done);

        (await VoidAsync(_desk, number, "exchange", "买家改主意")).Refusal.ShouldBeNull();

        (await QualityCase.ActionsAsync(_desk, number)).Where(a => a.State != ActionState.Voided).Select(a => a.Word).ShouldBe(["order memo"]);
        (await FactAsync(_desk, number, "chosen remedy")).IsKnown.ShouldBeFalse();
        (await QualityCase.AgreeAsync(_desk, number, null, "exchange")).Refusal.ShouldBeNull();
        (await QualityCase.ActionsAsync(_desk, number)).Count(a => a.Word == "order memo").ShouldBe(1, "what is done is not done twice");
    }

    [Fact]
    public async Task Race_TwentyPeopleAtOneAction_LeavesOneConsistentHistory()
    {
        var number = await WrongItemAsync(_desk);
        await QualityCase.AgreeAsync(_desk, number, null, "exchange");
        var returned = await ActionAsync(_desk, number, "inspect return");

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(turn => Task.Run(async () => (turn % 3) switch
        {
            0 => await _desk.Get<MoveAction>().ExecuteAsync(new(number, returned.Id, ActionState.Arrived, new() { Waybill = $"YT{turn}" }), _desk.Warehouse),
            1 => await _desk.Get<UndoAction>().ExecuteAsync(new(number, returned.Id, $"点错了 {turn}"), _desk.Supervisor),
            _ => await _desk.Get<MoveAction>().ExecuteAsync(new(number, returned.Id, ActionState.OnTheWay, new() { Waybill = $"ZT{turn}" }), _desk.Agent),
        })));

        var steps = await StepsAsync(_desk, returned.Id);
        steps.Count.ShouldBe(answers.Count(answer => answer.Ok));
        steps.Select(step => step.From).ShouldBe([ActionState.Open, .. steps.SkipLast(1).Select(step => step.To)], "each begins where the one before ended");
        (await ActionAsync(_desk, number, "inspect return")).ShouldSatisfyAllConditions(a => a.State.ShouldBe(steps[^1].To), a => a.Version.ShouldBe(returned.Version + steps.Count));
        await using var db = _desk.Db();
        (await db.History.CountAsync(h => h.Kind == CaseEventKind.ActionMoved || h.Kind == CaseEventKind.ActionUndone)).ShouldBe(steps.Count);
    }

    [Fact]
    public async Task Race_TwentyVoids_OneIsMade()
    {
        var number = await WrongItemAsync(_desk);
        await QualityCase.AgreeAsync(_desk, number, null, "exchange");
        var exchange = await ActionAsync(_desk, number, "exchange");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => _desk.Get<VoidAction>().ExecuteAsync(new(number, exchange.Id, "不用了", exchange.Version), _desk.Agent))));

        answers.Count(answer => answer.Ok).ShouldBe(1);
        answers.Where(answer => !answer.Ok).ShouldAllBe(answer => answer.Refusal!.Code == "action.stale");
        (await StepsAsync(_desk, exchange.Id)).ShouldHaveSingleItem();
    }
}
