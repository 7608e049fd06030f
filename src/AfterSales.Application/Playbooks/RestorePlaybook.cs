using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Playbooks;

/// <summary>Begins a draft that says what an earlier version said (SPEC 4: any version can be restored). It is proposed and published like any other.</summary>
public sealed class RestorePlaybook(PlaybookQueries playbooks, SavePlaybookDraft save)
{
    /// <summary>The new draft's revision; refused while somebody works on another draft.</summary>
    public async Task<Result<int>> ExecuteAsync(string name, int version, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPlaybooks)) return Refusal.Forbidden();
        var text = await playbooks.TextAsync(actor, name, version, ct);
        return text.Ok ? await save.ExecuteAsync(new(name, text.Value.Document, null), actor, ct) : text.Refusal;
    }
}
