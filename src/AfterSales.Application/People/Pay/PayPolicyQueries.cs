using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Pay;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People.Pay;

public sealed record SavedPayPolicy(int Version, DateOnly FromMonth, DateTimeOffset At, string ByName);

/// <summary>Somebody of the store and their grades, the latest first.</summary>
/// <param name="HasLeft">They are here as long as a month is open for which they have one.</param>
public sealed record GradedPerson(Guid Id, string Name, bool HasLeft, IReadOnlyList<PayGradeChange> Grades);

/// <param name="Latest">The version that the next one is based on.</param>
/// <param name="FirstOpen">The earliest month that can still be changed, where any is closed.</param>
public sealed record PayPolicyNow(PayPolicy Latest, DateOnly? FirstOpen, IReadOnlyList<SavedPayPolicy> History, IReadOnlyList<GradedPerson> People);

/// <summary>Reads the store's pay policy, its versions, and who has which grade.</summary>
public sealed class PayPolicyQueries(Databases databases)
{
    private const int MostVersions = 50;

    public async Task<Result<PayPolicyNow>> NowAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManagePay)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var latest = await db.PayPolicies.AsNoTracking().OrderByDescending(p => p.Version).FirstOrDefaultAsync(ct);
        var history = await db.PayPolicies.OrderByDescending(p => p.Version).Take(MostVersions).Select(p => new SavedPayPolicy(p.Version, p.FromMonth, p.At, p.ByName)).ToListAsync(ct);
        var closed = await db.ClosedMonths.MaxAsync(m => (DateOnly?)m.Month, ct);
        var grades = (await db.PayGrades.AsNoTracking().OrderByDescending(g => g.FromMonth).ThenByDescending(g => g.Id).ToListAsync(ct)).ToLookup(g => g.PersonId);
        var firstOpen = closed?.AddMonths(1);
        var paid = grades.Where(of => PayGradeChange.HoldingFrom(firstOpen ?? DateOnly.MinValue, of).Any(g => g.Grade.Length > 0)).Select(of => of.Key).ToList();
        var people = await db.Users.Select(p => new { p.Id, p.DisplayName, HasLeft = !db.Memberships.Any(m => m.PersonId == p.Id) }).Where(p => !p.HasLeft || paid.Contains(p.Id)).OrderBy(p => p.DisplayName).ToListAsync(ct);
        return new PayPolicyNow(latest is null ? PayPolicy.Default : latest.Policy with { Version = latest.Version }, firstOpen, history, [.. people.Select(p => new GradedPerson(p.Id, p.DisplayName, p.HasLeft, [.. grades[p.Id]]))]);
    }

    /// <summary>One version as it was.</summary>
    public async Task<Result<PayPolicy>> VersionAsync(Actor actor, int version, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManagePay)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (version == PayPolicy.Default.Version) return PayPolicy.Default;
        var saved = await db.PayPolicies.AsNoTracking().SingleOrDefaultAsync(p => p.Version == version, ct);
        return saved is null ? Refusal.NotFound("policy.version_not_found", version) : saved.Policy with { Version = version };
    }
}
