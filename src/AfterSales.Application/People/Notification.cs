using AfterSales.Domain.Shared;

namespace AfterSales.Application.People;

/// <summary>Something one person should know: a warning, a breach, a case handed over. One per person and <see cref="Key"/>.</summary>
public sealed class Notification : IStoreOwned
{
    private Notification() { }

    public Notification(Guid id, Guid storeId, Guid personId, string kind, string key, Guid? caseId, string? caseNumber, Dictionary<string, string?> data, DateTimeOffset at)
    {
        Id = id;
        StoreId = storeId;
        PersonId = personId;
        Kind = kind;
        Key = key;
        CaseId = caseId;
        CaseNumber = caseNumber;
        Data = data;
        At = at;
    }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>clock.warned, clock.breached, case.assigned, access.given, playbook.proposed, playbook.sent_back,
    /// approval.asked, approval.decided, approval.escalated, approval.voided, delegation.given, payout.held, evidence.broken, retention.proposed, feedback.opened,
    /// leave.asked, leave.decided, dispute.raised, dispute.decided, digest.made, quality.scored.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>What makes it the same notification; unique per person, so nobody is told twice.</summary>
    public string Key { get; private set; } = "";

    public Guid? CaseId { get; private set; }
    public string? CaseNumber { get; private set; }
    public Dictionary<string, string?> Data { get; private set; } = [];
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset? ReadAt { get; private set; }
}
