using System.Collections.Frozen;
using AfterSales.Application.Cases;
using AfterSales.Application.Clocks;
using AfterSales.Application.Integrations;
using AfterSales.Application.Persistence;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Customers;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Conversations;

/// <summary>One transaction of <see cref="ReceiveMessages"/>: what is there already, then message by message in memory.</summary>
internal sealed class Intake
{
    /// <summary>What a batch leaves behind by the hundred.</summary>
    public static readonly FrozenSet<Type> ManyRows =
        [typeof(Customer), typeof(Case), typeof(Message), typeof(Clock), typeof(ClockTimer), typeof(HistoryEntry), typeof(OutboxMessage), typeof(EvidenceItem)];

    /// <summary>What it changes by the hundred, all of them locked when they were read.</summary>
    public static readonly FrozenSet<Type> LockedRows = [typeof(Case)];

    private readonly StoreDb _db;
    private readonly Actor _actor;
    private readonly DateTimeOffset _now;
    private readonly TimeZoneInfo _zone;
    private readonly KeywordTable _keywords;
    private readonly List<(IncomingMessage Message, int Index)> _incoming;
    private readonly IntakeState _state;
    private readonly HashSet<Case> _touched = [];
    private readonly HashSet<Guid> _replied = [];
    private readonly HashSet<Case> _orderChanged = [];
    private readonly List<LockedCase> _voided = [];

    private Intake(StoreDb db, List<(IncomingMessage, int)> incoming, Actor actor, KeywordTable keywords, TimeZoneInfo zone, DateTimeOffset now, IntakeState state)
    {
        _db = db;
        _incoming = incoming;
        _actor = actor;
        _keywords = keywords;
        _zone = zone;
        _now = now;
        _state = state;
    }

    public static async Task<Intake> PrepareAsync(StoreDb db, List<(IncomingMessage, int)> incoming, Actor actor, ClockPolicy policy, KeywordTable keywords, TimeZoneInfo zone, byte[]? erasureKey, DateTimeOffset now, CancellationToken ct) =>
        new(db, incoming, actor, keywords, zone, now, await IntakeState.LoadAsync(db, incoming.ConvertAll(i => i.Item1), policy, erasureKey, now, ct));

    public async Task RunAsync(Result<ReceivedMessage>[] answers, CaseLocks locks, CancellationToken ct)
    {
        var taken = new List<(int Index, KnownMessage Message, bool Duplicate)>(_incoming.Count);
        // By the time they were sent, so that a batch delivered out of order tells the same story.
        foreach (var (message, index) in _incoming.OrderBy(m => m.Message.SentAt ?? _now).ThenBy(m => m.Index))
        {
            if (_state.Known(message) is { } known)
            {
                taken.Add((index, known, Duplicate: true));
                continue;
            }
            if (_state.IsErased(message))
            {
                answers[index] = Refusal.Rule("message.erased");
                continue;
            }
            var (subject, opened) = await ApplyAsync(message, ct);
            taken.Add((index, new(subject.Id, subject.Number, opened), Duplicate: false));
        }
        await DoneElsewhere.TickAsync(_db, _replied, _actor, _now, ct, "reassure");
        foreach (var subject in _orderChanged) await VoidWhatChangedAsync(subject, locks, ct);
        foreach (var subject in _touched) _db.Entry(subject).Property(CaseLocks.ChangedAt).CurrentValue = _now;
        var closed = await ClocksOfClosedAsync(taken.Select(t => t.Message.CaseId), ct);
        foreach (var (index, message, duplicate) in taken)
            answers[index] = new ReceivedMessage(message.CaseId, message.Number, message.Opened, duplicate, (_state.Clocks.Knows(message.CaseId) ? _state.Clocks : closed).RunningOf(message.CaseId));
    }

    /// <summary>After the commit: live boards, the clock worker.</summary>
    public void Tell(CaseLocks locks)
    {
        foreach (var subject in _touched) locks.Committed(subject.StoreId, subject.Id, _state.Clocks.EarliestAdded);
        foreach (var work in _voided) work.Committed();
    }

    private async Task<(Case Subject, bool Opened)> ApplyAsync(IncomingMessage message, CancellationToken ct)
    {
        var sentAt = message.SentAt is { } sent && sent < _now ? sent.ToUniversalTime() : _now;
        var (subject, opened) = FindOrOpen(message, sentAt);
        // Before the clocks of the message start: they run by the rules of the type.
        if (message.Kind == MessageKind.Buyer) Propose(subject, message.Text ?? "");
        if (opened) _state.Clocks.Start(subject, ClockKind.Resolution, sentAt);
        if (message.OrderNo is { } orderNo && subject.AttachOrder(orderNo, _state.OrderId(orderNo)) is { } attached && !opened)
        {
            Record(subject, attached);
            _orderChanged.Add(subject);
        }

        var author = message.Kind == MessageKind.Reply ? _state.PersonId(message.Agent) : null;
        var line = new Message(Ids.New(_now), subject.StoreId, subject.Id, message.Kind, message.Channel, message.ExternalId, message.Text?.Trim() ?? "", sentAt, _now,
            author, message.Kind == MessageKind.Buyer ? message.Customer : message.Agent ?? "");
        if (opened) line.Opened();
        _state.Remember(message, line, subject);
        switch (message.Kind)
        {
            case MessageKind.Buyer:
                Record(subject, MessageEffects.FromBuyer(_db, _state.Clocks, subject, line, message.Answered));
                // Their answer may end a wait, and with it the pauses.
                foreach (var what in _state.Clocks.FollowWaiting(subject, sentAt, byId: null)) Record(subject, what);
                break;
            case MessageKind.Reply:
                Record(subject, MessageEffects.HumanReply(_db, _state.Clocks, subject, line, await OldestAfterAsync(subject, sentAt, ct)));
                _replied.Add(subject.Id);
                break;
            case MessageKind.Automatic:
                subject.ReplyAutomatically(line.Text, sentAt);
                _db.Messages.Add(line);
                break;
            default:
                _db.Messages.Add(line);
                break;
        }
        MessageEffects.Attach(_db, subject, line, message.Attachments, author);
        _touched.Add(subject);
        return (subject, opened);
    }

    // What was asked for before the order was known is not what would be paid now. Rare: a case without an order that names one later.
    private async Task VoidWhatChangedAsync(Case subject, CaseLocks locks, CancellationToken ct)
    {
        var work = new LockedCase(locks, _db, transaction: null, subject, _state.Clocks, _actor, _now);
        var actions = await CaseActions.LoadAsync(work, ct);
        if (actions.Approvals.Count == 0) return;
        await actions.VoidWhatChangedAsync(work, ct);
        _voided.Add(work);
    }

    private (Case Subject, bool Opened) FindOrOpen(IncomingMessage message, DateTimeOffset sentAt)
    {
        var candidate = _state.CaseFor(message);
        if (candidate is { IsOpen: true }) return (candidate, false);
        if (candidate is not null && (message.Kind != MessageKind.Buyer || sentAt < candidate.LastHumanReplyAt)) return (candidate, false);
        if (candidate?.Reopen(sentAt, _state.Clocks.Policy.ReopenWindow, "message") is { Ok: true } reopened)
        {
            Record(candidate, reopened.Value);
            Tell(candidate, "case.reopened");
            _state.Clocks.Stop(candidate.Id, ClockKind.FollowUp, sentAt, StopCause.Cancelled);
            _state.Clocks.Start(candidate, ClockKind.Resolution, sentAt);
            return (candidate, false);
        }
        return (Open(message, sentAt, candidate), true);
    }

    private Case Open(IncomingMessage message, DateTimeOffset sentAt, Case? earlier)
    {
        var number = CaseNumbers.Format(_state.NextNumber(), sentAt, _zone);
        var subject = Case.Open(Ids.New(_now), _db.StoreId, number, _state.CustomerId(message.Customer), message.Customer, message.Channel, sentAt, earlier);
        if (message.OrderNo is { } orderNo) subject.AttachOrder(orderNo, _state.OrderId(orderNo));
        _db.Cases.Add(subject);
        _state.Add(subject);
        Record(subject, CaseEvent.Of(CaseEventKind.Opened, ("channel", message.Channel), ("order_no", message.OrderNo)));
        if (earlier is not null) Record(subject, CaseEvent.Of(CaseEventKind.LinkedToEarlier, ("number", earlier.Number)));
        Tell(subject, "case.opened");
        return subject;
    }

    private void Propose(Case subject, string text)
    {
        if (subject.Type is not null || _keywords.Match(text) is not { } match) return;
        Record(subject, subject.ProposeType(match.Subtype, match.Word));
        foreach (var what in _state.Clocks.FollowType(subject, before: null, _now)) Record(subject, what);
    }

    // Only a reply that arrives after a buyer message that was sent later has to look.
    private async Task<DateTimeOffset?> OldestAfterAsync(Case subject, DateTimeOffset sentAt, CancellationToken ct)
    {
        if (subject.LastInboundAt is null || subject.LastInboundAt <= sentAt) return null;
        var saved = await _db.Messages.Where(m => m.CaseId == subject.Id && m.Kind == MessageKind.Buyer && m.SentAt > sentAt).MinAsync(m => (DateTimeOffset?)m.SentAt, ct);
        var here = _db.Messages.Local.Where(m => m.CaseId == subject.Id && m.Kind == MessageKind.Buyer && m.SentAt > sentAt).Min(m => (DateTimeOffset?)m.SentAt);
        return saved is null || here < saved ? here ?? saved : saved;
    }

    // Whoever sends a whole chat again mostly asks about cases that are closed by now: their clocks were not needed until here.
    private Task<CaseClocks> ClocksOfClosedAsync(IEnumerable<Guid> cases, CancellationToken ct) =>
        CaseClocks.LoadAsync(_db, _state.Clocks.Policy, [.. cases.Where(id => !_state.Clocks.Knows(id)).Distinct()], ct);

    private void Record(Case subject, CaseEvent? what)
    {
        if (what is not null) _db.History.Add(new(subject.StoreId, subject.Id, what, _actor, _now));
    }

    private void Tell(Case subject, string kind) =>
        _db.Outbox.Add(new OutboxMessage(subject.StoreId, kind, subject.Id, new(StringComparer.Ordinal) { ["case"] = subject.Number, ["customer"] = subject.CustomerNick }, _now));
}
