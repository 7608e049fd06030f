using AfterSales.Application.Persistence;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Remedies;

/// <summary>Whether something of a case is still open, so that it can neither be resolved nor closed.</summary>
internal static class OpenActions
{
    /// <summary>The refusal names every action that is open, in the words of the catalogue, separated by bars.</summary>
    public static async Task<Refusal?> RefusalAsync(StoreDb db, Case subject, CancellationToken ct)
    {
        if (await db.Approvals.AnyAsync(a => a.CaseId == subject.Id && (a.State == ApprovalState.Open || a.State == ApprovalState.AskedBack), ct)) return Refusal.Rule("case.approval_open", subject.Number);
        var actions = await db.CaseActions.AsNoTracking().Where(a => a.CaseId == subject.Id && a.IsRequired && a.EndedAt == null).OrderBy(a => a.AgreedAt).ThenBy(a => a.Place).ThenBy(a => a.Id).ToListAsync(ct);
        return actions.Where(a => !a.IsEnded).Select(a => a.Word).ToList() is { Count: > 0 } open ? Refusal.Rule("case.actions_open", string.Join('|', open)) : null;
    }

    /// <summary>What the warehouse was asked for and need not be known, and nobody has begun with.</summary>
    public static Task<List<CaseAction>> AtTheWarehouseAsync(StoreDb db, Case subject, CancellationToken ct) =>
        db.CaseActions.Where(a => a.CaseId == subject.Id && !a.IsRequired && a.Desk == Desk.Warehouse && a.State == ActionState.Open).OrderBy(a => a.AgreedAt).ThenBy(a => a.Place).ThenBy(a => a.Id).ToListAsync(ct);
}
