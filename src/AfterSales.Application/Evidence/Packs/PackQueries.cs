using AfterSales.Application.Persistence;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence.Packs;

/// <summary>Packs of a case, and their bytes: for people of the store who may view cases.</summary>
public sealed class PackQueries(Databases databases, EvidenceFiles files, EvidenceAccesses accesses)
{
    /// <summary>So many are listed.</summary>
    public const int Listed = 10;

    /// <summary>The last packs of a case, the newest first.</summary>
    public async Task<Result<IReadOnlyList<EvidencePack>>> OfCaseAsync(string number, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (await db.Cases.Where(c => c.Number == number).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct) is not { } caseId) return Refusal.NotFound("case.not_found", number);
        return await db.EvidencePacks.AsNoTracking().Where(p => p.CaseId == caseId).OrderByDescending(p => p.RequestedAt).ThenByDescending(p => p.Id).Take(Listed).ToListAsync(ct);
    }

    /// <summary>
    /// A ready pack to be written out; that its evidence was taken out is written down before. Refused while it is not ready, and when a piece of it was removed since: a pack is no way
    /// round that.
    /// </summary>
    public async Task<Result<PackZip>> OpenAsync(Guid packId, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var pack = await db.EvidencePacks.AsNoTracking().SingleOrDefaultAsync(p => p.Id == packId, ct);
        if (pack is null) return Refusal.NotFound("pack.not_found");
        if (pack.State != PackState.Ready) return Refusal.Rule("pack.not_ready");
        var held = await db.PackFiles.AsNoTracking().Where(f => f.PackId == packId).OrderBy(f => f.Place).ToListAsync(ct);
        var evidence = held.Select(f => f.EvidenceId).OfType<Guid>().ToList();
        if (held.Count == 0 || await db.Evidence.CountAsync(e => evidence.Contains(e.Id) && e.RemovedAt == null, ct) != evidence.Count) return Refusal.Rule("pack.piece_removed");
        var number = await db.Cases.Where(c => c.Id == pack.CaseId).Select(c => c.Number).SingleAsync(ct);
        await accesses.RecordAsync(evidence, EvidenceAccessKind.Packed, actor, ct);
        return new PackZip(number, pack.ManifestSha256!, held, files);
    }
}
