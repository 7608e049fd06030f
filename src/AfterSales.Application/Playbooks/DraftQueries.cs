using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <summary>The latest version of a playbook, and what is being made of it; null while nobody works on it.</summary>
public sealed record DraftState(int Latest, DraftOnScreen? Draft);

/// <summary>A draft with the file it is read with.</summary>
/// <param name="SharedDocument">What all types share, as DMN; null for a draft of that.</param>
/// <param name="MayPublish">Null when the reader may publish it now; else why not.</param>
public sealed record DraftOnScreen(
    string Name, int BasedOn, string Document, string? SharedDocument, DraftSeen Seen, string ChangedBy, DateTimeOffset ChangedAt, string Note, string? ProposedBy, DateTimeOffset? ProposedAt,
    string? SentBackBecause, string? SentBackBy, Refusal? MayPublish);

/// <summary>Reads drafts, for who works on them or has to publish them.</summary>
public sealed class DraftQueries(Databases databases)
{
    public async Task<Result<DraftState>> FindAsync(Actor actor, string name, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPlaybooks)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var latest = await db.PlaybookVersions.Where(p => p.Name == name).MaxAsync(p => (int?)p.Version, ct);
        if (latest is not { } version) return Refusal.NotFound("playbook.not_found", name);
        if (await db.PlaybookDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.Name == name, ct) is not { } d) return new DraftState(version, null);
        var shared = name == DefaultPlaybooks.SharedName ? null : await DraftCheck.LatestAsync(db, DefaultPlaybooks.SharedName, ct);
        return new DraftState(version, new(d.Name, d.BasedOn, d.Document, shared, d.Seen, d.ChangedBy, d.ChangedAt, d.Note, d.ProposedBy, d.ProposedAt, d.SentBackBecause, d.SentBackBy, d.WhyNotPublish(actor)));
    }

    /// <summary>What the check finds in a document that may not be saved yet.</summary>
    public async Task<Result<IReadOnlyList<PlaybookProblem>>> CheckAsync(Actor actor, string name, string document, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPlaybooks)) return Refusal.Forbidden();
        if (PlaybookFiles.PlaceOf(name) < 0) return Refusal.NotFound("playbook.not_found", name);
        await using var db = databases.For(actor);
        return new Result<IReadOnlyList<PlaybookProblem>>(await DraftCheck.OfAsync(db, name, document, ct));
    }
}
