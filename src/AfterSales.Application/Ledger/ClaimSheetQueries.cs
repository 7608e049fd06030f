using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Ledger;

/// <summary>Who is asked to pay: a courier or a supplier, by name where one is known.</summary>
public sealed record ClaimParty(Party Party, string? Name);

/// <summary>One case on a sheet. Yuan.</summary>
/// <param name="Before">What they owed for it when the month began.</param>
/// <param name="Borne">What they came to bear by the shares in the month.</param>
/// <param name="Claimed">What was claimed of them last; null: nothing was.</param>
/// <param name="Agreed">What they agreed to; null: to nothing yet.</param>
/// <param name="Received">What came in, in the month.</param>
/// <param name="Lost">What the store took over in the month because they will not pay.</param>
/// <param name="Surplus">What they paid in the month beyond what they bear.</param>
/// <param name="Evidence">How many pieces the case has.</param>
public sealed record ClaimLine(
    string CaseNumber, string Customer, string? OrderNo, string? Waybill, decimal Before, decimal Borne, decimal? Claimed, decimal? Agreed, decimal Received, decimal Lost, decimal Surplus, string? Reference, int Evidence)
{
    /// <summary>What they owe for it when the month ends; less than nothing: they paid before it was booked what they bear.</summary>
    public decimal Open => Before + Borne - Received - Lost + Surplus;
}

/// <summary>What a courier or a supplier owes a store, in one month of the store's wall clock (SPEC 4.2). Its sums are those of the ledger.</summary>
/// <param name="Month">Its first day.</param>
public sealed record ClaimSheet(DateOnly Month, ClaimParty Party, IReadOnlyList<ClaimLine> Lines)
{
    public decimal Before => Lines.Sum(line => line.Before);
    public decimal Borne => Lines.Sum(line => line.Borne);
    public decimal Received => Lines.Sum(line => line.Received);
    public decimal Lost => Lines.Sum(line => line.Lost);
    public decimal Surplus => Lines.Sum(line => line.Surplus);
    public decimal Open => Lines.Sum(line => line.Open);
}

/// <summary>Reads claim sheets, from what was booked and from the claims that were made.</summary>
public sealed class ClaimSheetQueries(Databases databases, StoreZones zones)
{
    /// <summary>Everybody who has a sheet in the month: who owed something when it began, came to bear something, or was asked to pay. Who owes most comes first.</summary>
    public async Task<Result<IReadOnlyList<ClaimSheet>>> OfMonthAsync(DateOnly month, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Pay)) return Refusal.Forbidden();
        var first = new DateOnly(month.Year, month.Month, 1);
        var zone = await zones.OfAsync(actor.StoreId, ct);
        var (from, to) = (zone.StartOf(first), zone.StartOf(first.AddMonths(1)));
        await using var db = databases.For(actor);
        var sums = await SumsAsync(db, from, to, ct);
        var claims = await ClaimsAsync(db, from, to, sums, ct);
        var cases = await CasesAsync(db, [.. sums.Select(sum => sum.CaseId).Concat(claims.Select(claim => claim.CaseId)).Distinct()], ct);
        var keys = sums.Select(sum => (sum.Party, sum.Name, sum.CaseId)).Union(claims.Select(claim => (claim.Against.Party, claim.Against.Name, claim.CaseId)));
        return keys.GroupBy(key => new ClaimParty(key.Party, key.Name))
            .Select(sheet => new ClaimSheet(first, sheet.Key,
                [.. sheet.Select(key => Line(cases[key.CaseId], sums.Find(sum => (sum.Party, sum.Name, sum.CaseId) == key), claims.FindAll(claim => (claim.Against.Party, claim.Against.Name, claim.CaseId) == key))).OrderBy(line => line.CaseNumber, StringComparer.Ordinal)]))
            .OrderByDescending(sheet => sheet.Open).ThenBy(sheet => sheet.Party.Party).ThenBy(sheet => sheet.Party.Name, StringComparer.Ordinal).ToList();
    }

    /// <summary>The sheet of one; one without lines where there is nothing to say.</summary>
    public async Task<Result<ClaimSheet>> FindAsync(DateOnly month, ClaimParty party, Actor actor, CancellationToken ct = default)
    {
        var sheets = await OfMonthAsync(month, actor, ct);
        if (!sheets.Ok) return sheets.Refusal;
        return sheets.Value.FirstOrDefault(sheet => sheet.Party == party) ?? new ClaimSheet(new(month.Year, month.Month, 1), party, []);
    }

    private static async Task<List<Sums>> SumsAsync(StoreDb db, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        await db.Database.SqlQuery<Sums>(
            $"""
            select * from (
                select p.case_id as "CaseId", e.party as "Whose", e.party_name as "Name", max(p.at) as "Last",
                    coalesce(sum(e.yuan) filter (where p.at < {from} and e.account = 'Borne'), 0) as "Before",
                    coalesce(sum(e.yuan) filter (where p.at >= {from} and e.account = 'Borne' and p.kind not in ('Recovered','ClaimLost','Surplus')), 0) as "Borne",
                    coalesce(sum(e.yuan) filter (where p.at >= {from} and e.account = 'Recovered'), 0) as "Received",
                    coalesce(-sum(e.yuan) filter (where p.at >= {from} and e.account = 'Borne' and p.kind = 'ClaimLost'), 0) as "Lost",
                    coalesce(sum(e.yuan) filter (where p.at >= {from} and e.account = 'Borne' and p.kind = 'Surplus'), 0) as "Surplus"
                from ledger_postings p join ledger_entries e on e.posting_id = p.id
                where p.store_id = {db.StoreId} and e.store_id = {db.StoreId} and p.at < {to} and e.party in ('Courier','Supplier') group by 1, 2, 3) sums
            where "Last" >= {from} or "Before" <> 0
            """).ToListAsync(ct);

    /// <summary>The claims of these cases, and of others that went on in the month; each with whom it is against.</summary>
    private static async Task<List<Claim>> ClaimsAsync(StoreDb db, DateTimeOffset from, DateTimeOffset to, List<Sums> sums, CancellationToken ct)
    {
        var ids = sums.Select(sum => sum.CaseId).Distinct().ToList();
        var actions = await db.CaseActions.AsNoTracking().Where(a => a.Flow == ActionFlow.Claim && a.State != ActionState.Voided
            && db.ActionSteps.Any(s => s.ActionId == a.Id && s.At < to && (s.At >= from || ids.Contains(a.CaseId)))).OrderBy(a => a.AgreedAt).ToListAsync(ct);
        if (actions.Count == 0) return [];
        var (actionIds, caseIds) = (actions.ConvertAll(a => a.Id), actions.ConvertAll(a => a.CaseId));
        var steps = (await db.ActionSteps.AsNoTracking().Where(s => actionIds.Contains(s.ActionId) && s.At < to).OrderBy(s => s.Id).ToListAsync(ct)).ToLookup(s => s.ActionId);
        var bearing = (await db.Postings.Where(p => caseIds.Contains(p.CaseId)).SelectMany(p => p.Entries, (p, e) => new { p.CaseId, p.ActionId, e.Account, e.Party, e.PartyName, e.Yuan })
            .Where(e => e.Party == Party.Courier || e.Party == Party.Supplier).ToListAsync(ct)).ToLookup(e => e.CaseId);
        var carriers = await CarriersAsync(db, caseIds, ct);
        return actions.ConvertAll(action =>
        {
            var party = Claims.PartyOf(action);
            var own = bearing[action.CaseId].Where(e => e.ActionId == action.Id && e.Party == party).Select(e => e.PartyName).Distinct().ToList();
            var others = bearing[action.CaseId].Where(e => e.Account == LedgerAccount.Borne && e.Party == party).GroupBy(e => e.PartyName).Where(g => g.Sum(e => e.Yuan) != 0).Select(g => g.Key).ToList();
            var against = Claims.Against(action, own.Count > 0 ? own : others, carriers.GetValueOrDefault(action.CaseId).Courier);
            // What was taken back stands among the steps, and counts no more.
            var isMade = action.State is not (ActionState.Asked or ActionState.Open);
            var isAgreed = isMade && action.State != ActionState.Requested;
            return new Claim(action.CaseId, against, isMade ? Last(action, ActionState.Requested) : null, isAgreed ? Last(action, ActionState.Agreed) : null, action.Waybill, action.Reference);
        });

        decimal? Last(CaseAction action, ActionState to) => steps[action.Id].LastOrDefault(step => step.To == to && step.Details.Amount is not null)?.Details.Amount;
    }

    private static async Task<Dictionary<Guid, (string? Courier, string? Waybill)>> CarriersAsync(StoreDb db, List<Guid> caseIds, CancellationToken ct) =>
        (await db.Cases.Where(c => caseIds.Contains(c.Id) && c.OrderNo != null).Join(db.Parcels, c => c.OrderNo, p => p.OrderNo, (c, p) => new { c.Id, p.Courier, p.Waybill, p.ShippedAt }).ToListAsync(ct))
        .GroupBy(p => p.Id).ToDictionary(g => g.Key, g => g.OrderByDescending(p => p.ShippedAt).Select(p => (p.Courier, (string?)p.Waybill)).First());

    private static async Task<Dictionary<Guid, CaseOnSheet>> CasesAsync(StoreDb db, List<Guid> ids, CancellationToken ct)
    {
        var carriers = await CarriersAsync(db, ids, ct);
        return (await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Number, c.CustomerNick, c.OrderNo, Evidence = db.Evidence.Count(e => e.CaseId == c.Id) }).ToListAsync(ct))
            .ToDictionary(c => c.Id, c => new CaseOnSheet(c.Number, c.CustomerNick, c.OrderNo, carriers.GetValueOrDefault(c.Id).Waybill, c.Evidence));
    }

    private static ClaimLine Line(CaseOnSheet subject, Sums? sums, List<Claim> claims) => new(
        subject.Number, subject.Customer, subject.OrderNo, claims.Select(claim => claim.Waybill).FirstOrDefault(waybill => waybill is not null) ?? subject.Waybill,
        sums?.Before ?? 0, sums?.Borne ?? 0, Sum(claims, claim => claim.Claimed), Sum(claims, claim => claim.Agreed), sums?.Received ?? 0, sums?.Lost ?? 0, sums?.Surplus ?? 0,
        claims.Select(claim => claim.Reference).FirstOrDefault(reference => reference is not null), subject.Evidence);

    private static decimal? Sum(List<Claim> claims, Func<Claim, decimal?> of) => claims.Exists(claim => of(claim) is not null) ? claims.Sum(of) : null;

    private sealed record Sums(Guid CaseId, string Whose, string? Name, DateTimeOffset Last, decimal Before, decimal Borne, decimal Received, decimal Lost, decimal Surplus)
    {
        public Party Party => Enum.Parse<Party>(Whose);
    }

    private sealed record Claim(Guid CaseId, Share Against, decimal? Claimed, decimal? Agreed, string? Waybill, string? Reference);

    private sealed record CaseOnSheet(string Number, string Customer, string? OrderNo, string? Waybill, int Evidence);
}
