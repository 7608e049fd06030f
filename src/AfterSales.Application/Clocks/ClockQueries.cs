using AfterSales.Application.Orders;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Orders;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Clocks;

/// <summary>A clock with its story; times in UTC.</summary>
public sealed record ToldClock(Guid Id, ClockKind Kind, int Cycle, DateTimeOffset StartedAt, DateTimeOffset DueAt, bool Paused, DateTimeOffset? StoppedAt, DateTimeOffset? BreachedAt, ClockStory Story)
{
    /// <summary>What happens by itself when it is missed; known of a running deadline of the platform.</summary>
    public DeadlineConsequence? Missed { get; init; }
}

/// <summary>The clocks of one case, running ones first, with the names and messages their stories refer to.</summary>
public sealed record ClockStories(IReadOnlyList<ToldClock> Clocks, IReadOnlyDictionary<Guid, string> People, IReadOnlyDictionary<Guid, string> Messages);

/// <summary>A warning or breach that was raised.</summary>
/// <param name="Id">Where to read on from.</param>
public sealed record RaisedEvent(long Id, string CaseNumber, ClockKind Clock, TimerKind Kind, DateTimeOffset DueAt, DateTimeOffset FiredAt, Guid? ResponsibleId);

/// <summary>Reads what clocks did, and why they are due when they are.</summary>
public sealed class ClockQueries(Databases databases)
{
    public const int MostEvents = 1_000;
    private const int MostClocks = 50;

    /// <summary>Answers "why is this due then?" for every clock of a case (SPEC 3).</summary>
    public async Task<Result<ClockStories>> StoryAsync(Actor actor, string caseNumber, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var caseId = await db.Cases.Where(c => c.Number == caseNumber).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct);
        if (caseId is null) return Refusal.NotFound("case.not_found", caseNumber);

        var clocks = await db.Clocks.AsNoTracking().Include(c => c.Pauses).Where(c => c.SubjectId == caseId)
            .OrderByDescending(c => c.StoppedAt == null).ThenByDescending(c => c.StartedAt).Take(MostClocks).ToListAsync(ct);
        var people = clocks.SelectMany(c => c.Pauses.Select(p => p.ById).Append(c.ResponsibleId)).OfType<Guid>().Distinct().ToArray();
        var messages = clocks.Select(c => c.StartedByMessageId).OfType<Guid>().Distinct().ToArray();
        var followed = await RefundClocks.FollowedAsync(db, [.. clocks.Where(c => c.Kind == ClockKind.Platform).Select(c => c.Id)], ct);
        return new ClockStories(
            clocks.ConvertAll(c => new ToldClock(c.Id, c.Kind, c.Cycle, c.StartedAt, c.DueAt, c.IsPaused, c.StoppedAt, c.BreachedAt, ClockStory.Of(c)) { Missed = followed.GetValueOrDefault(c.Id)?.MissedAt(c.DueAt) }),
            await db.Users.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, ct),
            await db.Messages.Where(m => messages.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Text, ct));
    }

    /// <summary>The warnings and breaches after one already seen, in the order in which they were raised. None is ever missed by
    /// reading on: see <see cref="FireTimersSql.Write"/>.</summary>
    /// <param name="firedFrom">Only what was raised at this time or later.</param>
    public async Task<Result<List<RaisedEvent>>> EventsAsync(Actor actor, long after, DateTimeOffset? firedFrom, int limit, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        return await db.ClockEvents.Where(e => e.Id > after && (firedFrom == null || e.FiredAt >= firedFrom)).OrderBy(e => e.Id).Take(Math.Clamp(limit, 1, MostEvents))
            .Join(db.Cases, e => e.SubjectId, c => c.Id, (e, c) => new { e, c.Number }).OrderBy(x => x.e.Id)
            .Select(x => new RaisedEvent(x.e.Id, x.Number, x.e.Clock, x.e.Kind, x.e.DueAt, x.e.FiredAt, x.e.ResponsibleId)).ToListAsync(ct);
    }
}
