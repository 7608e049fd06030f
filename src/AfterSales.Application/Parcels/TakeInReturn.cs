using AfterSales.Application.Cases;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Remedies;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Parcels;

/// <param name="Waybill">What was scanned; may be left out where the number was written down before.</param>
public sealed record TakeInReturnInput(string Number, Guid ActionId, string? Waybill, string? Courier);

/// <summary>
/// Goods are back: the return has arrived and waits for inspection, and the playbook knows that it was scanned. A parcel that is scanned twice, by two people
/// or by one who is not sure, is taken in once.
/// </summary>
public sealed class TakeInReturn(CaseLocks locks, PlaybookShelf shelf)
{
    public async Task<Result<int>> ExecuteAsync(TakeInReturnInput input, Actor actor, CancellationToken ct = default)
    {
        await shelf.RememberAsync(actor.StoreId, input.Number, ct);
        var opened = await locks.OpenAsync(actor, Permission.WorkWarehouse, input.Number, input.ActionId, null, ct);
        if (!opened.Ok) return opened.Refusal;
        var (work, actions, action) = opened.Value;
        await using var _ = work;
        if (action is { Flow: ActionFlow.Return, State: ActionState.Arrived }) return action.Version;
        if (action.Flow != ActionFlow.Return) return Refusal.Rule("action.illegal_move", action.State, ActionState.Arrived);

        var arrived = action.Move(ActionState.Arrived, new ActionDetails { Waybill = WarehouseWork.Text(input.Waybill), Courier = WarehouseWork.Text(input.Courier) }, actions.All, work.Now);
        if (!arrived.Ok) return arrived.Refusal;
        actions.Keep(action, arrived.Value);
        if (await shelf.AtHandAsync(work.Subject, ct) is { } rules) await work.CommitWithEvaluationAsync(rules, ct);
        else await work.CommitAsync(ct);
        return action.Version;
    }
}
