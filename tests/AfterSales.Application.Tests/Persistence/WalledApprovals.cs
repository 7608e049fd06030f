using AfterSales.Application.Approvals;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Persistence;

/// <summary>What the walled store has to decide: a request that somebody has looked at, a delegation, and a spending policy of its own.</summary>
internal sealed record WalledApprovals(Guid RequestId, string SubjectHash, Guid DelegationId)
{
    public static async Task<WalledApprovals> FillAsync(TestDesk desk, string number, string mark)
    {
        (await desk.Get<ChangeSpendingPolicy>().ExecuteAsync(new(1, SpendingPolicy.Default with { People = new Dictionary<Guid, SpendingLimit> { [desk.Agent.Id!.Value] = new() { ADay = 100 } } }), desk.Owner)).Refusal.ShouldBeNull();
        var delegation = await desk.Get<DelegateApprovals>().ExecuteAsync(new(desk.OtherAgent.Id!.Value, null, desk.Time.Now.AddDays(3), $"{mark}休假"), desk.Supervisor);
        await using var db = desk.Db();
        var (subject, now) = (await db.Cases.SingleAsync(c => c.Number == number), desk.Time.Now);
        var (actionId, agent) = (Ids.New(now), desk.Agent.Id!.Value);
        var remedy = CaseAction.Agree(actionId, desk.StoreId, subject.Id, subject.Cycle, new(ActionCatalogue.Find("coupon")!, null, [], false), agent, now).With(actionId, [])
            .Costing(20, null, subject.Items, $"{mark}的说明", "walled", isOwnAuthority: false).Ask();
        var payout = Payout.Request(Ids.New(now), desk.StoreId, subject.Id, actionId, subject.CustomerId, subject.OrderNo, "coupon", PayoutMethod.Coupon, null, 20, Shares.OfStore, agent, now);
        var shown = await db.Evidence.Where(e => e.CaseId == subject.Id).Select(e => e.Sha256 ?? e.Url ?? "").ToListAsync();
        var what = new ApprovalSubject(desk.StoreId, subject.Id, subject.OrderNo, "coupon", 20, PayoutMethod.Coupon, null, subject.Items, shown);
        var request = ApprovalRequest.Ask(Ids.New(now), actionId, what, "owner", ["over one's authority"], SignaturePlan.AnyOwner, $"{mark}的说明", agent, desk.Agent.Name, now);
        db.CaseActions.Add(remedy);
        db.Payouts.Add(payout);
        db.Approvals.Add(request);
        await db.SaveChangesAsync();
        // Asked back and answered, so that there is a decision; it is open again.
        (await desk.Get<DecideApproval>().ExecuteAsync(new(request.Id, Verdict.AskedBack, null, $"{mark}的问题", request.SubjectHash), desk.Owner)).Refusal.ShouldBeNull();
        (await desk.Get<AnswerApproval>().ExecuteAsync(new(number, request.Id, $"{mark}的回答"), desk.Agent)).Refusal.ShouldBeNull();
        return new WalledApprovals(request.Id, request.SubjectHash, delegation.Value);
    }
}
