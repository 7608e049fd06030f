using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Parcels.WarehouseCase;

namespace AfterSales.Application.Tests.Parcels;

/// <summary>A case may be resolved while the warehouse looks something up that need not be known; nobody does so without knowing, and nobody weighs for nothing.</summary>
public sealed class ResolveDespiteChecksTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Resolve_WhileTheWarehouseChecks_NamesWhat_AndChangesNothing()
    {
        var number = await AnsweredAsync();

        var refusal = (await ResolveAsync(number)).Refusal!;

        (refusal.Code, refusal.Args.Single()).ShouldBe((ResolveCase.ChecksWaiting, "weigh slip|order sheet"));
        (await WaitingAsync()).ShouldBe(2);
        await using var db = _desk.Db();
        (await db.Cases.SingleAsync(c => c.Number == number)).IsOpen.ShouldBeTrue();
    }

    [Fact]
    public async Task Resolve_DespiteThem_TakesThemBack_WithTheReason()
    {
        var number = await AnsweredAsync();

        (await ResolveAsync(number, despite: true)).Refusal.ShouldBeNull();

        (await WaitingAsync()).ShouldBe(0);
        (await ActionAsync(_desk, number, "weigh slip")).State.ShouldBe(ActionState.Voided);
        await using var db = _desk.Db();
        var voided = await db.History.Where(h => h.Kind == CaseEventKind.ActionVoided).ToListAsync();
        voided.Select(h => (h.Data["reason"], h.ActorName)).ShouldBe([("resolved", _desk.Agent.Name), ("resolved", _desk.Agent.Name)]);
        (await db.ActionSteps.CountAsync(s => s.To == ActionState.Voided && s.ByName == _desk.Agent.Name)).ShouldBe(2);
    }

    [Fact]
    public async Task Resolve_OnceTheWarehouseHasAnswered_AsksNobody()
    {
        var number = await AnsweredAsync();
        await Remedies.QualityCase.SayAsync(_desk, number, ("weigh slip", Domain.Playbooks.Values.Value.Of("confirms")), ("order sheet", Domain.Playbooks.Values.Value.Of("as ordered")));

        (await ResolveAsync(number)).Refusal.ShouldBeNull();

        (await ActionAsync(_desk, number, "weigh slip")).State.ShouldBe(ActionState.Done);
    }

    private async Task<string> AnsweredAsync()
    {
        var number = await CheckAsync(_desk);
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "亲，正在核实"), _desk.Agent)).Refusal.ShouldBeNull();
        return number;
    }

    private Task<Result<int>> ResolveAsync(string number, bool despite = false) => _desk.Get<ResolveCase>().ExecuteAsync(new(number, null, despite), _desk.Agent);

    private async Task<int> WaitingAsync()
    {
        await using var db = _desk.Db();
        return await db.CaseActions.CountAsync(a => a.Desk == Desk.Warehouse && a.Flow == ActionFlow.Check && a.State == ActionState.Open);
    }
}
