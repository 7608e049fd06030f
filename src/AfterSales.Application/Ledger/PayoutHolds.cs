using System.Globalization;
using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Ledger;

/// <summary>Stops a payment that looks like another, so that everybody sees it, and tells those who may let it pass.</summary>
public sealed class PayoutHolds(ChangeSignal signal)
{
    /// <summary>Passes a refusal on. Where the payment looks like another it is held first, and that is kept although it was refused.</summary>
    internal async Task<Refusal> RefuseAsync(LockedPayout open, Refusal refusal, CancellationToken ct)
    {
        var (work, payout) = (open.Work, open.Payout);
        if (refusal.Code != PayoutSteps.LooksAlike || !payout.Hold(work.Now)) return refusal;
        work.Record(CaseEvent.Of(CaseEventKind.PayoutHeld, ("remedy", payout.Remedy), ("amount", payout.Amount), ("alike", refusal.Args[1]), ("count", refusal.Args[0])));
        var told = await ApproversAsync(work.Db, payout, ct);
        work.Db.Notifications.AddRange(told.Select(person => new Notification(
            Ids.New(work.Now), payout.StoreId, person, "payout.held", $"payout.held:{payout.Id:N}:{payout.Version}", work.Subject.Id, work.Subject.Number,
            new(StringComparer.Ordinal)
            {
                ["payout"] = payout.Id.ToString(),
                ["amount"] = payout.Amount.ToString(CultureInfo.InvariantCulture),
                ["alike"] = refusal.Args[1].ToString(),
                ["customer"] = work.Subject.CustomerNick,
            },
            work.Now)));
        await open.CommitAsync(ct);
        foreach (var person in told) signal.PersonNotified(payout.StoreId, person);
        return refusal;
    }

    // Whoever asked for it cannot let it pass.
    private static async Task<List<Guid>> ApproversAsync(StoreDb db, Payout payout, CancellationToken ct)
    {
        var members = await db.Memberships.Select(m => new { m.PersonId, m.Role }).ToListAsync(ct);
        return [.. members.GroupBy(m => m.PersonId, m => m.Role).Where(m => m.Key != payout.RequestedById && Authority.Of(m).Contains(Permission.Approve)).Select(m => m.Key)];
    }
}
