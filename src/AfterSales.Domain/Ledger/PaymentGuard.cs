namespace AfterSales.Domain.Ledger;

/// <summary>Why a payment looks like another (SPEC 4.2).</summary>
public enum Alikeness
{
    SameOrder,
    SameBuyer,
    SamePayee,
    SamePhoto,
}

/// <summary>A payment as far as the guard looks at it.</summary>
/// <param name="Payee">As <see cref="Payout.KeyOf"/> compares it.</param>
/// <param name="Photos">SHA-256 of the pictures of its case.</param>
/// <param name="At">When it was handed over, or asked for where it was not yet.</param>
public sealed record GuardedPayment(Guid PayoutId, Guid CaseId, string? OrderNo, Guid CustomerId, string? Payee, IReadOnlySet<string> Photos, DateTimeOffset At);

/// <summary>A payment that looks like the one in hand, and in what.</summary>
public sealed record LookAlike(GuardedPayment Other, IReadOnlyList<Alikeness> In);

/// <summary>
/// Stops a payment that looks like another for a human look: the same order, buyer or payee paid within some days, or the same photo used in another case,
/// however long ago.
/// </summary>
public static class PaymentGuard
{
    public static IReadOnlyList<LookAlike> Find(GuardedPayment payment, IEnumerable<GuardedPayment> others, int days) =>
    [
        .. others.Where(other => other.PayoutId != payment.PayoutId).Select(other => new LookAlike(other, [.. InWhat(payment, other, days)])).Where(alike => alike.In.Count > 0).OrderByDescending(alike => alike.Other.At),
    ];

    private static IEnumerable<Alikeness> InWhat(GuardedPayment payment, GuardedPayment other, int days)
    {
        if ((payment.At - other.At).Duration() <= TimeSpan.FromDays(days))
        {
            if (payment.OrderNo is not null && payment.OrderNo == other.OrderNo) yield return Alikeness.SameOrder;
            if (payment.CustomerId == other.CustomerId) yield return Alikeness.SameBuyer;
            if (payment.Payee is not null && payment.Payee == other.Payee) yield return Alikeness.SamePayee;
        }
        if (payment.CaseId != other.CaseId && payment.Photos.Overlaps(other.Photos)) yield return Alikeness.SamePhoto;
    }
}
