using AfterSales.Application.Clocks;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Customers;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Conversations;

/// <summary>
/// What the database knows of the customers in one batch, read in one round trip and kept up to date while the batch is
/// applied.
/// </summary>
internal sealed class IntakeState
{
    private readonly IntakeLookups _found;
    private readonly Dictionary<Guid, List<Case>> _cases;

    private IntakeState(IntakeLookups found, Dictionary<Guid, List<Case>> cases, CaseClocks clocks)
    {
        _found = found;
        _cases = cases;
        Clocks = clocks;
    }

    public CaseClocks Clocks { get; }

    public static async Task<IntakeState> LoadAsync(StoreDb db, List<IncomingMessage> messages, ClockPolicy policy, byte[]? erasureKey, DateTimeOffset now, CancellationToken ct)
    {
        var found = await IntakeLookups.ReadAsync(db, messages, erasureKey, ct);
        var cases = found.Cases.OrderByDescending(c => c.IsOpen).ThenByDescending(c => c.LastActivityAt).GroupBy(c => c.CustomerId).ToDictionary(g => g.Key, g => g.ToList());
        var state = new IntakeState(found, cases, CaseClocks.Of(db, policy, found.Clocks, found.Timers));
        // A message may reopen them: then nobody need ask any more whether they are settled.
        await state.Clocks.AddAsync([.. found.Cases.Where(c => c.State is CaseState.Resolved or CaseState.FollowUp).Select(c => c.Id)], ct);
        // Whoever was erased does not come back with what is known or not taken.
        messages = messages.FindAll(m => !state.IsErased(m) && (found.Erased.Count == 0 || state.Known(m) is null));
        state.AddNewCustomers(db, messages, now);
        foreach (var more in await CaseNumbers.TakeAsync(db, state.MayOpen(messages) - found.Numbers.Count, ct)) found.Numbers.Enqueue(more);
        return state;
    }

    public Guid CustomerId(string nick) => _found.Customers[nick];

    public Guid? OrderId(string orderNo) => _found.Orders.TryGetValue(orderNo, out var id) ? id : null;

    public Guid? PersonId(string? agent) => agent is not null && _found.People.TryGetValue(agent, out var id) ? id : null;

    public long NextNumber() => _found.Numbers.Dequeue();

    public KnownMessage? Known(IncomingMessage message) => message.ExternalId is { } id ? _found.Messages.GetValueOrDefault((message.Channel, id)) : null;

    /// <summary>It is older than the erasing of its buyer's data, and new here.</summary>
    public bool IsErased(IncomingMessage message) => message.SentAt is { } sent && _found.Erased.TryGetValue(message.Customer, out var at) && sent <= at && Known(message) is null;

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
}
