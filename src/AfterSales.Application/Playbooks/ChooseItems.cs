using AfterSales.Application.Cases;
using AfterSales.Application.Ledger;
using AfterSales.Application.Remedies;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <param name="Keys">The keys of the order's lines; none takes the choice back.</param>
public sealed record ChooseItemsInput(string Number, IReadOnlyList<string> Keys, int? SeenVersion);

/// <summary>
/// Somebody says which items of the order the case is about; what was paid for them follows. What was asked for or approved for other items is void.
/// </summary>
public sealed class ChooseItems(CaseLocks locks, PlaybookShelf shelf)
{
    public async Task<Result<int>> ExecuteAsync(ChooseItemsInput input, Actor actor, CancellationToken ct = default)
    {
        await shelf.RememberAsync(actor.StoreId, input.Number, ct);
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        var known = await work.Db.OrderLines.Where(l => l.OrderNo == work.Subject.OrderNo).Select(l => l.LineKey).ToListAsync(ct);
        if (input.Keys.Except(known).FirstOrDefault() is { } stray) return Refusal.Invalid("case.item_unknown", stray);
        var chosen = work.Subject.ChooseItems(input.Keys);
        if (!chosen.Ok) return chosen.Refusal;
        work.Record(chosen.Value);
        var actions = await CaseActions.LoadAsync(work, ct);
        await actions.VoidWhatChangedAsync(work, ct);
        await actions.SettleClaimsAsync(work, ct);
        return await work.CommitWithEvaluationAsync(shelf, ct);
    }
}
