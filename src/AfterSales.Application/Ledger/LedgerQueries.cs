using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Ledger;

/// <summary>What a case cost, and what was booked of it, the latest first.</summary>
/// <param name="People">Names of those who bear something.</param>
public sealed record LedgerOfCase(IReadOnlyList<CaseCost> Costs, IReadOnlyList<Posting> Postings, IReadOnlyDictionary<Guid, string> People);

/// <summary>Money that is paid, or goods that are sent.</summary>
/// <param name="Payout">Null where goods are meant.</param>
/// <param name="Version">Of the payout, or of the action where goods are meant: what a change has to have seen.</param>
public sealed record CaseCost(CaseAction Action, Payout? Payout, Shares Shares, int Version);

/// <summary>One day of the store in yuan: granted to buyers, confirmed as paid, what goods cost, and what came back.</summary>
public sealed record LedgerDay(DateOnly Day, decimal Granted, decimal Paid, decimal Goods, decimal Recovered);

/// <summary>What one party came to bear by the shares in some time, what it paid back, what passed between it and the store when claims were over, and what it bears altogether by the end. Yuan.</summary>
public sealed record LedgerParty(Party Party, string? Name, Guid? PersonId, decimal Borne, decimal Received, decimal Moved, decimal Balance)
{
    /// <summary>What it bore already when that time began.</summary>
    public decimal Before => Balance - Borne + Received - Moved;
}

/// <summary>One entry as it leaves the product.</summary>
public sealed record LedgerLine(long Id, DateTimeOffset At, string Case, PostingKind Kind, string Key, LedgerAccount Account, decimal Yuan, Party? Party, string? PartyName, Guid? PersonId, Guid? PayoutId, string By);

/// <param name="Next">The id behind which the next page begins; null: this was the last.</param>
public sealed record LedgerLines(IReadOnlyList<LedgerLine> Lines, long? Next);

/// <summary>Reads the ledger: of a case, by days, by parties, and line by line.</summary>
public sealed class LedgerQueries(Databases databases, StoreZones zones, TimeProvider time)
{
    public const int MostLines = 1_000;

    public async Task<Result<LedgerOfCase>> OfCaseAsync(string number, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (await db.Cases.Where(c => c.Number == number).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct) is not { } id) return Refusal.NotFound("case.not_found", number);
        var actions = await db.CaseActions.AsNoTracking().Where(a => a.CaseId == id && (a.Flow == ActionFlow.Payout || a.Shares != null)).OrderByDescending(a => a.AgreedAt).ToListAsync(ct);
        var payouts = (await db.Payouts.AsNoTracking().Where(p => p.CaseId == id).ToListAsync(ct)).ToLookup(p => p.ActionId);
        var postings = await db.Postings.AsNoTracking().Include(p => p.Entries.OrderBy(e => e.Id)).Where(p => p.CaseId == id).OrderByDescending(p => p.At).ThenByDescending(p => p.Id).ToListAsync(ct);
        var costs = actions.ConvertAll(action => CostOf(action, payouts[action.Id].OrderBy(p => p.State == PayoutState.Voided).FirstOrDefault())).OfType<CaseCost>().ToList();
        var people = costs.SelectMany(cost => cost.Shares.Parts).Select(part => part.PersonId).Concat(postings.SelectMany(p => p.Entries).Select(e => e.PersonId)).OfType<Guid>().Distinct().ToList();
        return new LedgerOfCase(costs, postings, await db.NamesAsync(people, ct));
    }

    /// <summary>What is booked for goods that are about to leave, unless whoever ships them says another amount; null: nothing is.</summary>
    public async Task<Result<decimal?>> GoodsCostAsync(string number, Guid actionId, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var found = await db.CaseActions.AsNoTracking().Where(a => a.Id == actionId).Join(db.Cases.Where(c => c.Number == number), a => a.CaseId, c => c.Id, (a, c) => new { Action = a, Case = c }).SingleOrDefaultAsync(ct);
        return found is null ? Refusal.NotFound("action.not_found") : new Result<decimal?>(await GoodsCosts.OfAsync(db, found.Case, found.Action, time.GetUtcNow(), ct));
    }

    /// <summary>The days from the first to the last, both among them, on which something was booked, by the store's wall clock.</summary>
    public async Task<Result<IReadOnlyList<LedgerDay>>> DaysAsync(DateOnly first, DateOnly last, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Pay)) return Refusal.Forbidden();
        var zone = await zones.OfAsync(actor.StoreId, ct);
        var (from, to) = (zone.StartOf(first), zone.StartOf(last.AddDays(1)));
        await using var db = databases.For(actor);
        // What was granted and taken back again on the same day comes to nothing.
        return await db.Database.SqlQuery<LedgerDay>(
            $"""
            select (p.at at time zone {zone.Id})::date as "Day",
                coalesce(-sum(e.yuan) filter (where e.account = 'Owed' and p.kind in ('Approved','Voided')), 0) as "Granted",
                coalesce(-sum(e.yuan) filter (where e.account = 'Paid'), 0) as "Paid",
                coalesce(-sum(e.yuan) filter (where e.account = 'Goods'), 0) as "Goods",
                coalesce(sum(e.yuan) filter (where e.account = 'Recovered'), 0) as "Recovered"
            from ledger_postings p join ledger_entries e on e.posting_id = p.id
            where p.store_id = {actor.StoreId} and p.at >= {from} and p.at < {to} group by 1 order by 1 desc
            """).ToListAsync(ct);
    }

    /// <summary>Everybody who came to bear something, or still does.</summary>
    public async Task<Result<IReadOnlyList<LedgerParty>>> PartiesAsync(DateOnly first, DateOnly last, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Pay)) return Refusal.Forbidden();
        var zone = await zones.OfAsync(actor.StoreId, ct);
        var (from, to) = (zone.StartOf(first), zone.StartOf(last.AddDays(1)));
        await using var db = databases.For(actor);
        var sums = await db.Database.SqlQuery<PartySums>(
            $"""
            select * from (
                select e.party as "Whose", e.party_name as "Name", e.person_id as "PersonId",
                    coalesce(sum(e.yuan) filter (where p.at >= {from} and e.account = 'Borne' and p.kind not in ('Recovered','ClaimLost','Surplus')), 0) as "Borne",
                    coalesce(sum(e.yuan) filter (where p.at >= {from} and e.account = 'Recovered'), 0) as "Received",
                    coalesce(sum(e.yuan) filter (where p.at >= {from} and e.account = 'Borne' and p.kind in ('ClaimLost','Surplus')), 0) as "Moved",
                    coalesce(sum(e.yuan) filter (where e.account = 'Borne'), 0) as "Balance"
                from ledger_postings p join ledger_entries e on e.posting_id = p.id
                where p.store_id = {actor.StoreId} and p.at < {to} and e.party is not null group by e.party, e.party_name, e.person_id) t
            where "Borne" <> 0 or "Received" <> 0 or "Moved" <> 0 or "Balance" <> 0 order by "Balance" desc, "Whose", "Name"
            """).ToListAsync(ct);
        return sums.ConvertAll(sum => new LedgerParty(Enum.Parse<Party>(sum.Whose), sum.Name, sum.PersonId, sum.Borne, sum.Received, sum.Moved, sum.Balance));
    }

    /// <summary>Entries in the order in which they were booked, a page at a time.</summary>
    public async Task<Result<LedgerLines>> LinesAsync(DateOnly first, DateOnly last, long after, Actor actor, int most = MostLines, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Pay)) return Refusal.Forbidden();
        var zone = await zones.OfAsync(actor.StoreId, ct);
        var (from, to) = (zone.StartOf(first), zone.StartOf(last.AddDays(1)));
        await using var db = databases.For(actor);
        var found = await db.LedgerEntries.Where(e => e.Id > after)
            .Join(db.Postings.Where(p => p.At >= from && p.At < to), e => e.PostingId, p => p.Id, (e, p) => new { Entry = e, Posting = p })
            .Join(db.Cases, line => line.Posting.CaseId, c => c.Id, (line, c) => new { line.Entry, line.Posting, c.Number })
            .OrderBy(line => line.Entry.Id).Take(Math.Clamp(most, 1, MostLines) + 1)
            .Select(line => new LedgerLine(
                line.Entry.Id, line.Posting.At, line.Number, line.Posting.Kind, line.Posting.Key, line.Entry.Account, line.Entry.Yuan, line.Entry.Party, line.Entry.PartyName, line.Entry.PersonId, line.Posting.PayoutId,
                line.Posting.ByName))
            .ToListAsync(ct);
        var page = found.Take(Math.Clamp(most, 1, MostLines)).ToList();
        return new LedgerLines(page, found.Count > page.Count ? page[^1].Id : null);
    }

    private static CaseCost? CostOf(CaseAction action, Payout? payout) => payout is not null ? new(action, payout, payout.Shares, payout.Version)
        : action is { Shares: { } shares, State: not ActionState.Voided } ? new(action, null, shares, action.Version) : null;

    private sealed record PartySums(string Whose, string? Name, Guid? PersonId, decimal Borne, decimal Received, decimal Moved, decimal Balance);
}
