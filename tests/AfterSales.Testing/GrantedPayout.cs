using AfterSales.Application.Persistence;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Testing;

/// <summary>Payments that may go, as an agreement within one's authority leaves them: the courier bears 70 %, the store the rest.</summary>
public static class GrantedPayout
{
    public static async Task<Payout> AddAsync(StoreDb db, string caseNumber, decimal amount, DateTimeOffset at, string? payee = null)
    {
        var subject = await db.Cases.SingleAsync(c => c.Number == caseNumber);
        var action = CaseAction.Agree(Ids.New(at), db.StoreId, subject.Id, subject.Cycle, new(ActionCatalogue.Find("partial discount")!, null, [], WaitsForReturn: false), null, at)
            .Costing(amount, null, [], null, null, isOwnAuthority: true);
        var payout = Payout.Request(Ids.New(at), db.StoreId, subject.Id, action.Id, subject.CustomerId, subject.OrderNo, action.Word, PayoutMethod.SmallTransfer, payee, amount,
            Shares.Of([new(Party.Courier, 70, "中通"), new(Party.Store, 30)]).Value!, null, at);
        db.CaseActions.Add(action);
        db.Payouts.Add(payout);
        db.Postings.Add(payout.Approve(null, amount, at).By(null, "test"));
        await db.SaveChangesAsync();
        return payout;
    }
}
