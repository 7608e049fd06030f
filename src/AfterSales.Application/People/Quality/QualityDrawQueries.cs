using AfterSales.Application.People.Pay;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People.Quality;

/// <summary>Behind which candidate the next page begins.</summary>
public sealed record CandidateCursor(Guid PersonId, Guid CaseId);

/// <param name="Name">Empty: not of the store any more.</param>
/// <param name="Rank">Where it stands in the order of the draw: the lowest of a person, or of a rule, come first.</param>
/// <param name="IsDrawn">It became a sample for this reason.</param>
public sealed record CandidateLine(DateOnly Day, Guid PersonId, string Name, Guid CaseId, string CaseNumber, string Rank, bool IsDrawn);

/// <param name="Next">Null: this was the last page.</param>
public sealed record CandidatePage(IReadOnlyList<CandidateLine> Lines, CandidateCursor? Next);

/// <summary>Reads what a week was drawn from, so that whoever doubts the lot can draw it again.</summary>
public sealed class QualityDrawQueries(Databases databases)
{
    public const int PageSize = 1_000;

    /// <summary>What a week was drawn from by lot, or by one of the rules.</summary>
    /// <param name="week">Any day of it.</param>
    public async Task<Result<CandidatePage>> CandidatesAsync(DateOnly week, SampleReason why, CandidateCursor? after, Actor actor, int most = PageSize, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ScoreQuality)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        week = Weeks.Of(week);
        if (await db.QualityDraws.AsNoTracking().SingleOrDefaultAsync(d => d.Week == week, ct) is not { } draw) return Refusal.NotFound("quality.draw_not_found");
        var size = Math.Clamp(most, 1, PageSize);
        var candidates = db.QualityCandidates.AsNoTracking().Where(c => c.Week == week && c.Why == why);
        if (after is { PersonId: var person, CaseId: var of }) candidates = candidates.Where(c => EF.Functions.GreaterThan(ValueTuple.Create(c.PersonId, c.CaseId), ValueTuple.Create(person, of)));
        var found = await candidates.OrderBy(c => c.PersonId).ThenBy(c => c.CaseId).Take(size + 1)
            .Join(db.Cases, c => c.CaseId, k => k.Id, (c, k) => new { c.Day, c.PersonId, c.CaseId, k.Number }).OrderBy(c => c.PersonId).ThenBy(c => c.CaseId).ToListAsync(ct);
        var cases = found.Select(c => c.CaseId).Distinct().ToList();
        var samples = (await db.QualitySamples.AsNoTracking().Where(s => s.Week == week && cases.Contains(s.CaseId)).Select(s => new { s.CaseId, s.PersonId, s.Why }).ToListAsync(ct)).ToLookup(s => (s.CaseId, s.PersonId), s => s.Why);
        var names = await db.NamesEverAsync([.. found.Select(c => c.PersonId).Distinct()], ct);
        List<CandidateLine> lines =
        [
            .. found.Take(size).Select(c => new CandidateLine(
                c.Day, c.PersonId, names.GetValueOrDefault(c.PersonId, ""), c.CaseId, c.Number, SampleDraw.Rank(draw.Seed, new(c.CaseId, c.PersonId, c.Day)), samples[(c.CaseId, c.PersonId)].Any(reasons => reasons.Contains(why)))),
        ];
        return new CandidatePage(lines, found.Count > size ? new(lines[^1].PersonId, lines[^1].CaseId) : null);
    }
}
