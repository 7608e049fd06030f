using AfterSales.Application.Clocks;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Customers;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Conversations;

/// <summary>
/// What the database knows of the customers in one batch, read with a fixed number of queries and kept up to date while the
/// batch is applied.
/// </summary>
internal sealed class IntakeState
{
    private readonly IntakeLookups _found;
    private readonly Dictionary<Guid, List<Case>> _cases;
    private Queue<long> _numbers = new();

    private IntakeState(IntakeLookups found, Dictionary<Guid, List<Case>> cases, CaseClocks clocks)
    {
        _found = found;
        _cases = cases;
        Clocks = clocks;
    }

    public CaseClocks Clocks { get; }

    public static async Task<IntakeState> LoadAsync(StoreDb db, List<IncomingMessage> messages, ClockPolicy policy, DateTimeOffset now, CancellationToken ct)
    {
        var found = await IntakeLookups.ReadAsync(db, messages, ct);
        var cases = await CasesAsync(db, [.. found.Customers.Values], ct);
        var clocks = await CaseClocks.LoadAsync(db, policy, [.. cases.Where(c => c.IsOpen).Select(c => c.Id)], ct);
        var state = new IntakeState(found, cases.GroupBy(c => c.CustomerId).ToDictionary(g => g.Key, g => g.ToList()), clocks);
        state.AddNewCustomers(db, messages, now);
        state._numbers = await CaseNumbers.TakeAsync(db, state.MayOpen(messages), ct);
        return state;
    }

    public Guid CustomerId(string nick) => _found.Customers[nick];

    public Guid? OrderId(string orderNo) => _found.Orders.TryGetValue(orderNo, out var id) ? id : null;

    public Guid? PersonId(string? agent) => agent is not null && _found.People.TryGetValue(agent, out var id) ? id : null;

    public long NextNumber() => _numbers.Dequeue();

    public KnownMessage? Known(IncomingMessage message) => message.ExternalId is { } id ? _found.Messages.GetValueOrDefault((message.Channel, id)) : null;

    public void Remember(IncomingMessage message, Message line, Case subject)
    {
        if (message.ExternalId is { } id) _found.Messages[(message.Channel, id)] = new(subject.Id, subject.Number, line.OpenedCase);
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
        if (!_cases.TryGetValue(_found.Customers[message.Customer], out var cases)) return null;
        if (message.OrderNo is not { } orderNo) return cases.Find(c => c.IsOpen) ?? cases.MaxBy(c => c.LastActivityAt);
        return cases.Find(c => c.IsOpen && c.OrderNo == orderNo)
            ?? cases.Find(c => c.IsOpen && c.OrderNo is null)
            ?? cases.Find(c => c.OrderNo == orderNo);
    }

    private void AddNewCustomers(StoreDb db, List<IncomingMessage> messages, DateTimeOffset now)
    {
        foreach (var nick in messages.Select(m => m.Customer))
        {
            if (_found.Customers.ContainsKey(nick)) continue;
            var customer = new Customer(Ids.New(now), db.StoreId, nick, now);
            db.Customers.Add(customer);
            _found.Customers.Add(nick, customer.Id);
        }
    }

    // At most one new case per customer and order. An open case without an order can be joined by one order only, so it does
    // not count; a number that is not used leaves a gap, which nobody minds.
    private int MayOpen(List<IncomingMessage> messages) =>
        messages.Where(m => Known(m) is null && !(CaseFor(m) is { IsOpen: true } open && open.OrderNo == (m.OrderNo ?? open.OrderNo))).DistinctBy(m => (m.Customer, m.OrderNo)).Count();

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
}
