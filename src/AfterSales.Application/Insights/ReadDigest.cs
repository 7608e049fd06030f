using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Insights;

/// <summary>Reads what a digest tells: the figures of its days as the dashboard has them, and what is late and with production at this moment.</summary>
internal sealed class ReadDigest(Databases databases, DashboardQueries dashboards)
{
    public async Task<DigestContent> OfAsync(Guid storeId, ReportRange range, DateTimeOffset now, CancellationToken ct)
    {
        var report = await dashboards.OfAsync(range, DigestFigures.Wanted, Actor.System(storeId), ct);
        if (!report.Ok) throw new InvalidOperationException($"The figures of a digest were refused: {report.Refusal.Code}.");
        await using var db = databases.For(storeId);
        return DigestContent.Of(report.Value, await LateAsync(db, now, ct), await AskedAsync(db, ct));
    }

    // As a board counts it: a case is late when the nearest of its clocks is over. Not from a node's board: nobody looks at it, and it would be kept for good.
    private static async Task<(int Cases, TimeSpan? Longest)> LateAsync(StoreDb db, DateTimeOffset now, CancellationToken ct)
    {
        var late = await db.Clocks.Where(c => c.StoppedAt == null && c.Kind != ClockKind.FollowUp && c.DueAt <= now && !c.Pauses.Any(p => p.EndedAt == null))
            .Join(db.Cases.Where(OpenStates.Condition), clock => clock.SubjectId, c => c.Id, (clock, c) => new { c.Id, clock.DueAt })
            .GroupBy(_ => 1).Select(all => new { Cases = all.Select(one => one.Id).Distinct().Count(), First = all.Min(one => one.DueAt) }).SingleOrDefaultAsync(ct);
        return late is null ? (0, null) : (late.Cases, now - late.First);
    }

    // Production is asked once somebody has found the goods at fault.
    private static async Task<AskedItems> AskedAsync(StoreDb db, CancellationToken ct)
    {
        var asked = db.FeedbackItems.Where(i => i.State == FeedbackState.Verified || i.State == FeedbackState.Answered);
        var latest = await asked.OrderByDescending(i => i.OpenedAt).ThenByDescending(i => i.Id).Take(DigestContent.MostAsked).Select(i => new { i.Id, i.Style, i.Batch }).ToListAsync(ct);
        return new([.. latest.Select(i => new DigestItem(i.Batch.Length == 0 ? i.Style : $"{i.Style}|{i.Batch}", i.Id))], await asked.CountAsync(ct), await db.FeedbackItems.CountAsync(i => i.State == FeedbackState.Open, ct));
    }
}
