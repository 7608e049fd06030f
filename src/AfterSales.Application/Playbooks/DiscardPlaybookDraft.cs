using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Playbooks;

/// <summary>Throws a draft away, as it was on the screen.</summary>
public sealed class DiscardPlaybookDraft(Databases databases)
{
    public async Task<Result> ExecuteAsync(string name, DraftSeen draft, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPlaybooks)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var seen = await db.SeenAsync(name, draft, ct);
        if (!seen.Ok) return seen.Refusal;
        db.PlaybookDrafts.Remove(seen.Value);
        return (await db.SaveDraftAsync(seen.Value, ct)).Refusal is { } refusal ? refusal : Result.Done;
    }
}
