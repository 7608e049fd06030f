using AfterSales.Application.Parcels;
using AfterSales.Domain.Parcels;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Parcels.WarehouseCase;

namespace AfterSales.Application.Tests.Parcels;

/// <summary>The warehouse's answer is a fact, its photo evidence, and the check is done: all at once or not at all.</summary>
public sealed class CheckWeighSlipTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Check_BothPapersAtOnce_AreTwoFactsAndTwoActionsDone()
    {
        var number = await CheckAsync(_desk);

        (await AnswerAsync(number, "confirms", "as ordered", new(0.58m, 0.31m))).Refusal.ShouldBeNull();

        (await FactAsync(_desk, number, "weigh slip")).ShouldBe(Value.Of("confirms"));
        (await FactAsync(_desk, number, "order sheet")).ShouldBe(Value.Of("as ordered"));
        (await ActionAsync(_desk, number, "weigh slip")).State.ShouldBe(ActionState.Done);
        (await ActionAsync(_desk, number, "order sheet")).State.ShouldBe(ActionState.Done);
        await using var db = _desk.Db();
        (await db.ActionSteps.AsNoTracking().ToListAsync()).Select(s => s.Details.Weighing).ShouldBe([new Weighing(0.58m, 0.31m), null], ignoreOrder: true);
        (await db.Evidence.CountAsync(e => e.ContentType == "image/gif")).ShouldBe(1);
    }

    [Fact]
    public async Task Check_WhatCannotBeSaid_LeavesTheCheckOpen()
    {
        var number = await CheckAsync(_desk);

        (await AnswerAsync(number, "heavy", null, null)).Refusal!.Code.ShouldBe("fact.not_allowed");
        (await AnswerAsync(number, null, null, null)).Refusal!.Code.ShouldBe("weighing.verdict_needed");
        (await AnswerAsync(number, "confirms", null, new(0.58m, 0.0001m))).Refusal!.Code.ShouldBe("weighing.weight_invalid");

        (await ActionAsync(_desk, number, "weigh slip")).State.ShouldBe(ActionState.Open);
        (await FactAsync(_desk, number, "weigh slip")).IsKnown.ShouldBeFalse();
        await using var db = _desk.Db();
        (await db.Evidence.CountAsync()).ShouldBe(0, "the photo of an answer that was refused");
    }

    [Fact]
    public async Task Check_ByTwoAtOnce_IsAnsweredOnce()
    {
        var number = await CheckAsync(_desk);
        var check = await ActionAsync(_desk, number, "weigh slip");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() =>
            _desk.Get<CheckWeighSlip>().ExecuteAsync(new(number, check.Id, i % 2 == 0 ? "confirms" : "contradicts", null, null, null, null, check.Version), _desk.Warehouse))));

        answers.Count(answer => answer.Ok).ShouldBe(1);
        answers.Where(answer => !answer.Ok).ShouldAllBe(answer => answer.Refusal!.Kind == RefusalKind.Conflict);
        await using var db = _desk.Db();
        (await db.CaseFacts.CountAsync(f => f.Name == "weigh slip")).ShouldBe(1);
    }

    [Fact]
    public async Task Check_BySomebodyElse_IsRefused()
    {
        var number = await CheckAsync(_desk);
        var check = await ActionAsync(_desk, number, "weigh slip");
        var use = _desk.Get<CheckWeighSlip>();

        (await use.ExecuteAsync(new(number, check.Id, "confirms", null, null, null), _desk.Agent)).Refusal!.Code.ShouldBe("forbidden");
        (await use.ExecuteAsync(new(number, check.Id, "confirms", null, null, null), await _desk.StrangerAsync())).Refusal!.Code.ShouldBe("case.not_found");
    }

    private async Task<Result<int>> AnswerAsync(string number, string? slip, string? sheet, Weighing? weighing) =>
        await _desk.Get<CheckWeighSlip>().ExecuteAsync(new(number, (await ActionAsync(_desk, number, "weigh slip")).Id, slip, sheet, weighing, null, await PhotoAsync(_desk)), _desk.Warehouse);
}
