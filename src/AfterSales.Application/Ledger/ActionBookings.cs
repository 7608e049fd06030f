using AfterSales.Application.Cases;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Remedies;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Ledger;

/// <summary>
/// Books what a claim or a shipment has come to, where it stands now. What was booked before and no longer holds is taken back, so that it is right after a
/// move, an undo and a void alike; asked twice, nothing is booked twice. Nothing is saved here.
/// </summary>
internal static class ActionBookings
{
    public static async Task SettleAsync(this CaseActions actions, LockedCase work, CaseAction action, CancellationToken ct)
    {
        if (action.Flow == ActionFlow.Shipment) await SettleGoodsAsync(actions, work, action, ct);
        if (action.Flow == ActionFlow.Claim) await SettleClaimAsync(actions, work, action, ct);
        if (action.Flow is ActionFlow.Shipment or ActionFlow.Claim or ActionFlow.Payout) await actions.SettleClaimsAsync(work, ct);
    }

    /// <summary>
    /// Once nobody asks a courier or supplier any more, they bear nothing: what a case came to cost them, or no longer costs them, after their claims were over is the
    /// store's at once.
    /// </summary>
    public static async Task SettleClaimsAsync(this CaseActions actions, LockedCase work, CancellationToken ct)
    {
        var over = actions.All.Where(action => action is { Flow: ActionFlow.Claim, State: ActionState.Done or ActionState.Failed }).GroupBy(claim => claim.Word).Select(same => same.Last()).ToList();
        if (over.Count == 0) return;
        // What is borne is what the ledger says.
        await work.Db.SaveChangesAsync(ct);
        foreach (var claim in over) await SettleClaimAsync(actions, work, claim, ct);
    }

    /// <summary>What is booked now for the goods of a shipment. Yuan.</summary>
    public static async Task<decimal> GoodsAsync(LockedCase work, CaseAction action, CancellationToken ct) =>
        -await EntriesOf(work, action).Where(e => e.Account == LedgerAccount.Goods).SumAsync(e => e.Yuan, ct);

    private static async Task SettleGoodsAsync(CaseActions actions, LockedCase work, CaseAction action, CancellationToken ct)
    {
        var cost = action.State == ActionState.Done ? action.Amount ?? 0 : 0;
        var booked = await GoodsAsync(work, action, ct);
        if (cost != booked && action.Shares is { } shares)
            actions.Book(Postings.GoodsShipped(action.StoreId, action.CaseId, action.Id, action.Version, cost - booked, shares, work.Now));
    }

    private static async Task SettleClaimAsync(CaseActions actions, LockedCase work, CaseAction claim, CancellationToken ct)
    {
        var received = claim.State == ActionState.Done ? claim.Amount ?? 0 : 0;
        var came = await EntriesOf(work, claim).Where(e => e.Account == LedgerAccount.Recovered).SumAsync(e => e.Yuan, ct);
        var from = await AgainstAsync(work, claim, ct);
        if (received != came) actions.Book(Postings.Recovered(claim.StoreId, claim.CaseId, claim.Id, claim.Version, received - came, from, work.Now));

        var nth = await work.Db.Postings.CountAsync(posting => posting.ActionId == claim.Id, ct);
        var same = actions.All.FindAll(other => other.Word == claim.Word && other.State != ActionState.Voided);
        var own = EntriesOf(work, claim).Where(e => e.Account == LedgerAccount.Borne && e.Party == from.Party);
        if (same.Count > 0 && same.TrueForAll(other => other.IsEnded))
        {
            // Nobody asks any more.
            if (await BorneAsync(work, from, ct) - (received - came) is not 0 and var left)
                actions.Book(Postings.ClaimOver(claim.StoreId, claim.CaseId, claim.Id, nth, left, from, work.Now));
        }
        else if (-await own.SumAsync(e => e.Yuan, ct) - came is not 0 and var taken)
        {
            actions.Book(Postings.ClaimOpenAgain(claim.StoreId, claim.CaseId, claim.Id, nth, taken, from, work.Now));
        }
    }

    /// <summary>Whom a claim is against, by the name under which they bear something of this case, where there is one.</summary>
    private static async Task<Share> AgainstAsync(LockedCase work, CaseAction claim, CancellationToken ct)
    {
        var party = Claims.PartyOf(claim);
        // What was booked once stays with whom it was booked to.
        if (await EntriesOf(work, claim).Where(e => e.Party == party).Select(e => new { e.PartyName }).FirstOrDefaultAsync(ct) is { } own) return new Share(party, 100, own.PartyName);
        var bearing = await EntriesOf(work).Where(e => e.Account == LedgerAccount.Borne && e.Party == party).GroupBy(e => e.PartyName).Where(g => g.Sum(e => e.Yuan) != 0).Select(g => g.Key).ToListAsync(ct);
        var orderNo = work.Subject.OrderNo;
        return Claims.Against(claim, bearing, await work.Db.Parcels.Where(p => p.OrderNo == orderNo).OrderByDescending(p => p.ShippedAt).Select(p => p.Courier).FirstOrDefaultAsync(ct));
    }

    private static Task<decimal> BorneAsync(LockedCase work, Share by, CancellationToken ct) =>
        EntriesOf(work).Where(e => e.Account == LedgerAccount.Borne && e.Party == by.Party && e.PartyName == by.Name).SumAsync(e => e.Yuan, ct);

    private static IQueryable<LedgerEntry> EntriesOf(LockedCase work, CaseAction? action = null)
    {
        var (caseId, actionId) = (work.Subject.Id, action?.Id);
        return work.Db.Postings.Where(p => p.CaseId == caseId && (actionId == null || p.ActionId == actionId)).SelectMany(p => p.Entries);
    }
}
