using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <param name="Name">A case type, or <c>Shared</c>.</param>
/// <param name="Document">DMN.</param>
/// <param name="Revision">The revision of the draft that was on the screen; null begins one.</param>
public sealed record SavePlaybookDraftInput(string Name, string Document, int? Revision);

/// <summary>
/// Saves what somebody makes of a playbook. What cannot be read is refused and nothing of it kept; what is wrong in other ways is kept, for it is
/// being worked on. Of two people who changed the same revision, the second is refused as stale.
/// </summary>
public sealed class SavePlaybookDraft(Databases databases, TimeProvider time)
{
    /// <summary>Characters; the largest that ships has a twentieth of it.</summary>
    public const int MaxDocument = 1_000_000;

    /// <summary>The draft's new revision.</summary>
    public async Task<Result<int>> ExecuteAsync(SavePlaybookDraftInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPlaybooks)) return Refusal.Forbidden();
        if (input.Document.Length > MaxDocument) return Refusal.Invalid("playbook.too_large", MaxDocument);
        if (DmnReader.Read(input.Document) is { Playbook: null, Problems: [var problem, ..] }) return Refusal.Invalid(problem.Code, [.. problem.Args]);

        await using var db = databases.For(actor);
        var draft = await db.PlaybookDrafts.SingleOrDefaultAsync(d => d.Name == input.Name, ct);
        if (draft is null)
        {
            if (input.Revision is not null) return Refusal.Conflict("playbook.draft_gone", input.Name);
            var latest = await db.PlaybookVersions.Where(p => p.Name == input.Name).MaxAsync(p => (int?)p.Version, ct);
            if (latest is not { } version) return Refusal.NotFound("playbook.not_found", input.Name);
            draft = new(actor.StoreId, input.Name, version, "");
            db.PlaybookDrafts.Add(draft);
        }
        else if (input.Revision != draft.Revision) return Refusal.Conflict("playbook.draft_stale", draft.ChangedBy);
        draft.Change(input.Document, actor, time.GetUtcNow());
        return await db.SaveDraftAsync(draft, ct);
    }
}
