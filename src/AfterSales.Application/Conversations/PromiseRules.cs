using AfterSales.Domain.Clocks;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Conversations;

/// <summary>How far a promise may reach (SPEC 3: default 24 h, never over 48 h).</summary>
internal static class PromiseRules
{
    public static Refusal? Check(DateTimeOffset by, DateTimeOffset now, ClockPolicy policy)
    {
        if (by <= now) return Refusal.Invalid("promise.in_the_past") with { Field = "By" };
        return by > now + policy.MaxPromise ? Refusal.Invalid("promise.too_far", policy.MaxPromise.TotalHours) with { Field = "By" } : null;
    }
}
