using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Playbooks;

/// <param name="Version">What the draft shall say.</param>
/// <param name="BasedOn">The latest version on the screen.</param>
public sealed record RestorePlaybookInput(string Name, int Version, int BasedOn);

/// <summary>Begins a draft that says what an earlier version said (SPEC 4: any version can be restored). It is proposed and published like any other.</summary>
public sealed class RestorePlaybook(PlaybookQueries playbooks, SavePlaybookDraft save)
{
    /// <summary>The new draft; refused while somebody works on another one, and when a version was published meanwhile.</summary>
    public async Task<Result<DraftSeen>> ExecuteAsync(RestorePlaybookInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPlaybooks)) return Refusal.Forbidden();
        var text = await playbooks.TextAsync(actor, input.Name, input.Version, ct);
        return text.Ok ? await save.ExecuteAsync(new(input.Name, text.Value.Document, null, input.BasedOn), actor, ct) : text.Refusal;
    }
}
