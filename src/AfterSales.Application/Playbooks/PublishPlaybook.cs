using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <param name="Draft">What was read: nothing else is published.</param>
public sealed record PublishPlaybookInput(string Name, DraftSeen Draft);

/// <summary>
/// Makes a proposed draft the latest version (SPEC 4). Only somebody who had no hand in it may. Open cases keep the version they
/// follow; those that are opened <see cref="Lead"/> later follow the new one. A new version of what all types share is a new version of each type.
/// </summary>
public sealed class PublishPlaybook(Databases databases, ChangeSignal signal, TimeProvider time)
{
    /// <summary>
    /// How much later a version comes into force than it is published (ADR 19). It is longer than a commit takes and a node goes on with the versions it knows, together: so
    /// no case is answered by the old rules first and by the new ones afterwards.
    /// </summary>
    public static readonly TimeSpan Lead = TimeSpan.FromSeconds(5);

    /// <summary>The new version's number.</summary>
    public async Task<Result<int>> ExecuteAsync(PublishPlaybookInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPlaybooks)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // One at a time in a store: a type must not be published with shared rules that were replaced a moment ago.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('playbooks:' || {actor.StoreId}::text, 0))", ct);
        // Whoever saves the draft at this moment is waited for here, not between the time that is written and the commit.
        await db.Database.ExecuteSqlAsync($"select 1 from playbook_drafts where store_id = {actor.StoreId} and name = {input.Name} for update", ct);
        var seen = await db.SeenAsync(input.Name, input.Draft, ct);
        if (!seen.Ok) return seen.Refusal;
        var draft = seen.Value;
        if (draft.WhyNotPublish(actor) is { } refusal) return refusal;
        var latest = await LatestAsync(db, ct);
        var problems = await DraftCheck.OfAsync(db, draft.Name, draft.Document, ct);
        if (problems.Count(problem => problem.Severity == Severity.Error) is > 0 and var errors) return Refusal.Rule("playbook.has_errors", errors);

        db.PlaybookVersions.AddRange(VersionsOf(draft, latest, actor));
        db.PlaybookDrafts.Remove(draft);
        var saved = await db.SaveDraftAsync(draft, ct);
        if (!saved.Ok) return saved.Refusal;
        await transaction.CommitAsync(ct);
        signal.StoreChanged(actor.StoreId);
        return latest[draft.Name].Version + 1;
    }

    private IEnumerable<PlaybookVersion> VersionsOf(PlaybookDraft draft, Dictionary<string, PlaybookVersion> latest, Actor actor)
    {
        var inForce = time.GetUtcNow() + Lead;
        var shared = latest[DefaultPlaybooks.SharedName];
        if (draft.Name != DefaultPlaybooks.SharedName)
            return [Next(draft.Name, new(draft.Document, shared.Document), shared.Version)];
        return
        [
            Next(draft.Name, new(draft.Document, null), null),
            .. DefaultPlaybooks.Types.Select(type => Next(type, new(latest[type].Document, draft.Document), shared.Version + 1)),
        ];

        PlaybookVersion Next(string name, PlaybookFiles files, int? sharedVersion) =>
            new PlaybookVersion(draft.StoreId, name, latest[name].Version + 1, files.Own, sharedVersion, files.Hash, draft.Note, inForce).By(draft.ProposedById, draft.ProposedBy ?? "", actor);
    }

    private static async Task<Dictionary<string, PlaybookVersion>> LatestAsync(StoreDb db, CancellationToken ct) =>
        await db.PlaybookVersions.AsNoTracking().Where(p => !db.PlaybookVersions.Any(later => later.Name == p.Name && later.Version > p.Version)).ToDictionaryAsync(p => p.Name, StringComparer.Ordinal, ct);
}
