using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Importing;

/// <summary>One import with its progress, and what else it said about rows by their reason.</summary>
/// <param name="Reasons">How many refusals there are of each code.</param>
/// <param name="EarlierId">The same bytes were imported before.</param>
public sealed record ImportDetails(Import Import, IReadOnlyList<(string Code, int Count)> Reasons, Guid? EarlierId, DateTimeOffset? EarlierAt);

/// <summary>What imports there are, how far they are, and what they refused.</summary>
public sealed class ImportQueries(Databases databases, ImportFiles files, StoreZones zones)
{
    public const int PageSize = 100;

    /// <summary>The latest first, before <paramref name="before"/>.</summary>
    public async Task<Result<IReadOnlyList<Import>>> ListAsync(Actor actor, DateTimeOffset? before = null, int most = 50, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Import)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var imports = db.Imports.AsNoTracking();
        if (before is { } at) imports = imports.Where(i => i.CreatedAt < at);
        return await imports.OrderByDescending(i => i.CreatedAt).Take(most).ToListAsync(ct);
    }

    public async Task<Result<ImportDetails>> FindAsync(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Import)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var found = await db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct);
        if (found is null) return Refusal.NotFound("import.not_found");
        var reasons = found.Refused == 0 ? [] : await db.ImportRefusals.Where(r => r.ImportId == id).GroupBy(r => r.Code)
            .Select(g => new { g.Key, Count = g.Count() }).OrderByDescending(g => g.Count).ToListAsync(ct);
        var earlier = await db.Imports.Where(i => i.Sha256 == found.Sha256 && i.State == ImportState.Done && i.Id != id)
            .OrderByDescending(i => i.CreatedAt).Select(i => new { i.Id, i.FinishedAt }).FirstOrDefaultAsync(ct);
        return new ImportDetails(found, [.. reasons.Select(r => (r.Key, r.Count))], earlier?.Id, earlier?.FinishedAt);
    }

    /// <summary>What the file is, before it is started. Reads its first rows; writes nothing.</summary>
    public async Task<Result<ImportPreview>> PreviewAsync(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Import)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (!await db.Imports.AnyAsync(i => i.Id == id, ct)) return Refusal.NotFound("import.not_found");
        var zone = await zones.OfAsync(actor.StoreId, ct);
        await using var content = files.Open(id);
        if (content is null) return Refusal.Rule("import.file_gone");
        return await Task.Run(() => ImportPreview.Of(content, zone, ct), ct);
    }

    /// <summary>Refused rows in the order of the file, after the one with <paramref name="after"/>.</summary>
    public async Task<Result<IReadOnlyList<ImportRefusal>>> RefusalsAsync(Guid id, string? code, long after, Actor actor, int most = PageSize, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Import)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var refusals = db.ImportRefusals.AsNoTracking().Where(r => r.ImportId == id && r.Id > after);
        if (code is not null) refusals = refusals.Where(r => r.Code == code);
        return await refusals.OrderBy(r => r.Id).Take(most).ToListAsync(ct);
    }
}
