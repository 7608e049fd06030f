using AfterSales.Application.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Playbooks;

/// <summary>Moves an open case from the version of the playbook that it follows to the latest one (SPEC 4). What was said of it stays said.</summary>
public sealed class FollowLatestPlaybook(CaseLocks locks, PlaybookShelf shelf)
{
    public async Task<Result<int>> ExecuteAsync(string number, int? seenVersion, Actor actor, CancellationToken ct = default)
    {
        if (await shelf.RememberAsync(actor.StoreId, number, ct) is { } before) await shelf.FindAsync(actor.StoreId, before.Name, before.Latest, ct);
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, number, seenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        if (await shelf.AtHandAsync(work.Subject, ct) is not { } now) return Refusal.Rule("guidance.type_needed", number);
        var moved = work.Subject.FollowPlaybook(now.Latest, now.Version);
        if (!moved.Ok) return moved.Refusal;
        work.Record(moved.Value);
        var latest = await shelf.FindAsync(actor.StoreId, now.Name, now.Latest, ct);
        return await work.CommitWithEvaluationAsync(latest!, ct);
    }
}
