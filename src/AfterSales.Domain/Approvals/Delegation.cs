using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Approvals;

/// <summary>While one is absent, another decides for them (SPEC: delegation). Times in UTC; it can be ended before its time.</summary>
public sealed class Delegation : IStoreOwned
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(60);

    private Delegation() { }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid FromId { get; private set; }
    public Guid ToId { get; private set; }
    public DateTimeOffset Start { get; private set; }
    public DateTimeOffset End { get; private set; }
    public string Reason { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }

    public static Result<Delegation> Of(Guid storeId, Guid fromId, Guid toId, DateTimeOffset start, DateTimeOffset end, string reason, DateTimeOffset now)
    {
        if (fromId == toId) return Refusal.Invalid("delegation.to_oneself") with { Field = nameof(ToId) };
        if (end <= start || end <= now || end - start > Longest) return Refusal.Invalid("delegation.time_invalid", Longest.TotalDays) with { Field = nameof(End) };
        if (reason.Length > ApprovalRequest.MaxReason) return Refusal.Invalid("approval.reason_needed", ApprovalRequest.MaxReason) with { Field = nameof(Reason) };
        return new Delegation { Id = Ids.New(now), StoreId = storeId, FromId = fromId, ToId = toId, Start = start, End = end, Reason = reason, CreatedAt = now };
    }

    /// <summary>Whether somebody with these roles may be left approvals: who works on cases, not a warehouse or an administrator alone.</summary>
    public static bool MayBeLeftTo(IReadOnlyCollection<Role> roles) => Authority.Of(roles).Contains(Permission.HandleCases);

    public bool HoldsAt(DateTimeOffset at) => Start <= at && at < End;

    /// <summary>Back earlier than planned.</summary>
    public bool EndNow(DateTimeOffset now)
    {
        if (now >= End) return false;
        End = now < Start ? Start : now;
        return true;
    }
}
