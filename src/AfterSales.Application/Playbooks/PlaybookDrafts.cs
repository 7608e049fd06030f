using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <summary>What the commands on drafts share.</summary>
internal static class PlaybookDrafts
{
    /// <summary>The draft as it was on the screen; refused when there is none, another one, or somebody changed it since.</summary>
    public static async Task<Result<PlaybookDraft>> SeenAsync(this StoreDb db, string name, DraftSeen seen, CancellationToken ct)
    {
        var draft = await db.PlaybookDrafts.SingleOrDefaultAsync(d => d.Name == name, ct);
        return draft is null ? Refusal.Conflict("playbook.draft_gone", name)
            : draft.Seen != seen ? Refusal.Conflict("playbook.draft_stale", draft.ChangedBy)
            : draft;
    }

    /// <summary>Saves it; of two who save or begin one at the same moment, one is refused as stale.</summary>
    public static async Task<Result<DraftSeen>> SaveDraftAsync(this StoreDb db, PlaybookDraft draft, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return draft.Seen;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || UniqueViolation.Is(e, "playbook_drafts"))
        {
            return await LostAsync(db, draft.Name, ct);
        }
    }

    /// <summary>The same, and tells people of it: only once it is saved, for of two who say the same at the same moment one has nothing to tell.</summary>
    public static async Task<Result<DraftSeen>> SaveDraftAsync(this StoreDb db, PlaybookDraft draft, IEnumerable<Notification> told, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var saved = await db.SaveDraftAsync(draft, ct);
        if (!saved.Ok) return saved;
        db.Notifications.AddRange(told);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return saved;
    }

    private static async Task<Refusal> LostAsync(StoreDb db, string name, CancellationToken ct)
    {
        var by = await db.PlaybookDrafts.AsNoTracking().Where(d => d.Name == name).Select(d => d.ChangedBy).SingleOrDefaultAsync(ct);
        return by is null ? Refusal.Conflict("playbook.draft_gone", name) : Refusal.Conflict("playbook.draft_stale", by);
    }
}
