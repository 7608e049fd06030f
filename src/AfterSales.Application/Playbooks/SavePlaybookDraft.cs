using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <param name="Name">A case type, or <c>Shared</c>.</param>
/// <param name="Document">DMN.</param>
/// <param name="Draft">The draft that was on the screen; null begins one.</param>
/// <param name="BasedOn">The latest version on the screen: what a draft that is begun changes.</param>
public sealed record SavePlaybookDraftInput(string Name, string Document, DraftSeen? Draft, int BasedOn);

/// <summary>
/// Saves what somebody makes of a playbook. What cannot be read is refused and nothing of it kept; what is wrong in other ways is kept, for it is
/// being worked on. Of two people who changed the same revision, the second is refused as stale; so is who begins a draft from a version that is not the latest any
/// more, or the draft would silently take back what was published meanwhile.
/// </summary>
public sealed class SavePlaybookDraft(Databases databases, TimeProvider time)
{
    /// <summary>Characters; the largest that ships has a twentieth of it.</summary>
    public const int MaxDocument = 1_000_000;

    /// <summary>The draft as it is now.</summary>
    public async Task<Result<DraftSeen>> ExecuteAsync(SavePlaybookDraftInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPlaybooks)) return Refusal.Forbidden();
        if (input.Document.Length > MaxDocument) return Refusal.Invalid("playbook.too_large", MaxDocument);
        if (DmnReader.Read(input.Document) is { Playbook: null, Problems: [var problem, ..] }) return Refusal.Invalid(problem.Code, [.. problem.Args]);

        await using var db = databases.For(actor);
        var draft = await db.PlaybookDrafts.SingleOrDefaultAsync(d => d.Name == input.Name, ct);
        if (draft is null)
        {
            if (input.Draft is not null) return Refusal.Conflict("playbook.draft_gone", input.Name);
            var latest = await db.PlaybookVersions.Where(p => p.Name == input.Name).MaxAsync(p => (int?)p.Version, ct);
            if (latest is not { } version) return Refusal.NotFound("playbook.not_found", input.Name);
            if (version != input.BasedOn) return Refusal.Conflict("playbook.newer_version", version);
            draft = new(Ids.New(time.GetUtcNow()), actor.StoreId, input.Name, version, "");
            db.PlaybookDrafts.Add(draft);
        }
        else if (input.Draft != draft.Seen) return Refusal.Conflict("playbook.draft_stale", draft.ChangedBy);
        draft.Change(input.Document, actor, time.GetUtcNow());
        return await db.SaveDraftAsync(draft, ct);
    }
}
