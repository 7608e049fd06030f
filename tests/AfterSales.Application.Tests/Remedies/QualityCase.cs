using AfterSales.Application.Approvals;
using AfterSales.Application.Cases;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Remedies;
using AfterSales.Application.Stores;
using AfterSales.Application.Tests.Importing;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Remedies;

/// <summary>
/// Quality B of SPEC 4.1: a defect shown four days after signing. What was paid is ¥201.12, the store keeps 40 %, the buyer lives in another province: up to
/// ¥15 is the agent's, and once the buyer refused that, a supervisor decides.
/// </summary>
internal static class QualityCase
{
    public const string OrderNo = "1001000000000000";

    public static async Task<string> OpenAsync(TestDesk desk, int order = 0, bool refused = false)
    {
        if (order == 0) await ImportAsync(desk);
        return await ToldAsync(desk, $"买家{order % 50:D3}", $"10010000{order:D8}", refused);
    }

    private static async Task<string> ToldAsync(TestDesk desk, string buyer, string orderNo, bool refused)
    {
        var number = await desk.BuyerSaysAsync(buyer, "袖口开线了", orderNo);
        (await desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.Quality, CaseSubtype.Defect, null), desk.Agent)).Refusal.ShouldBeNull();
        await SayAsync(desk, number, ("photo", Value.Of("confirms")), ("own fault", Value.False), ("wear", Value.Of("unworn")), ("days since signed", Value.Of(4m)));
        if (refused) await SayAsync(desk, number, ("offer", Value.Of("refused")));
        return number;
    }

    /// <summary>Sixty orders of fifty buyers, and what the store keeps of them.</summary>
    public static async Task ImportAsync(TestDesk desk)
    {
        await desk.ImportAsync(Importer.Orders(0, 60));
        (await desk.Get<DescribeStore>().ExecuteAsync(await DescribedAsync(desk), desk.Owner)).Refusal.ShouldBeNull();
    }

    /// <summary>The same about an order of its own: what was paid, and from where.</summary>
    public static async Task<string> OpenAsync(TestDesk desk, string paid, string address = "广东省 广州市", bool refused = false)
    {
        await desk.ImportAsync(Importer.Orders(900, 1, amount: paid).Replace("广东省 广州市", address, StringComparison.Ordinal));
        (await desk.Get<DescribeStore>().ExecuteAsync(await DescribedAsync(desk), desk.Owner)).Refusal.ShouldBeNull();
        return await ToldAsync(desk, "买家000", $"10010000{900:D8}", refused);
    }

    public static async Task SayAsync(TestDesk desk, string number, params (string Name, Value Value)[] facts) =>
        (await desk.Get<SayFacts>().ExecuteAsync(new(number, facts.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal)), desk.Agent)).Refusal.ShouldBeNull();

    public static Task<Result<RemedyAgreed>> AgreeAsync(TestDesk desk, string number, decimal? amount, string remedy = "partial discount", Actor? actor = null, string? key = null, string? payee = null) =>
        desk.Get<AgreeRemedy>().ExecuteAsync(new(number, remedy, amount, PayoutMethod.SmallTransfer, payee, "穿过一次开线", key ?? Ids.New(desk.Time.Now).ToString("N")), actor ?? desk.Agent);

    public static async Task<ApprovalRequest> RequestAsync(TestDesk desk, string number)
    {
        await using var db = desk.Db();
        return await db.Approvals.AsNoTracking().Include(a => a.Decisions).OrderByDescending(a => a.RequestedAt).FirstAsync(a => db.Cases.Any(c => c.Id == a.CaseId && c.Number == number));
    }

    public static async Task<Result<ApprovalDecided>> DecideAsync(TestDesk desk, string number, Verdict verdict, Actor? actor = null, decimal? amount = null, string? reason = null)
    {
        var request = await RequestAsync(desk, number);
        return await desk.Get<DecideApproval>().ExecuteAsync(new(request.Id, verdict, amount, reason, request.SubjectHash), actor ?? desk.Supervisor);
    }

    public static async Task<Payout> PayoutAsync(TestDesk desk, string number, bool live = false)
    {
        await using var db = desk.Db();
        return await db.Payouts.AsNoTracking().SingleAsync(p => (!live || p.State != PayoutState.Voided) && db.Cases.Any(c => c.Id == p.CaseId && c.Number == number));
    }

    public static async Task<Payout> PayoutAsync(TestDesk desk, string number, Guid actionId)
    {
        await using var db = desk.Db();
        return await db.Payouts.AsNoTracking().SingleAsync(p => p.ActionId == actionId && db.Cases.Any(c => c.Id == p.CaseId && c.Number == number));
    }

    public static async Task<IReadOnlyList<CaseAction>> ActionsAsync(TestDesk desk, string number)
    {
        await using var db = desk.Db();
        return await db.CaseActions.AsNoTracking().Where(a => db.Cases.Any(c => c.Id == a.CaseId && c.Number == number)).OrderBy(a => a.AgreedAt).ThenBy(a => a.Place).ThenBy(a => a.Id).ToListAsync();
    }

    private static async Task<DescribeStore.Input> DescribedAsync(TestDesk desk)
    {
        await using var db = desk.Db();
        var store = await db.Stores.SingleAsync(s => s.Id == desk.StoreId);
        return new(store.Id, store.Version, store.Name, store.TimeZoneId, "浙江省", "杭州市", 0.4m, store.Language);
    }
}
