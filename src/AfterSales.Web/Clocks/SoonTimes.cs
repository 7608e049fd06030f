using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;

namespace AfterSales.Web.Clocks;

/// <summary>From how long before its end a clock is shown as soon late: since its last warning, as the store's policy has it.</summary>
public sealed class SoonTimes(ClockPolicy policy)
{
    public TimeSpan Of(ClockKind kind, CaseType? type)
    {
        var rule = policy.RuleFor(kind, type?.ToString());
        var lasts = rule.WarnBefore.Concat(rule.Limit is { } limit ? rule.WarnAfter.Select(after => limit - after) : []);
        return lasts.DefaultIfEmpty(TimeSpan.Zero).Min();
    }
}
