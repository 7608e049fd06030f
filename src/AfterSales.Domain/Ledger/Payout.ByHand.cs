using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Ledger;

/// <summary>
/// While somebody pays it in the platform's own pages nobody can see it there, so they take it first: for some minutes it is theirs. It is never blocked for good: time
/// ends it, and another may take it on purpose. Taking it is no step of the payment, and makes nothing stale that others have on the screen.
/// </summary>
public sealed partial class Payout
{
    /// <summary>How long it is one person's; whoever still has it before them takes it again.</summary>
    public static readonly TimeSpan PaidByHandWithin = TimeSpan.FromMinutes(10);

    /// <summary>Who took it to pay it by hand last; null where nobody did.</summary>
    public Guid? PayingById { get; private set; }

    public string? PayingByName { get; private set; }
    public DateTimeOffset? PayingUntil { get; private set; }

    /// <summary>Who is paying it by hand; null: nobody, or not any more.</summary>
    public string? BeingPaidBy(DateTimeOffset now) => now < PayingUntil ? PayingByName : null;

    /// <summary>Refused while somebody else than <paramref name="person"/> is paying it by hand; null: whatever is no person.</summary>
    public Refusal? WhyTaken(Guid? person, DateTimeOffset now) => BeingPaidBy(now) is { } name && PayingById != person ? Refusal.Rule("payout.being_paid", name) : null;

    /// <summary>It is theirs for some minutes from now; answers from whom it was taken, null where nobody else had it.</summary>
    public string? TakeByHand(Guid person, string name, DateTimeOffset now)
    {
        var from = PayingById != person ? BeingPaidBy(now) : null;
        (PayingById, PayingByName, PayingUntil) = (person, name, now + PaidByHandWithin);
        return from;
    }

    /// <summary>They do not pay it after all; answers whether it was theirs.</summary>
    public bool LeaveByHand(Guid person)
    {
        if (PayingById != person) return false;
        Leave();
        return true;
    }

    private void Leave() => (PayingById, PayingByName, PayingUntil) = (null, null, null);
}
