using AfterSales.Application.Cases;
using AfterSales.Application.Parcels;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Parcels.WarehouseCase;

namespace AfterSales.Application.Tests.Parcels;

/// <summary>Goods come back, are looked at, and what waited for them may leave.</summary>
public sealed class ReturnTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Inspect_WhatIsFitForAnExchange_LetsItBePacked()
    {
        var number = await ExchangeAsync(_desk);
        await SentBackAsync(_desk, number);
        (await _desk.Get<PutOnWait>().ExecuteAsync(new(number, Waiting.Warehouse, null), _desk.Agent)).Refusal.ShouldBeNull();
        var exchange = await ActionAsync(_desk, number, "exchange");
        (await PackAsync(number, exchange)).Refusal!.Code.ShouldBe("action.waits");

        await ArrivedAsync(_desk, number);
        (await FactAsync(_desk, number, "return scanned")).ShouldBe(Value.True);
        (await InspectAsync(number, new(InspectionVerdict.Exchange, HasDefect: false, Good: 1, Defective: 0))).Refusal.ShouldBeNull();

        (await FactAsync(_desk, number, "inspection")).ShouldBe(Value.Of("no defect"));
        (await PackAsync(number, exchange)).Refusal.ShouldBeNull();
        await using var db = _desk.Db();
        (await db.Evidence.CountAsync(e => e.ContentType == "image/gif")).ShouldBe(1);
        (await db.Cases.SingleAsync()).WaitingFor.ShouldBeNull("the warehouse has answered");
    }

    [Fact]
    public async Task Inspect_WhatIsFitForNothing_KeepsTheExchangeBack()
    {
        var number = await ExchangeAsync(_desk);
        await ArrivedAsync(_desk, number);

        (await InspectAsync(number, new(InspectionVerdict.Fail, HasDefect: true, Good: 0, Defective: 1))).Refusal.ShouldBeNull();

        (await ActionAsync(_desk, number, ActionCatalogue.Return)).State.ShouldBe(ActionState.Failed);
        (await FactAsync(_desk, number, "inspection")).ShouldBe(Value.Of("defect"));
        (await PackAsync(number, await ActionAsync(_desk, number, "exchange"))).Refusal!.Code.ShouldBe("action.waits");
    }

    [Fact]
    public async Task Inspect_WhatCannotBe_IsRefused()
    {
        var number = await ExchangeAsync(_desk);
        var back = await ArrivedAsync(_desk, number);

        (await InspectAsync(number, new(InspectionVerdict.Refund, false, 0, 0))).Refusal!.Code.ShouldBe("return.count_needed");
        (await InspectAsync(number, new(InspectionVerdict.Refund, HasDefect: false, 0, 1))).Refusal!.Code.ShouldBe("action.defect_denied");
        (await InspectAsync(number, new(InspectionVerdict.Refund, false, -1, 2))).Refusal!.Code.ShouldBe("action.counts_invalid");
        (await _desk.Get<InspectReturn>().ExecuteAsync(new(number, back.Id, new(InspectionVerdict.Refund, false, 1, 0), null), _desk.Agent)).Refusal!.Code.ShouldBe("forbidden");
        (await ActionAsync(_desk, number, ActionCatalogue.Return)).State.ShouldBe(ActionState.Arrived);
    }

    [Fact]
    public async Task Inspect_ByTwoAtOnce_IsOneInspection()
    {
        var number = await ExchangeAsync(_desk);
        var back = await ArrivedAsync(_desk, number);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => _desk.Get<InspectReturn>().ExecuteAsync(
            new(number, back.Id, i % 2 == 0 ? new(InspectionVerdict.Exchange, false, 1, 0) : new(InspectionVerdict.Fail, true, 0, 1), null, null, back.Version), _desk.Warehouse))));

        answers.Count(answer => answer.Ok).ShouldBe(1);
        answers.Where(answer => !answer.Ok).ShouldAllBe(answer => answer.Refusal!.Code == "action.stale");
        await using var db = _desk.Db();
        (await db.ActionSteps.CountAsync(s => s.ActionId == back.Id && s.From == ActionState.Arrived)).ShouldBe(1);
    }

    [Fact]
    public async Task TakeIn_TheSameWaybillTwiceAtOnce_ArrivesOnce()
    {
        var number = await ExchangeAsync(_desk);
        await SentBackAsync(_desk, number);
        var back = await ActionAsync(_desk, number, ActionCatalogue.Return);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _desk.Get<TakeInReturn>().ExecuteAsync(new(number, back.Id, Waybill, null), _desk.Warehouse))));

        answers.ShouldAllBe(answer => answer.Ok);
        await using var db = _desk.Db();
        (await db.ActionSteps.CountAsync(s => s.ActionId == back.Id && s.To == ActionState.Arrived)).ShouldBe(1);
    }

    [Fact]
    public async Task TakeIn_BeforeAnybodyWroteTheNumberDown_NeedsOne()
    {
        var number = await ExchangeAsync(_desk);
        var back = await ActionAsync(_desk, number, ActionCatalogue.Return);

        (await _desk.Get<TakeInReturn>().ExecuteAsync(new(number, back.Id, null, null), _desk.Warehouse)).Refusal!.Code.ShouldBe("action.waybill_needed");
        (await _desk.Get<TakeInReturn>().ExecuteAsync(new(number, back.Id, "No: yt7788120099", null), _desk.Warehouse)).Refusal.ShouldBeNull();
        (await ActionAsync(_desk, number, ActionCatalogue.Return)).Waybill.ShouldBe(Waybill, "as a scanner will read it");
    }

    private async Task<Result<int>> InspectAsync(string number, Inspection found)
    {
        var back = await ActionAsync(_desk, number, ActionCatalogue.Return);
        return await _desk.Get<InspectReturn>().ExecuteAsync(new(number, back.Id, found, "吊牌还在", await PhotoAsync(_desk), back.Version), _desk.Warehouse);
    }

    private Task<Result<int>> PackAsync(string number, CaseAction exchange) =>
        _desk.Get<MoveAction>().ExecuteAsync(new(number, exchange.Id, ActionState.Packed, new ActionDetails()), _desk.Warehouse);
}
