using AfterSales.Application.Cases;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Remedies;

/// <param name="SeenVersion">The version of the action on the screen.</param>
public sealed record VoidActionInput(string Number, Guid ActionId, string Reason, int? SeenVersion = null);

/// <summary>Takes an action out of a case, with a reason, as long as no money moved. What it asked for, and what would have been paid, goes with it.</summary>
public sealed class VoidAction(CaseLocks locks)
{
    public async Task<Result<int>> ExecuteAsync(VoidActionInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        var actions = await CaseActions.LoadAsync(work, ct);
        if (actions.All.Find(a => a.Id == input.ActionId) is not { } action) return Refusal.NotFound("action.not_found");
        if (input.SeenVersion is { } seen && seen != action.Version) return Refusal.Conflict("action.stale");

        // A payment on its way may have arrived already, whatever the action says.
        var payout = actions.Payouts.Find(p => p.ActionId == action.Id && p.State != Domain.Ledger.PayoutState.Voided);
        if (payout is not null)
        {
            var taken = payout.Void(work.Now);
            if (!taken.Ok) return taken.Refusal!;
            actions.Book(taken.Value);
        }
        var voided = action.Void(PlainText.Storable(input.Reason), actions.All, work.Now);
        if (!voided.Ok) return voided.Refusal;
        actions.Keep(action, voided.Value, CaseEventKind.ActionVoided);
        foreach (var request in actions.Approvals.Where(r => r.ActionId == action.Id))
            if (request.Void(work.Now)) work.Record(CaseEvent.Of(CaseEventKind.ApprovalVoided, ("remedy", request.Remedy), ("amount", request.Amount), ("reason", input.Reason)));
        actions.LetClockFollow();
        return await work.CommitAsync(ct);
    }
}
