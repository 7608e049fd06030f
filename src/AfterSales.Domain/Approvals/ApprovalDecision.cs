using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Approvals;

/// <summary>What somebody said to a request.</summary>
public enum Verdict
{
    Approved,
    /// <summary>Approved at a lower amount.</summary>
    Lowered,
    Rejected,
    AskedBack,
}

/// <summary>One person's word on a request: kept for good, even when a later one voids it.</summary>
public sealed class ApprovalDecision : IStoreOwned
{
    private ApprovalDecision() { }

    internal ApprovalDecision(ApprovalRequest request, Signer signer, Verdict verdict, Role asRole, string? reason, DateTimeOffset at)
    {
        StoreId = request.StoreId;
        RequestId = request.Id;
        Verdict = verdict;
        AsRole = asRole;
        Amount = request.Amount;
        SubjectHash = request.SubjectHash;
        Reason = reason;
        ById = signer.PersonId;
        ByName = signer.Name;
        (ForId, ForName) = (signer.For?.Id, signer.For?.Name);
        At = at;
    }

    public long Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid RequestId { get; private set; }
    public Verdict Verdict { get; private set; }

    /// <summary>The signature it gives, where it gives one.</summary>
    public Role AsRole { get; private set; }

    /// <summary>Yuan: what it allows.</summary>
    public decimal Amount { get; private set; }

    /// <summary>What exactly it was said of.</summary>
    public string SubjectHash { get; private set; } = "";

    public string? Reason { get; private set; }
    public Guid ById { get; private set; }
    public string ByName { get; private set; } = "";

    /// <summary>Who is absent and had said that this person decides for them.</summary>
    public Guid? ForId { get; private set; }

    public string? ForName { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>Whether it is a signature. One holds as long as what is asked for is what it was given for.</summary>
    public bool IsSignature => Verdict is Verdict.Approved or Verdict.Lowered;
}
