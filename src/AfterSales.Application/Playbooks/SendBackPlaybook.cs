using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Playbooks;

public sealed record SendBackPlaybookInput(string Name, DraftSeen Draft, string Because);

/// <summary>Says no to a proposed draft, with the reason; who proposed it is told, and may go on with it.</summary>
public sealed class SendBackPlaybook(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result<DraftSeen>> ExecuteAsync(SendBackPlaybookInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPlaybooks)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var seen = await db.SeenAsync(input.Name, input.Draft, ct);
        if (!seen.Ok) return seen.Refusal;
        var proposedBy = seen.Value.ProposedById;
        if (seen.Value.SendBack(input.Because, actor).Refusal is { } refusal) return refusal;
        var now = time.GetUtcNow();
        Notification[] told = proposedBy is not { } person || person == actor.PersonId ? [] :
        [
            new(Ids.New(now), actor.StoreId, person, "playbook.sent_back", $"playbook.sent_back:{seen.Value.Id:N}:{seen.Value.Revision}", null, null,
                new(StringComparer.Ordinal) { ["by"] = actor.Name, ["playbook"] = input.Name, ["note"] = seen.Value.SentBackBecause }, now),
        ];
        var saved = await db.SaveDraftAsync(seen.Value, told, ct);
        if (saved.Ok && told is [var one]) signal.PersonNotified(actor.StoreId, one.PersonId);
        return saved;
    }
}
