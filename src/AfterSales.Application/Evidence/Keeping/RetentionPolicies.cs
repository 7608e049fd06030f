using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence.Keeping;

/// <summary>The rule of a store for how long evidence is kept. It is read anew each time: what was just kept for longer must not go by what somebody remembers.</summary>
internal static class RetentionPolicies
{
    /// <summary>Held by whoever changes it.</summary>
    public const string Lock = "retention";

    public static async Task<RetentionPolicy> CurrentAsync(StoreDb db, CancellationToken ct) => Of(await LatestAsync(db, ct));

    public static Task<RetentionPolicyVersion?> LatestAsync(StoreDb db, CancellationToken ct) => db.RetentionPolicies.AsNoTracking().OrderByDescending(p => p.Version).FirstOrDefaultAsync(ct);

    public static RetentionPolicy Of(RetentionPolicyVersion? latest) => latest is null ? RetentionPolicy.Default : latest.Policy with { Version = latest.Version };
}
