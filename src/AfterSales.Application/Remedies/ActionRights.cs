using AfterSales.Application.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Remedies;

/// <summary>Who may do what with an action.</summary>
internal static class ActionRights
{
    /// <summary>Agents do their desk's moves, the warehouse its own; a parcel that leaves is noted by either. Payments go on where payments are made.</summary>
    public static bool MayMove(Actor actor, CaseAction action, ActionState to) =>
        action.Flow != ActionFlow.Payout && ActionFlows.Find(action.Flow, action.State, to) is { } move && MayMove(actor, action.Flow, action.Desk, move);

    /// <summary>The refusal of a move that is somebody else's; a move that the flow does not have is refused by the action itself.</summary>
    public static Refusal? Forbids(Actor actor, CaseAction action, ActionState to) =>
        ActionFlows.Find(action.Flow, action.State, to) is null
            ? actor.May(Permission.HandleCases) || actor.May(Permission.WorkWarehouse) ? null : Refusal.Forbidden()
            : MayMove(actor, action, to) ? null : Refusal.Forbidden();

    private static bool MayMove(Actor actor, ActionFlow flow, Desk desk, ActionMove move) => move.By switch
    {
        Desk.Warehouse => actor.May(Permission.WorkWarehouse),
        _ when desk == Desk.Warehouse || flow == ActionFlow.Shipment => actor.May(Permission.WorkWarehouse) || actor.May(Permission.HandleCases),
        _ => actor.May(Permission.HandleCases),
    };

    /// <summary>Whoever may make a move may take it back.</summary>
    public static bool MayUndo(Actor actor, CaseAction action, ActionStep last) =>
        ActionFlows.Find(action.Flow, last.From, last.To) is { } move && MayMove(actor, action.Flow, action.Desk, move);

    /// <summary>The case, locked, for whoever may look at it and said which action, as they saw it.</summary>
    public static async Task<Result<(LockedCase Work, CaseActions Actions, CaseAction Action)>> OpenAsync(this CaseLocks locks, Actor actor, Permission needs, string number, Guid actionId, int? seenVersion, CancellationToken ct)
    {
        var opened = await locks.OpenAsync(actor, needs, number, null, ct);
        if (!opened.Ok) return opened.Refusal;
        var work = opened.Value;
        try
        {
            var actions = await CaseActions.LoadAsync(work, ct);
            var action = actions.All.Find(a => a.Id == actionId);
            var refusal = action is null ? Refusal.NotFound("action.not_found") : seenVersion is { } seen && seen != action.Version ? Refusal.Conflict("action.stale") : null;
            if (refusal is null) return (work, actions, action!);
            await work.DisposeAsync();
            return refusal;
        }
        catch
        {
            await work.DisposeAsync();
            throw;
        }
    }
}
