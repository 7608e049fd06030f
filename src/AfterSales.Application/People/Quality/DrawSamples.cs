using System.Globalization;
using System.Security.Cryptography;
using AfterSales.Application.Clocks;
using AfterSales.Application.Insights;
using AfterSales.Application.Ledger;
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
internal sealed class DrawSamples(Databases databases, CatchUpReports catchUp, FireTimers timers, TimeProvider time)
{
    /// <summary>Weeks that are made up for when nobody could draw; of older ones nobody remembers the work.</summary>
    public const int MostWeeks = 4;

    private static readonly string Reply = nameof(ClockKind.Reply);

    /// <summary>Answers how many samples came of it. While the store is counted anew, or clocks of these weeks have not been handled, nothing is drawn: it is looked again.</summary>
    public async Task<int> DrawDueAsync(Guid storeId, CancellationToken ct)
    {
        if (!await MayDrawAsync(storeId, ct)) return 0;
        // What has happened is counted before it is drawn from.
        await catchUp.AllAsync(storeId, ct);
        await using var db = databases.For(storeId);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockAsync("quality", ct);
        if (!await db.IsCountedAsync(ct)) return 0;
        var drawn = 0;
        foreach (var week in (await DueAsync(db, ct)).Weeks) drawn += await DrawAsync(db, week, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return drawn;
    }

    // Asked first: whoever waited here for one store would keep all others waiting.
    private async Task<bool> MayDrawAsync(Guid storeId, CancellationToken ct)
    {
        await using var db = databases.For(storeId);
        var (zone, weeks) = await DueAsync(db, ct);
        return weeks is [.., var last] && await db.IsCountedAsync(ct) && !await timers.AreBehindAsync(storeId, zone.StartOf(last.AddDays(Weeks.Days)), ct);
    }

    private async Task<(TimeZoneInfo Zone, IReadOnlyList<DateOnly> Weeks)> DueAsync(StoreDb db, CancellationToken ct)
    {
        var zone = await StoreZones.OfAsync(db, ct);
        var since = zone.DateOf(await db.Stores.Where(s => s.Id == db.StoreId).Select(s => s.CreatedAt).SingleAsync(ct));
        return (zone, Weeks.Due(zone.DateOf(time.GetUtcNow()), await db.QualityDraws.MaxAsync(d => (DateOnly?)d.Week, ct), MostWeeks, since));
    }

    private async Task<int> DrawAsync(StoreDb db, DateOnly week, CancellationToken ct)
    {
        var (plan, now, seed) = (await db.PlanAsync(ct), time.GetUtcNow(), RandomNumberGenerator.GetHexString(QualityDraw.SeedLength, lowercase: true));
        var people = await db.Memberships.Select(m => m.PersonId).Distinct().ToHashSetAsync(ct);
        // Nobody looks at the work of people who have left.
        var happened = (await HappenedAsync(db, week, ct)).Where(one => people.Contains(one.Work.PersonId)).ToList();
        var resolved = happened.Where(one => one.Kind == OccurrenceKind.Resolved).Select(one => one.Work).ToList();
        List<(SampleReason Why, Candidate Work)> noticed = [.. happened.Where(one => one.Kind != OccurrenceKind.Paid).Select(one => (Why: WhyOf(one, plan), one.Work)).Where(one => one.Why is not null).Select(one => (one.Why!.Value, one.Work)), .. Spent(happened, plan)];
        var drawn = SampleDraw.Of(plan, seed, resolved, noticed, await db.AssessorsAsync(ct));
        var from = resolved.Select(work => (Why: SampleReason.Random, Work: work)).Concat(noticed).ToLookup(one => one.Why, one => one.Work);
        db.QualityCandidates.AddRange(from.SelectMany(of => SampleDraw.Ranked(seed, of).Select(work => new QualityCandidate(db.StoreId, week, of.Key, work))));
        await KeepAsync(db, week, drawn, now, ct);
        db.QualityDraws.Add(new(db.StoreId, week, seed, plan.Version, resolved.Select(work => (work.CaseId, work.PersonId)).Distinct().Count(), drawn.Count, now));
        return drawn.Count;
    }

    // What somebody has picked of that week by hand is drawn as well, as it is: one that left the lot for being picked would leave it to whoever picks.
    private static async Task KeepAsync(StoreDb db, DateOnly week, IReadOnlyList<DrawnSample> drawn, DateTimeOffset now, CancellationToken ct)
    {
        var picked = (await db.QualitySamples.FromSql($"select * from quality_samples where store_id = {db.StoreId} and week = {week} and state <> 'Withdrawn' for update").ToListAsync(ct)).ToDictionary(s => (s.CaseId, s.PersonId));
        foreach (var one in drawn)
        {
            if (picked.TryGetValue((one.Work.CaseId, one.Work.PersonId), out var sample)) sample.AlsoDraw(one);
            else db.QualitySamples.Add(QualitySample.Draw(db.StoreId, week, one, now));
        }
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
