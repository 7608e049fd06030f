using AfterSales.Application.Ledger;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Remedies.QualityCase;

namespace AfterSales.Application.Tests.Ledger;

/// <summary>Payments of quality cases, each of another buyer and order, and what the ledger says of them.</summary>
internal static class PayingDesk
{
    /// <summary>May be paid: the owner agreed it, and a supervisor approved it where it is over the guide.</summary>
    public static async Task<Payout> ApprovedAsync(TestDesk desk, int order = 0, decimal amount = 12, string? payee = null)
    {
        var number = await OpenAsync(desk, order, refused: amount > 15);
        var agreed = await AgreeAsync(desk, number, amount, actor: desk.Owner, payee: payee);
        if (agreed.Value!.ApprovalId is not null) (await DecideAsync(desk, number, Verdict.Approved)).Refusal.ShouldBeNull();
        var payout = await PayoutAsync(desk, number);
        payout.State.ShouldBe(PayoutState.Approved);
        return payout;
    }

    /// <summary>As many as are wanted, oldest first.</summary>
    public static async Task<IReadOnlyList<Payout>> ManyAsync(TestDesk desk, int count, decimal amount)
    {
        var payouts = new List<Payout>();
        for (var order = 0; order < count; order++)
        {
            payouts.Add(await ApprovedAsync(desk, order, amount));
            desk.Time.Move(TimeSpan.FromSeconds(1));
        }
        return payouts;
    }

    public static async Task<Payout> NowAsync(TestDesk desk, Guid payoutId)
    {
        await using var db = desk.Db();
        return await db.Payouts.AsNoTracking().SingleAsync(p => p.Id == payoutId);
    }

    public static Task<Result<PayoutMoved>> SendAsync(TestDesk desk, Payout payout, Actor? actor = null, string? key = null, string connector = PaymentConnectors.Manual) =>
        desk.Get<SendPayout>().ExecuteAsync(new(payout.Id, connector, key), actor ?? desk.Agent);

    public static async Task<Result<PayoutMoved>> ConfirmAsync(TestDesk desk, Payout payout, string? receipt = null, Actor? actor = null) =>
        await desk.Get<ConfirmPayout>().ExecuteAsync(new(payout.Id, receipt ?? ReceiptOf(payout), (await NowAsync(desk, payout.Id)).AttemptKey), actor ?? desk.Agent);

    public static async Task<Result<PayoutMoved>> FailAsync(TestDesk desk, Payout payout, string reason = "余额不足", Actor? actor = null) =>
        await desk.Get<FailPayout>().ExecuteAsync(new(payout.Id, reason, (await NowAsync(desk, payout.Id)).AttemptKey), actor ?? desk.Agent);

    public static Task<Result<PayoutMoved>> ByHandAsync(TestDesk desk, Payout payout, string? receipt = null, Actor? actor = null) =>
        desk.Get<PayByHand>().ExecuteAsync(new(payout.Id, receipt ?? ReceiptOf(payout)), actor ?? desk.Agent);

    public static Task<Result<PayoutMoved>> BeginAsync(TestDesk desk, Payout payout, Actor? actor = null, bool isDeliberate = false) =>
        desk.Get<BeginPayByHand>().ExecuteAsync(new(payout.Id, isDeliberate), actor ?? desk.Agent);

    /// <summary>The same picture comes with these cases, after everything was agreed: nobody has looked at it yet.</summary>
    public static async Task SamePhotoAsync(TestDesk desk, params Payout[] payouts)
    {
        await using var db = desk.Db();
        foreach (var payout in payouts)
            db.Evidence.Add(new EvidenceItem(Ids.New(desk.Time.Now), desk.StoreId, payout.CaseId, null, "袖口.jpg", desk.Time.Now, null).WithFile(new('a', 64), "image/jpeg", 1, 1, 1, false));
        await db.SaveChangesAsync();
    }

    /// <summary>Every booking balances, each account says what the payouts do, and nothing was confirmed twice.</summary>
    public static async Task ShouldBalanceAsync(TestDesk desk)
    {
        await using var db = desk.Db();
        var postings = await db.Postings.AsNoTracking().Include(p => p.Entries).ToListAsync();
        postings.ShouldAllBe(posting => posting.Entries.Sum(entry => entry.Yuan) == 0);
        postings.Select(posting => posting.Key).ShouldBeUnique();
        foreach (var payout in await db.Payouts.AsNoTracking().ToListAsync())
        {
            var own = postings.Where(posting => posting.PayoutId == payout.Id).ToList();
            own.Count(posting => posting.Kind == PostingKind.Confirmed).ShouldBeLessThanOrEqualTo(1);
            own.Count(posting => posting.Kind == PostingKind.Sent).ShouldBe(payout.Attempt);
            Sum(own, LedgerAccount.Owed).ShouldBe(payout.State is PayoutState.Approved or PayoutState.Failed ? -payout.Amount : 0);
            Sum(own, LedgerAccount.InTransit).ShouldBe(payout.State == PayoutState.Sent ? -payout.Amount : 0);
            Sum(own, LedgerAccount.Paid).ShouldBe(payout.State == PayoutState.Confirmed ? -payout.Amount : 0);
            Sum(own, LedgerAccount.Borne).ShouldBe(payout.State is PayoutState.Requested or PayoutState.Voided ? 0 : payout.Amount);
            if (payout.State is PayoutState.Sent or PayoutState.Confirmed or PayoutState.Approved) (payout.IsOwnAuthority || await IsApprovedAsync(db, payout)).ShouldBeTrue("paid without anybody's yes");
            // On other terms it is another payout of the same action.
            if (payout.State != PayoutState.Voided || !await db.Payouts.AnyAsync(p => p.ActionId == payout.ActionId && p.Id != payout.Id))
                (await db.CaseActions.AsNoTracking().SingleAsync(a => a.Id == payout.ActionId)).State.ShouldBe(StateOf(payout));
        }
    }

    public static async Task<decimal> BorneAsync(TestDesk desk, Party party, string? name = null)
    {
        await using var db = desk.Db();
        return await db.LedgerEntries.Where(e => e.Account == LedgerAccount.Borne && e.Party == party && (name == null || e.PartyName == name)).SumAsync(e => e.Yuan);
    }

    private static decimal Sum(IEnumerable<Posting> postings, LedgerAccount account) => postings.SelectMany(posting => posting.Entries).Where(entry => entry.Account == account).Sum(entry => entry.Yuan);

    private static Task<bool> IsApprovedAsync(Application.Persistence.StoreDb db, Payout payout) => db.Approvals.AnyAsync(a => a.Id == payout.ApprovalId && a.State == ApprovalState.Approved && a.Amount == payout.Amount);

    // Each payment has a number of its own.
    private static string ReceiptOf(Payout payout) => $"R{payout.Id:N}";

    private static ActionState StateOf(Payout payout) => payout.State switch
    {
        PayoutState.Requested => ActionState.Asked,
        PayoutState.Approved => ActionState.Open,
        PayoutState.Sent => ActionState.Sent,
        PayoutState.Confirmed => ActionState.Done,
        PayoutState.Failed => ActionState.Failed,
        _ => ActionState.Voided,
    };
}
