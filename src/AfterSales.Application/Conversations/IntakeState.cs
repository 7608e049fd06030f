using System.Security.Cryptography;
using System.Text;
using AfterSales.Application.Clocks;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Customers;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Conversations;

/// <summary>A message that was taken before.</summary>
internal sealed record KnownMessage(Guid CaseId, string Number, bool Opened);

/// <summary>
/// What the database knows of the customers in one batch, read with a fixed number of queries and kept up to date while the
/// batch is applied. The customers are locked, so two nodes never open two cases for one of them.
/// </summary>
internal sealed class IntakeState
{
    private readonly Dictionary<string, Customer> _customers;
    private readonly Dictionary<Guid, List<Case>> _cases;
    private readonly Dictionary<(string Channel, string Id), KnownMessage> _messages;
    private readonly Dictionary<string, Guid> _orders;
    private readonly Dictionary<string, Guid> _people;
    private readonly Queue<long> _numbers;

    private IntakeState(Dictionary<string, Customer> customers, Dictionary<Guid, List<Case>> cases, Dictionary<(string, string), KnownMessage> messages,
        Dictionary<string, Guid> orders, Dictionary<string, Guid> people, Queue<long> numbers, CaseClocks clocks)
    {
        _customers = customers;
        _cases = cases;
        _messages = messages;
        _orders = orders;
        _people = people;
        _numbers = numbers;
        Clocks = clocks;
    }

    public CaseClocks Clocks { get; }

    public static async Task<IntakeState> LoadAsync(StoreDb db, List<IncomingMessage> messages, ClockPolicy policy, DateTimeOffset now, CancellationToken ct)
    {
        var nicks = messages.Select(m => m.Customer).Distinct(StringComparer.Ordinal).ToArray();
        await LockAsync(db, nicks, ct);
        var customers = await CustomersAsync(db, nicks, now, ct);
        var known = await KnownAsync(db, messages, ct);
        var cases = await CasesAsync(db, [.. customers.Values.Select(c => c.Id)], ct);
        var clocks = await CaseClocks.LoadAsync(db, policy, [.. cases.Where(c => c.IsOpen).Select(c => c.Id)], ct);
        var orderNos = messages.Select(m => m.OrderNo).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var orders = orderNos.Length == 0 ? [] : await db.Orders.AsNoTracking().Where(o => orderNos.Contains(o.OrderNo)).ToDictionaryAsync(o => o.OrderNo, o => o.Id, ct);
        var agents = messages.Where(m => m.Kind == MessageKind.Reply).Select(m => m.Agent).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var people = agents.Length == 0 ? [] : await PeopleAsync(db, agents, ct);
        // At most one new case per message; unused numbers are gaps, which nobody minds.
        var mayOpen = messages.Count(m => m.ExternalId is null || !known.ContainsKey((m.Channel, m.ExternalId)));
        var open = cases.Where(c => c.IsOpen).Select(c => c.CustomerId).ToHashSet();
        var numbers = open.Count == nicks.Length && orderNos.Length == 0 ? new() : await CaseNumbers.TakeAsync(db, mayOpen, ct);
        return new(customers, cases.GroupBy(c => c.CustomerId).ToDictionary(g => g.Key, g => g.ToList()), known, orders, people, numbers, clocks);
    }

    public Customer Customer(string nick) => _customers[nick];

    public Guid? OrderId(string orderNo) => _orders.TryGetValue(orderNo, out var id) ? id : null;

    public Guid? PersonId(string? agent) => agent is not null && _people.TryGetValue(agent, out var id) ? id : null;

    public long NextNumber() => _numbers.Dequeue();

    public KnownMessage? Known(IncomingMessage message) => message.ExternalId is { } id ? _messages.GetValueOrDefault((message.Channel, id)) : null;

    public void Remember(IncomingMessage message, Message line, Case subject)
    {
        if (message.ExternalId is { } id) _messages[(message.Channel, id)] = new(subject.Id, subject.Number, line.OpenedCase);
    }

    public void Add(Case opened)
    {
        if (!_cases.TryGetValue(opened.CustomerId, out var list)) _cases[opened.CustomerId] = list = [];
        list.Insert(0, opened);
    }

    /// <summary>
    /// The case a message belongs to: with an order number, the customer's case for that order, else their open case that has
    /// no order yet; without one, the case they were last active in. Open ones come first. Null: there is none.
    /// </summary>
    public Case? CaseFor(IncomingMessage message)
    {
        if (!_cases.TryGetValue(_customers[message.Customer].Id, out var cases)) return null;
        if (message.OrderNo is not { } orderNo) return cases.Find(c => c.IsOpen) ?? cases.MaxBy(c => c.LastActivityAt);
        return cases.Find(c => c.IsOpen && c.OrderNo == orderNo)
            ?? cases.Find(c => c.IsOpen && c.OrderNo is null)
            ?? cases.Find(c => c.OrderNo == orderNo);
    }

    // Locks in one order everywhere, so two batches cannot wait for each other.
    private static async Task LockAsync(StoreDb db, string[] nicks, CancellationToken ct)
    {
        var store = db.StoreId.ToByteArray();
        var keys = nicks.Select(n => BitConverter.ToInt64(SHA256.HashData([.. store, .. Encoding.UTF8.GetBytes(n)]))).Distinct().Order().ToArray();
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(k) from (select unnest({keys}) as k order by 1) s", ct);
    }

    private static async Task<Dictionary<string, Customer>> CustomersAsync(StoreDb db, string[] nicks, DateTimeOffset now, CancellationToken ct)
    {
        var customers = await db.Customers.Where(c => nicks.Contains(c.Nick)).ToDictionaryAsync(c => c.Nick, StringComparer.Ordinal, ct);
        foreach (var nick in nicks)
        {
            if (customers.ContainsKey(nick)) continue;
            var customer = new Customer(Ids.New(now), db.StoreId, nick, now);
            db.Customers.Add(customer);
            customers[nick] = customer;
        }
        return customers;
    }

    private static async Task<Dictionary<(string, string), KnownMessage>> KnownAsync(StoreDb db, List<IncomingMessage> messages, CancellationToken ct)
    {
        var ids = messages.Select(m => m.ExternalId).OfType<string>().ToArray();
        if (ids.Length == 0) return [];
        var channels = messages.Select(m => m.Channel).Distinct(StringComparer.Ordinal).ToArray();
        var found = await db.Messages.AsNoTracking().Where(m => channels.Contains(m.Channel) && ids.Contains(m.ExternalId))
            .Join(db.Cases, m => m.CaseId, c => c.Id, (m, c) => new { m.Channel, m.ExternalId, m.OpenedCase, c.Id, c.Number }).ToListAsync(ct);
        return found.ToDictionary(m => (m.Channel, m.ExternalId!), m => new KnownMessage(m.Id, m.Number, m.OpenedCase));
    }

    // Of each customer and order the open case, else the latest: enough to join, reopen or link.
    private static async Task<List<Case>> CasesAsync(StoreDb db, Guid[] customerIds, CancellationToken ct)
    {
        if (customerIds.Length == 0) return [];
        var cases = await db.Cases.FromSql($"""
            select * from cases where store_id = {db.StoreId} and id in (
                select distinct on (customer_id, order_no) id from cases
                where store_id = {db.StoreId} and customer_id = any({customerIds})
                order by customer_id, order_no, (state in ('New','Confirming','Analysing','Negotiating','Executing')) desc, opened_at desc)
            order by id for no key update
            """).ToListAsync(ct);
        return [.. cases.OrderByDescending(c => c.IsOpen).ThenByDescending(c => c.LastActivityAt)];
    }

    private static async Task<Dictionary<string, Guid>> PeopleAsync(StoreDb db, string[] agents, CancellationToken ct)
    {
        var found = await db.Memberships.Join(db.Users, m => m.PersonId, p => p.Id, (m, p) => new { p.Id, p.DisplayName, p.UserName })
            .Where(p => agents.Contains(p.DisplayName) || agents.Contains(p.UserName!)).Distinct().ToListAsync(ct);
        var people = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var p in found)
        {
            people[p.DisplayName] = p.Id;
            people[p.UserName!] = p.Id;
        }
        return people;
    }
}
