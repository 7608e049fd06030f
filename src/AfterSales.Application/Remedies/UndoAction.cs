using AfterSales.Application.Cases;
using AfterSales.Application.Ledger;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Remedies;

/// <param name="SeenVersion">The version of the action on the screen.</param>
public sealed record UndoActionInput(string Number, Guid ActionId, string Reason, int? SeenVersion = null);

/// <summary>
/// Takes the last move of an action back, with a reason, as long as no money moved and nothing that waited for it went on. What the move told is no fact
/// any more, and what it cost is booked back. A case that is over has to be reopened first.
/// </summary>
public sealed class UndoAction(CaseLocks locks, PlaybookShelf shelf)
{
    public async Task<Result<int>> ExecuteAsync(UndoActionInput input, Actor actor, CancellationToken ct = default)
    {
        await shelf.RememberAsync(actor.StoreId, input.Number, ct);
        var opened = await locks.OpenAsync(actor, Permission.ViewCases, input.Number, input.ActionId, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        var (work, actions, action) = opened.Value;
        await using var _ = work;
        if (!work.Subject.IsOpen) return Refusal.Rule("case.not_open", work.Subject.Number);

        var steps = await work.Db.ActionSteps.AsNoTracking().Where(s => s.ActionId == action.Id).OrderBy(s => s.Id).ToListAsync(ct);
        if (Domain.Remedies.ActionFlows.Standing(action.Flow, steps) is [.., var last] && !ActionRights.MayUndo(actor, action, last)) return Refusal.Forbidden();
        var undone = action.Undo(steps, PlainText.Storable(input.Reason), actions.All, work.Now);
        if (!undone.Ok) return undone.Refusal;
        actions.Keep(action, undone.Value, CaseEventKind.ActionUndone);
        await actions.SettleAsync(work, action, ct);
        return await shelf.AtHandAsync(work.Subject, ct) is { } rules ? await work.CommitWithEvaluationAsync(rules, ct) : await work.CommitAsync(ct);
    }
}
