using AfterSales.Application.Persistence;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using AfterSales.Load.Pages;
using AfterSales.Load.Running;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Load.Approvals;

/// <summary>Fills a store with requests that wait for a decision, each with its remedy, a memo to write, its payment and its clock.</summary>
internal static class OpenRequests
{
    private const int AtOnce = 500;

    public static async Task FillAsync(FilledStore store, int count, CancellationToken ct)
    {
        // Only these are open.
        await Seed.ExecuteAsync(store.Source, "delete from approval_requests where store_id = $1 and state = 'Open'", [store.Database.StoreId], ct);
        await Seed.ExecuteAsync(store.Source, "update cases set state = 'Negotiating', waiting_for = 'Approval', type = 'Quality', subtype = 'Defect' where id in (select id from cases where store_id = $1 and order_no is not null and assignee_id not in (select id from people where user_name = 'supervisor') and state in ('New','Confirming','Analysing','Negotiating','Executing') order by number limit $2)",
            [store.Database.StoreId, count], ct);
        var options = new DbContextOptionsBuilder<SystemDb>().UseNpgsql(store.Database.ConnectionString).Options;
        await using var read = new SystemDb(options);
        var cases = await read.Cases.AsNoTracking().Where(c => c.StoreId == store.Database.StoreId && c.WaitingFor == Domain.Cases.Waiting.Approval).ToListAsync(ct);
        var evidence = (await read.Evidence.AsNoTracking().Where(e => e.StoreId == store.Database.StoreId).Select(e => new { e.CaseId, e.Sha256 }).ToListAsync(ct)).ToLookup(e => e.CaseId, e => e.Sha256!);
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (some, batch) in cases.Chunk(AtOnce).Select((some, batch) => (some, batch)))
        {
            await using var db = new SystemDb(options);
            for (var i = 0; i < some.Length; i++) Add(db, some[i], [.. evidence[some[i].Id]], now.AddSeconds(-(batch * AtOnce + i) / 10.0));
            await db.SaveChangesAsync(ct);
        }
        await Seed.ExecuteAsync(store.Source, "vacuum analyze", [], ct);
    }

    private static void Add(SystemDb db, Domain.Cases.Case subject, string[] evidence, DateTimeOffset at)
    {
        var (remedyId, amount, agent) = (Ids.New(at), 18m + at.Second, subject.AssigneeId!.Value);
        var remedy = CaseAction.Agree(remedyId, subject.StoreId, subject.Id, subject.Cycle, new(ActionCatalogue.Find("partial discount")!, null, [], false), agent, at).With(remedyId, [])
            .Costing(amount, null, subject.Items, "买家不同意 ¥15", remedyId.ToString("N"), isOwnAuthority: false).Ask();
        var memo = CaseAction.Agree(Ids.New(at), subject.StoreId, subject.Id, subject.Cycle, new(ActionCatalogue.Find("order memo")!, null, [], false), agent, at).With(remedyId, []).Ask();
        var payout = Payout.Request(Ids.New(at), subject.StoreId, subject.Id, remedyId, subject.CustomerId, subject.OrderNo, "partial discount", PayoutMethod.SmallTransfer, null, amount, Shares.OfStore, agent, at);
        var what = new ApprovalSubject(subject.StoreId, subject.Id, subject.OrderNo, "partial discount", amount, PayoutMethod.SmallTransfer, null, subject.Items, evidence);
        var request = ApprovalRequest.Ask(Ids.New(at), remedyId, what, "supervisor", ["over one's authority"], SignaturePlan.AnySupervisor, "买家不同意 ¥15", agent, "客服", at);
        var policy = ClockPolicy.Default;
        var clock = Clock.Start(Ids.New(at), subject.StoreId, subject.Id, ClockKind.Approval, subject.Cycle, at, policy.RuleFor(ClockKind.Approval), policy);
        db.CaseActions.AddRange(remedy, memo);
        db.Payouts.Add(payout);
        db.Approvals.Add(request);
        db.Clocks.Add(clock);
        db.ClockTimers.AddRange(TimerChanges.Apply(clock, []).Added);
    }
}
