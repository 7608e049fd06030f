using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Conversations;

public enum LeakOf
{
    Phone,
    OrderNo,
    Waybill,
}

/// <summary>A number in a reply that belongs to somebody else, or to another order of the same buyer.</summary>
/// <param name="Whose">The other buyer; null when it is this buyer's, of another order.</param>
public sealed record Leak(LeakOf Of, string Number, string? Whose);

/// <summary>
/// What a reply would give away (SPEC 2.3). Every number in it is looked up by index; no number, no query. What the buyer has
/// said in this very case is known to them already.
/// </summary>
public sealed class LeakQueries(Databases databases)
{
    private const int MostOwners = 200;

    public async Task<Result<IReadOnlyList<Leak>>> FindAsync(Actor actor, string number, string text, CancellationToken ct = default)
    {
        if (!actor.May(Permission.HandleCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var subject = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Number == number, ct);
        if (subject is null) return Refusal.NotFound("case.not_found", number);
        return new(await FindAsync(db, subject, text, ct));
    }

    internal static async Task<IReadOnlyList<Leak>> FindAsync(StoreDb db, Case subject, string text, CancellationToken ct)
    {
        var numbers = TellingNumbers.In(text);
        if (numbers.Nothing) return [];
        List<Leak> leaks = [.. await PhonesAsync(db, subject, numbers.Phones, ct), .. await ReferencesAsync(db, subject, numbers.References, ct)];
        if (leaks.Count == 0) return leaks;
        var said = await SaidAsync(db, subject, ct);
        leaks.RemoveAll(leak => said.Contains(leak.Number));
        return leaks;
    }

    private static async Task<IEnumerable<Leak>> PhonesAsync(StoreDb db, Case subject, IReadOnlyList<string> phones, CancellationToken ct)
    {
        if (phones.Count == 0) return [];
        var orders = db.Orders.Where(o => phones.Contains(o.Phone!));
        // Thousands of orders may go to the phone of one forwarder: this buyer's are looked for by themselves.
        var own = orders.Where(o => o.BuyerNick == subject.CustomerNick || o.OrderNo == subject.OrderNo);
        var owners = await orders.Take(MostOwners).Concat(own.Take(MostOwners)).Select(o => new Owner(o.Phone!, o.OrderNo, o.CustomerId, o.BuyerNick)).ToListAsync(ct);
        return LeaksOf(LeakOf.Phone, owners, subject);
    }

    private static async Task<IEnumerable<Leak>> ReferencesAsync(StoreDb db, Case subject, IReadOnlyList<string> references, CancellationToken ct)
    {
        if (references.Count == 0) return [];
        var orders = await db.Orders.Where(o => references.Contains(o.OrderNo)).Select(o => new Owner(o.OrderNo, o.OrderNo, o.CustomerId, o.BuyerNick)).ToListAsync(ct);
        // A buyer may have named an order that is not imported yet.
        var named = await db.Cases.Where(c => references.Contains(c.OrderNo!)).Select(c => new Owner(c.OrderNo!, c.OrderNo!, c.CustomerId, c.CustomerNick)).Take(MostOwners).ToListAsync(ct);
        var parcels = await db.Parcels.Where(p => references.Contains(p.Waybill))
            .LeftJoin(db.Orders, p => p.OrderNo, o => o.OrderNo, (p, o) => new Owner(p.Waybill, p.OrderNo, o!.CustomerId, o.BuyerNick)).Take(MostOwners).ToListAsync(ct);
        return LeaksOf(LeakOf.OrderNo, [.. orders, .. named], subject)
            .Concat(LeaksOf(LeakOf.Waybill, parcels, subject));
    }

    // A household shares a phone, and a nick may be all that an order says: what is this buyer's as well is no leak.
    private static IEnumerable<Leak> LeaksOf(LeakOf of, IReadOnlyList<Owner> owners, Case subject) =>
        from owner in owners.GroupBy(o => o.Number)
        where !owner.Any(o => o.OrderNo == subject.OrderNo || (subject.OrderNo is null && o.Is(subject)) || (of == LeakOf.Phone && o.Is(subject)))
        let own = owner.Any(o => o.Is(subject))
        select new Leak(of, owner.Key, own ? null : owner.Select(o => o.Nick).OfType<string>().FirstOrDefault() ?? "");

    // Read as replies are: buyers leave gaps in their phone number, too.
    private static async Task<HashSet<string>> SaidAsync(StoreDb db, Case subject, CancellationToken ct)
    {
        var texts = await db.Messages.Where(m => m.CaseId == subject.Id && m.Kind == MessageKind.Buyer).Select(m => m.Text).ToListAsync(ct);
        return texts.Select(TellingNumbers.In).SelectMany(said => said.Phones.Concat(said.References)).ToHashSet(StringComparer.Ordinal);
    }

    private sealed record Owner(string Number, string OrderNo, Guid? CustomerId, string? Nick)
    {
        public bool Is(Case subject) => CustomerId == subject.CustomerId || Nick == subject.CustomerNick;
    }
}
