using AfterSales.Application.Persistence;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Insights;

/// <summary>A digest as it was told.</summary>
public sealed record DigestLine(Guid Id, DigestKind Kind, ReportRange Range, DigestContent Content, DateTimeOffset MadeAt);

/// <param name="Next">Behind which digest the next page begins; null: this was the last page.</param>
public sealed record DigestPage(IReadOnlyList<DigestLine> Lines, DigestCursor? Next);

public sealed record DigestCursor(DateTimeOffset MadeAt, Guid DigestId);

/// <summary>Reads what the store's digests told, and what the actor wants of them.</summary>
public sealed class DigestQueries(Databases databases)
{
    public const int PageSize = 10;
    public const int MostAtOnce = 100;

    /// <summary>The latest first.</summary>
    /// <param name="kind">Null: both.</param>
    public async Task<Result<DigestPage>> PageAsync(DigestKind? kind, DigestCursor? after, Actor actor, int most = PageSize, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewReports)) return Refusal.Forbidden();
        var size = Math.Clamp(most, 1, MostAtOnce);
        await using var db = databases.For(actor);
        var digests = db.Digests.AsNoTracking().Where(d => kind == null || d.Kind == kind);
        if (after is { MadeAt: var at, DigestId: var id }) digests = digests.Where(d => EF.Functions.LessThan(ValueTuple.Create(d.MadeAt, d.Id), ValueTuple.Create(at, id)));
        var found = await digests.OrderByDescending(d => d.MadeAt).ThenByDescending(d => d.Id).Take(size + 1).ToListAsync(ct);
        var page = found.Take(size).Select(Line).ToList();
        return new DigestPage(page, found.Count > size ? new(page[^1].MadeAt, page[^1].Id) : null);
    }

    public async Task<Result<DigestLine>> OneAsync(Guid digestId, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewReports)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        return await db.Digests.AsNoTracking().SingleOrDefaultAsync(d => d.Id == digestId, ct) is { } digest ? Line(digest) : Refusal.NotFound("digest.unknown");
    }

    /// <summary>What the actor wants, said or not.</summary>
    public async Task<Result<DigestWish>> WishAsync(Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } personId || !actor.May(Permission.ViewReports)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        return (await db.DigestChoices.AsNoTracking().SingleOrDefaultAsync(c => c.PersonId == personId, ct))?.Wish ?? DigestWish.Of(actor.Roles);
    }

    private static DigestLine Line(Digest digest) => new(digest.Id, digest.Kind, new(digest.First, digest.Last), digest.Content, digest.MadeAt);
}
