using System.Globalization;
using System.Security.Cryptography;
using AfterSales.Application.Insights;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Reviews;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People.Quality;

/// <summary>
/// Draws the samples of the weeks that have ended in a store. What happened in a week is read from what reports counted of it (<see cref="Occurrence"/>). A week is drawn once, whichever nodes try: what comes to light of it
/// later changes nothing that was drawn.
/// </summary>
internal sealed class DrawSamples(Databases databases, CatchUpReports catchUp, TimeProvider time)
{
    /// <summary>Weeks that are made up for when nobody could draw; of older ones nobody remembers the work.</summary>
    public const int MostWeeks = 4;

    private static readonly string Reply = nameof(ClockKind.Reply);

    /// <summary>Answers how many samples came of it.</summary>
    public async Task<int> DrawDueAsync(Guid storeId, CancellationToken ct)
    {
        if ((await DueAsync(storeId, ct)).Count == 0) return 0;
        // What has happened is counted before it is drawn from.
        await catchUp.AllAsync(storeId, ct);
        await using var db = databases.For(storeId);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockAsync("quality", ct);
        var drawn = 0;
        foreach (var week in await DueAsync(db, ct)) drawn += await DrawAsync(db, week, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return drawn;
    }

    private async Task<IReadOnlyList<DateOnly>> DueAsync(Guid storeId, CancellationToken ct)
    {
        await using var db = databases.For(storeId);
        return await DueAsync(db, ct);
    }

    private async Task<IReadOnlyList<DateOnly>> DueAsync(StoreDb db, CancellationToken ct)
    {
        var zone = await StoreZones.OfAsync(db, ct);
        var today = zone.DateOf(time.GetUtcNow());
        return Weeks.Due(today, await db.QualityDraws.MaxAsync(d => (DateOnly?)d.Week, ct), MostWeeks);
    }

    private async Task<int> DrawAsync(StoreDb db, DateOnly week, CancellationToken ct)
    {
        var (plan, now, seed) = (await db.PlanAsync(ct), time.GetUtcNow(), RandomNumberGenerator.GetHexString(QualityDraw.SeedLength, lowercase: true));
        var people = await db.Memberships.Select(m => m.PersonId).Distinct().ToHashSetAsync(ct);
        // Nobody looks at the work of people who have left.
        var happened = (await HappenedAsync(db, week, ct)).Where(one => people.Contains(one.Work.PersonId)).ToList();
        var resolved = happened.Where(one => one.Kind == OccurrenceKind.Resolved).Select(one => one.Work).ToList();
        var noticed = happened.Where(one => one.Kind != OccurrenceKind.Paid).Select(one => (Why: WhyOf(one, plan), one.Work)).Where(one => one.Why is not null).Select(one => (one.Why!.Value, one.Work));
        var drawn = SampleDraw.Of(plan, seed, resolved, [.. noticed, .. Spent(happened, plan)], await db.AssessorsAsync(ct));
        // What somebody picked from that week by hand is looked at already.
        var picked = (await db.QualitySamples.Where(s => s.Week == week).Select(s => new { s.CaseId, s.PersonId }).ToListAsync(ct)).Select(s => (s.CaseId, s.PersonId)).ToHashSet();
        var samples = drawn.Where(one => !picked.Contains((one.Work.CaseId, one.Work.PersonId))).Select(one => QualitySample.Draw(db.StoreId, week, one, now)).ToList();
        db.QualitySamples.AddRange(samples);
        db.QualityDraws.Add(new(db.StoreId, week, seed, plan.Version, resolved.Select(work => (work.CaseId, work.PersonId)).Distinct().Count(), samples.Count, now));
        return samples.Count;
    }

    private static async Task<List<Happened>> HappenedAsync(StoreDb db, DateOnly week, CancellationToken ct)
    {
        OccurrenceKind[] kinds = [OccurrenceKind.Resolved, OccurrenceKind.Promise, OccurrenceKind.Reopened, OccurrenceKind.Satisfaction, OccurrenceKind.Review, OccurrenceKind.Paid];
        var last = week.AddDays(Weeks.Days - 1);
        var rows = await db.Occurrences.Where(o => kinds.Contains(o.Kind) && o.Day >= week && o.Day <= last && o.PersonId != null && (o.Kind != OccurrenceKind.Promise || (o.IsLate && o.Word == Reply)))
            .Select(o => new { o.Kind, o.Word, o.CaseId, o.PersonId, o.Day, o.Yuan }).ToListAsync(ct);
        return rows.ConvertAll(row => new Happened(row.Kind, row.Word, new(row.CaseId, row.PersonId!.Value, row.Day), row.Yuan ?? 0));
    }

    private static SampleReason? WhyOf(Happened one, SamplingPlan plan) => one.Kind switch
    {
        OccurrenceKind.Promise => SampleReason.LateReply,
        OccurrenceKind.Reopened => SampleReason.Reopened,
        OccurrenceKind.Satisfaction when int.TryParse(one.Word, CultureInfo.InvariantCulture, out var mark) && mark <= plan.SatisfactionUpTo => SampleReason.LowSatisfaction,
        OccurrenceKind.Review when one.Word == nameof(ReviewRating.Negative) => SampleReason.BadReview,
        _ => null,
    };

    // Several small payments on a case come to as much as one.
    private static IEnumerable<(SampleReason, Candidate)> Spent(IEnumerable<Happened> happened, SamplingPlan plan) =>
        happened.Where(one => one.Kind == OccurrenceKind.Paid).GroupBy(one => (one.Work.CaseId, one.Work.PersonId)).Where(one => one.Sum(paid => paid.Yuan) > plan.SpendOver)
            .Select(one => (SampleReason.HighSpend, one.MinBy(paid => paid.Work.Day).Work));

    private readonly record struct Happened(OccurrenceKind Kind, string? Word, Candidate Work, decimal Yuan);
}
