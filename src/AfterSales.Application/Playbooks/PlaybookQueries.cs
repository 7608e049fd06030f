using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <summary>A playbook of the store at a glance.</summary>
/// <param name="Name">A case type, or <c>Shared</c>.</param>
/// <param name="Draft">What is being made of it; null while nobody works on it.</param>
/// <param name="OpenCases">Open cases of the type.</param>
public sealed record PlaybookLine(string Name, int Version, DateTimeOffset At, string PublishedBy, string Note, DraftLine? Draft, int OpenCases);

public sealed record DraftLine(string ChangedBy, DateTimeOffset ChangedAt, bool IsProposed);

/// <summary>A version in the history of a playbook. Nobody published what the store started with.</summary>
/// <param name="At">When it comes into force.</param>
public sealed record VersionLine(int Version, int? SharedVersion, DateTimeOffset At, string Note, string ProposedBy, string PublishedBy);

/// <summary>A page of the history, the latest first.</summary>
/// <param name="Next">Where the next page begins; null when nothing is older.</param>
public sealed record VersionList(IReadOnlyList<VersionLine> Rows, int? Next);

/// <summary>A version with its DMN.</summary>
/// <param name="At">When it comes, or came, into force, UTC.</param>
public sealed record PlaybookText(string Name, int Version, string Document, DateTimeOffset At);

/// <summary>Reads the store's playbooks: what is in force, what was, and what is being made.</summary>
public sealed class PlaybookQueries(Databases databases)
{
    /// <summary>Versions to a page of the history.</summary>
    public const int PageSize = 100;

    public async Task<Result<IReadOnlyList<PlaybookLine>>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewPolicies)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var latest = await db.PlaybookVersions.Where(p => !db.PlaybookVersions.Any(later => later.Name == p.Name && later.Version > p.Version))
            .Select(p => new { p.Name, p.Version, p.At, p.PublishedBy, p.Note }).ToListAsync(ct);
        var drafts = await db.PlaybookDrafts.Select(d => new { d.Name, Line = new DraftLine(d.ChangedBy, d.ChangedAt, d.ProposedAt != null) }).ToDictionaryAsync(d => d.Name, d => d.Line, ct);
        var open = await db.Cases.Where(OpenStates.Condition).Where(c => c.Type != null).GroupBy(c => c.Type).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return latest.OrderBy(p => PlaybookFiles.PlaceOf(p.Name))
            .Select(p => new PlaybookLine(p.Name, p.Version, p.At, p.PublishedBy, p.Note, drafts.GetValueOrDefault(p.Name), open.Find(o => o.Key.ToString() == p.Name)?.Count ?? 0)).ToList();
    }

    /// <summary>The versions, the latest first, a page at a time.</summary>
    /// <param name="before">The <see cref="VersionList.Next"/> of the page before; null for the first.</param>
    public async Task<Result<VersionList>> HistoryAsync(Actor actor, string name, int? before = null, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewPolicies)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var versions = await db.PlaybookVersions.Where(p => p.Name == name && (before == null || p.Version < before)).OrderByDescending(p => p.Version).Take(PageSize + 1)
            .Select(p => new VersionLine(p.Version, p.SharedVersion, p.At, p.Note, p.ProposedBy, p.PublishedBy)).ToListAsync(ct);
        if (versions.Count == 0 && before is null) return Refusal.NotFound("playbook.not_found", name);
        return versions.Count > PageSize ? new VersionList(versions[..PageSize], versions[PageSize - 1].Version) : new VersionList(versions, null);
    }

    /// <summary>The DMN of one version, or of the latest.</summary>
    public async Task<Result<PlaybookText>> TextAsync(Actor actor, string name, int? version = null, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewPolicies)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var text = await db.PlaybookVersions.Where(p => p.Name == name && (version == null || p.Version == version)).OrderByDescending(p => p.Version)
            .Select(p => new PlaybookText(p.Name, p.Version, p.Document, p.At)).FirstOrDefaultAsync(ct);
        return text is null ? Refusal.NotFound(version is null ? "playbook.not_found" : "playbook.version_not_found", name, version ?? 0) : text;
    }

    /// <summary>The files of one version; null when there is no such version.</summary>
    internal static async Task<PlaybookFiles?> FilesAsync(AfterSalesDb db, string name, int version, CancellationToken ct)
    {
        var own = await db.PlaybookVersions.Where(p => p.Name == name && p.Version == version).Select(p => new { p.Document, p.SharedVersion }).SingleOrDefaultAsync(ct);
        if (own is null) return null;
        var shared = own.SharedVersion is null ? null
            : await db.PlaybookVersions.Where(p => p.Name == DefaultPlaybooks.SharedName && p.Version == own.SharedVersion).Select(p => p.Document).SingleAsync(ct);
        return new PlaybookFiles(own.Document, shared);
    }
}
