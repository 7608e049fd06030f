using AfterSales.Application.Persistence;
using AfterSales.Domain.Customers;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Customers.Privacy;

/// <summary>What is held of a buyer, by what people call it.</summary>
public enum PersonalKind
{
    Orders,
    Refunds,
    Cases,
    Messages,
    Evidence,
    Reviews,
    Payouts,
    Approvals,
    PhoneAgreements,
    FollowUps,
    Parcels,
    StaffNotes,
    Flags,
}

/// <summary>How much there is of one kind.</summary>
public sealed record PersonalCount(PersonalKind Kind, int Count);

/// <summary>A customer who was asked for, with what was found: the nick, or something that is theirs.</summary>
public sealed record PersonFound(Guid CustomerId, string Nick, int Orders, int Cases);

/// <summary>What is held of one customer, what stands in the way of erasing it, and what was asked for and handed out so far, the latest first.</summary>
public sealed record PersonalData(
    Customer Customer, IReadOnlyList<PersonalCount> Counts, IReadOnlyList<ErasureObstacle> Obstacles, IReadOnlyList<Erasure> Erasures, IReadOnlyList<PersonalCopy> Copies)
{
    public bool IsErased => Erased.IsNick(Customer.Nick);
}

/// <summary>Finds a buyer by what they say of themselves, and tells what the store holds of them (PIPL 44 and 45).</summary>
public sealed class PersonalDataQueries(Databases databases, TimeProvider time)
{
    public const int Most = 20;
    private const int Listed = 20;

    private static readonly string CountsSql = $$"""
        with c as materialized (select id from cases where store_id = {0} and customer_id = {1}),
             o as materialized (select id, order_no from orders where id in ({{PersonalOrders.Ids("{0}", "{1}")}}))
        select kind as "Kind", n::int as "Count" from (
            select 'Orders' as kind, (select count(*) from o) as n
            union all select 'Refunds', (select count(*) from platform_refunds r join o on o.order_no = r.order_no where r.store_id = {0})
            union all select 'Cases', (select count(*) from c)
            union all select 'Messages', (select count(*) from messages m join c on c.id = m.case_id)
            union all select 'Evidence', (select count(*) from evidence e join c on c.id = e.case_id where e.removed_at is null)
            union all select 'Reviews', (select count(*) from reviews r join c on c.id = r.case_id)
            union all select 'Payouts', (select count(*) from payouts p where p.store_id = {0} and p.customer_id = {1})
            union all select 'Approvals', (select count(*) from approval_requests r join c on c.id = r.case_id)
            union all select 'PhoneAgreements', (select count(*) from phone_agreements p join c on c.id = p.case_id)
            union all select 'FollowUps', (select count(*) from follow_ups f join c on c.id = f.case_id)
            union all select 'Parcels', (select count(*) from parcels p join o on o.order_no = p.order_no where p.store_id = {0})
            union all select 'StaffNotes', (select count(*) from staff_notes s where s.customer_id = {1} and s.store_id = {0})
            union all select 'Flags', (select count(*) from flag_changes f where f.customer_id = {1} and f.store_id = {0})) k
        """;

    /// <summary>At most <see cref="Most"/> customers, by any part of a nick, a whole phone number, receiver's name, account, order number or case number.</summary>
    public async Task<Result<IReadOnlyList<PersonFound>>> FindAsync(string? text, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditCustomers)) return Refusal.Forbidden();
        var wanted = PlainText.Storable(text ?? "").Trim();
        if (wanted.Length is 0 or > 200) return Array.Empty<PersonFound>();
        await using var db = databases.For(actor);
        var (number, payee) = (wanted.ToUpperInvariant(), Payout.KeyOf(wanted));
        // One look-up per index: an "or" over these columns would use none of them.
        IQueryable<Guid?>[] ways =
        [
            db.Customers.Where(c => c.Nick == wanted).Select(c => (Guid?)c.Id),
            db.Orders.Where(o => o.Phone == wanted).Select(o => o.CustomerId),
            db.Orders.Where(o => o.ReceiverName == wanted).Select(o => o.CustomerId),
            db.Orders.Where(o => o.OrderNo == wanted).Select(o => o.CustomerId),
            db.Cases.Where(c => c.Number == number).Select(c => (Guid?)c.CustomerId),
            db.Cases.Where(c => c.OrderNo == wanted).Select(c => (Guid?)c.CustomerId),
            db.PlatformRefunds.Where(r => r.RefundNo == wanted).Join(db.Orders, r => r.OrderNo, o => o.OrderNo, (r, o) => o.CustomerId),
            // Of orders that name nobody the cases tell whose they are.
            db.Orders.Where(o => o.Phone == wanted).Join(db.Cases, o => o.OrderNo, c => c.OrderNo, (o, c) => (Guid?)c.CustomerId),
            db.Orders.Where(o => o.ReceiverName == wanted).Join(db.Cases, o => o.OrderNo, c => c.OrderNo, (o, c) => (Guid?)c.CustomerId),
            db.PlatformRefunds.Where(r => r.RefundNo == wanted).Join(db.Cases, r => r.OrderNo, c => c.OrderNo, (r, c) => (Guid?)c.CustomerId),
            db.Payouts.Where(p => p.PayeeKey == payee).Select(p => (Guid?)p.CustomerId),
            db.Customers.Named(wanted).Select(c => (Guid?)c.Id),
        ];
        var found = new List<Guid>();
        foreach (var way in ways)
            if (found.Count < Most) found.AddRange((await way.Where(id => id != null).Distinct().Take(Most).ToListAsync(ct)).OfType<Guid>().Except(found).Take(Most - found.Count));
        var customers = await db.Customers.Where(c => found.Contains(c.Id))
            .Select(c => new PersonFound(c.Id, c.Nick, db.Orders.Count(o => o.CustomerId == c.Id), db.Cases.Count(w => w.CustomerId == c.Id))).ToListAsync(ct);
        return customers.OrderBy(c => found.IndexOf(c.CustomerId)).ToArray();
    }

    public async Task<Result<PersonalData>> OfCustomerAsync(Guid customerId, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditCustomers)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == customerId, ct) is not { } customer) return Refusal.NotFound("customer.not_found");
        var counts = await db.Database.SqlQueryRaw<CountRow>(CountsSql, db.StoreId, customerId).ToListAsync(ct);
        return new PersonalData(
            customer,
            [.. counts.Select(row => new PersonalCount(Enum.Parse<PersonalKind>(row.Kind), row.Count))],
            await ErasureObstacles.OfAsync(db, customerId, time.GetUtcNow(), ct),
            await db.Erasures.AsNoTracking().Where(e => e.CustomerId == customerId).OrderByDescending(e => e.RequestedAt).Take(Listed).ToListAsync(ct),
            await db.PersonalCopies.AsNoTracking().Where(c => c.CustomerId == customerId).OrderByDescending(c => c.Id).Take(Listed).ToListAsync(ct));
    }

    /// <summary>The requests of the store that nobody decided, the oldest first, and those erased last.</summary>
    public async Task<Result<IReadOnlyList<ErasureListed>>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditCustomers)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var open = db.Erasures.Where(e => e.State == ErasureState.Open).OrderBy(e => e.RequestedAt).Take(100);
        var last = db.Erasures.Where(e => e.State != ErasureState.Open).OrderByDescending(e => e.RequestedAt).Take(Listed);
        var rows = await open.ToListAsync(ct);
        rows.AddRange(await last.ToListAsync(ct));
        var ids = rows.ConvertAll(e => e.CustomerId);
        var nicks = await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Nick, ct);
        return rows.ConvertAll(e => new ErasureListed(e, nicks.GetValueOrDefault(e.CustomerId) ?? "")).ToArray();
    }

    private sealed record CountRow(string Kind, int Count);
}

/// <summary>A request with what its customer is called now.</summary>
public sealed record ErasureListed(Erasure Erasure, string Nick);
