using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Importing;
using AfterSales.Domain.Orders;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Importing;

/// <summary>One import with its progress, and what else it said about rows by their reason.</summary>
/// <param name="Reasons">How many rows were refused for each code.</param>
/// <param name="EarlierId">The same bytes were imported before.</param>
public sealed record ImportDetails(Import Import, IReadOnlyList<(string Code, int Count)> Reasons, Guid? EarlierId, DateTimeOffset? EarlierAt)
{
    /// <summary>Refunds of the store whose deadline runs while nobody knows whose they are: their orders have not been imported. Of an import of refunds.</summary>
    public int RefundsWithoutBuyer { get; init; }

    /// <summary>The orders they wait for, the one whose deadline is nearest first; at most <see cref="ImportQueries.MostMissing"/>.</summary>
    public IReadOnlyList<string> MissingOrders { get; init; } = [];
}

/// <summary>A refused row and all that is wrong with it.</summary>
public sealed record RowRefused(string? Sheet, int RowNumber, string RowText, IReadOnlyList<ImportRefusal> Reasons);

/// <param name="Next">Ask for what comes after it; null: there is no more.</param>
public sealed record RowsRefused(IReadOnlyList<RowRefused> Rows, long? Next);

/// <summary>What imports there are, how far they are, and what they refused.</summary>
public sealed class ImportQueries(Databases databases, ImportFiles files, StoreZones zones)
{
    public const int PageSize = 100;
    public const int MostMissing = 5;

    // More than there are columns that can be read wrongly.
    private const int MostOfARow = 100;

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
        var reasons = found.Refused == 0 ? [] : await db.ImportRefusals.Where(r => r.ImportId == id).Select(r => new { r.Code, r.Sheet, r.RowNumber }).Distinct().GroupBy(r => r.Code)
            .Select(g => new { g.Key, Count = g.Count() }).OrderByDescending(g => g.Count).ToListAsync(ct);
        var earlier = await db.Imports.Where(i => i.Sha256 == found.Sha256 && i.State == ImportState.Done && i.Id != id)
            .OrderByDescending(i => i.CreatedAt).Select(i => new { i.Id, i.FinishedAt }).FirstOrDefaultAsync(ct);
        var waiting = db.PlatformRefunds.Where(r => r.Attention == RefundAttention.NoBuyer);
        var without = found is { IsEnded: true, Kind: nameof(FileKind.Refunds) or nameof(FileKind.QianniuWorkbook) } ? await waiting.CountAsync(ct) : 0;
        return new ImportDetails(found, [.. reasons.Select(r => (r.Key, r.Count))], earlier?.Id, earlier?.FinishedAt)
        {
            RefundsWithoutBuyer = without,
            MissingOrders = without == 0 ? [] : await waiting.Where(r => r.OrderNo != null).GroupBy(r => r.OrderNo!).OrderBy(g => g.Min(r => r.Deadline)).ThenBy(g => g.Key).Take(MostMissing).Select(g => g.Key).ToListAsync(ct),
        };
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

    /// <summary>Refused rows in the order of the file, after <paramref name="after"/>; of each the reasons, or only those of one code.</summary>
    /// <param name="most">So many reasons, and the rest of the row that they end in.</param>
    public async Task<Result<RowsRefused>> RefusalsAsync(Guid id, string? code, long after, Actor actor, int most = PageSize, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Import)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var refusals = db.ImportRefusals.AsNoTracking().Where(r => r.ImportId == id && r.Id > after);
        if (code is not null) refusals = refusals.Where(r => r.Code == code);
        var reasons = await refusals.OrderBy(r => r.Id).Take(most).ToListAsync(ct);
        long? next = null;
        if (reasons.Count == most)
        {
            var last = reasons[^1];
            var behind = await refusals.Where(r => r.Id > last.Id).OrderBy(r => r.Id).Take(MostOfARow).ToListAsync(ct);
            reasons.AddRange(behind.TakeWhile(r => (r.Sheet, r.RowNumber) == (last.Sheet, last.RowNumber)));
            if (behind.Count > 0 && (behind.Count == MostOfARow || behind[^1] != reasons[^1])) next = reasons[^1].Id;
        }
        return new RowsRefused([.. reasons.GroupBy(r => (r.Sheet, r.RowNumber)).Select(row => new RowRefused(row.Key.Sheet, row.Key.RowNumber, row.First().RowText, [.. row]))], next);
    }
}
