using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <param name="Note">What changes and why, for who has to publish it.</param>
public sealed record ProposePlaybookInput(string Name, DraftSeen Draft, string Note);

/// <summary>Asks a second person to publish a draft. Whoever may is told. A draft with errors is refused; warnings are the publisher's to weigh.</summary>
public sealed class ProposePlaybook(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result<DraftSeen>> ExecuteAsync(ProposePlaybookInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPlaybooks)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var seen = await db.SeenAsync(input.Name, input.Draft, ct);
        if (!seen.Ok) return seen.Refusal;
        var draft = seen.Value;
        var problems = await DraftCheck.OfAsync(db, draft.Name, draft.Document, ct);
        if (problems.Count(problem => problem.Severity == Severity.Error) is > 0 and var errors) return Refusal.Rule("playbook.has_errors", errors);

        var now = time.GetUtcNow();
        if (draft.Propose(input.Note, actor, now).Refusal is { } refusal) return refusal;
        var told = await PublishersAsync(db, draft, ct);
        var saved = await db.SaveDraftAsync(draft, told.Select(person => new Notification(Ids.New(now), actor.StoreId, person, "playbook.proposed", $"playbook.proposed:{draft.Id:N}:{draft.Revision}", null, null,
            new(StringComparer.Ordinal) { ["by"] = actor.Name, ["playbook"] = draft.Name, ["note"] = draft.Note }, now)), ct);
        if (saved.Ok)
        {
            foreach (var person in told) signal.PersonNotified(actor.StoreId, person);
        }
        return saved;
    }

    private static async Task<List<Guid>> PublishersAsync(StoreDb db, PlaybookDraft draft, CancellationToken ct)
    {
        var members = await db.Memberships.Select(m => new { m.PersonId, m.Role }).ToListAsync(ct);
        return [.. members.GroupBy(m => m.PersonId, m => m.Role).Where(m => Authority.Of(m).Contains(Permission.EditPlaybooks) && !draft.EditorIds.Contains(m.Key)).Select(m => m.Key)];
    }
}
