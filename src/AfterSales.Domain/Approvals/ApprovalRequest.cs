using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Approvals;

/// <summary>
/// Somebody asks others to allow a remedy (SPEC 4.2). It is bound to exactly what is asked for (<see cref="ApprovalSubject"/>): change any of it and the
/// request is void. Nobody decides their own request, or one they had a hand in.
/// </summary>
public sealed class ApprovalRequest : IStoreOwned
{
    public const int MaxReason = 500;

    /// <summary>The cause that only an owner's reason outweighs (SPEC 4.2), in the outcomes catalogue's word.</summary>
    private const string MarginCause = "margin below the floor";

    private readonly List<ApprovalDecision> _decisions = [];

    private ApprovalRequest() { }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary>The action that waits for it.</summary>
    public Guid ActionId { get; private set; }

    /// <summary>What the remedy is, in the outcomes catalogue's word.</summary>
    public string Remedy { get; private set; } = "";

    /// <summary>Yuan: what would be allowed now. Lowered by who decides; 0 where no money is in it.</summary>
    public decimal Amount { get; private set; }

    /// <summary>Yuan: what was asked for.</summary>
    public decimal AskedAmount { get; private set; }

    /// <summary>Who is asked for at least: a decider of the outcomes catalogue, supervisor or owner.</summary>
    public string Decider { get; private set; } = "";

    /// <summary>Why, in words of the outcomes catalogue.</summary>
    public string[] Causes { get; private set; } = [];

    public SignaturePlan Signatures { get; private set; } = SignaturePlan.AnySupervisor;

    /// <summary>What exactly is asked for, as it was when it was asked.</summary>
    public ApprovalSubject Subject { get; private set; } = null!;

    /// <summary>SHA-256 of the subject: what the decision is bound to.</summary>
    public string SubjectHash { get; private set; } = "";

    public Guid? RequestedById { get; private set; }
    public string RequestedBy { get; private set; } = "";
    public DateTimeOffset RequestedAt { get; private set; }

    /// <summary>Everybody who had a hand in what is asked for; none of them decides.</summary>
    public Guid[] Hands { get; private set; } = [];

    /// <summary>Why the requester thinks it right, in their words.</summary>
    public string Note { get; private set; } = "";

    public ApprovalState State { get; private set; }

    /// <summary>When its clock ran out and it went to the next higher authority; null while it did not.</summary>
    public DateTimeOffset? EscalatedAt { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The lowest role that may sign next; null once all signatures are there.</summary>
    public Role? NextRole { get; private set; }

    /// <summary>Everybody whose signature holds, and for whom it was given: nobody's authority counts twice.</summary>
    public Guid[] SignedBy { get; private set; } = [];

    public int Version { get; private set; }
    public IReadOnlyList<ApprovalDecision> Decisions => _decisions;

    public bool IsOpen => State == ApprovalState.Open;

    public static ApprovalRequest Ask(Guid id, Guid actionId, ApprovalSubject subject, string decider, IEnumerable<string> causes, SignaturePlan signatures, string note, Guid? byId, string by, DateTimeOffset at) => new()
    {
        Id = id,
        StoreId = subject.StoreId,
        CaseId = subject.CaseId,
        ActionId = actionId,
        Remedy = subject.Remedy,
        Amount = subject.Amount,
        AskedAmount = subject.Amount,
        Decider = decider,
        Causes = [.. causes],
        Signatures = signatures,
        Subject = subject,
        SubjectHash = subject.Hash,
        RequestedById = byId,
        RequestedBy = by,
        RequestedAt = at,
        Hands = byId is { } person ? [person] : [],
        Note = note,
        State = ApprovalState.Open,
        NextRole = signatures.Next([]),
        Version = 1,
    };

    /// <summary>Others had a hand in it, too: who asked before, on other terms.</summary>
    public ApprovalRequest With(IEnumerable<Guid> hands)
    {
        Hands = [.. Hands.Union(hands)];
        return this;
    }

    /// <summary>Whether this person may sign next; the refusal says why not.</summary>
    public Result MayDecide(Signer signer)
    {
        if (State != ApprovalState.Open) return Refusal.Rule("approval.not_open");
        if (signer.Counts.Any(Hands.Contains)) return new Refusal(RefusalKind.Forbidden, "approval.own");
        if (signer.Counts.Any(SignedBy.Contains)) return Refusal.Rule("approval.signed_already");
        return Signatures.Allows(signer, SignedRoles) ? Result.Done : new Refusal(RefusalKind.Forbidden, "approval.not_theirs", NextRole!.Value);
    }

    /// <summary>Says yes at the amount that was asked for, or at a lower one; with the last signature it is approved.</summary>
    public Result<ApprovalDecision> Approve(Signer signer, decimal amount, string? reason, DateTimeOffset at)
    {
        if (MayDecide(signer).Refusal is { } refusal) return refusal;
        var role = Signatures.RoleOf(signer, SignedRoles);
        if (role == Role.Owner && Causes.Contains(MarginCause) && PlainText.IsBlank(reason)) return Refusal.Invalid("approval.reason_needed", MaxReason) with { Field = nameof(ApprovalDecision.Reason) };
        if (amount > Amount || amount < 0 || !Money.IsWholeFen(amount) || (amount == 0 && Amount > 0)) return Refusal.Invalid("approval.amount_invalid", Amount) with { Field = nameof(Amount) };
        // Whoever lowers the last of several signatures gives that one; the earlier ones are given anew.
        var isLower = amount < Amount;
        if (isLower)
        {
            // Who signed before allowed something else: those signatures hold no longer.
            Amount = amount;
            Subject = Subject with { Amount = amount };
            SubjectHash = Subject.Hash;
            LetSignaturesFollow();
        }
        var decision = Decide(signer, isLower ? Verdict.Lowered : Verdict.Approved, role, reason, at);
        if (!decision.Ok) return decision;
        LetSignaturesFollow();
        if (NextRole is null) (State, DecidedAt) = (ApprovalState.Approved, at);
        return decision;
    }

    /// <summary>Says no, with a reason.</summary>
    public Result<ApprovalDecision> Reject(Signer signer, string? reason, DateTimeOffset at) => SayNo(signer, Verdict.Rejected, ApprovalState.Rejected, reason, at);

    /// <summary>Asks the requester something first, with what is asked.</summary>
    public Result<ApprovalDecision> AskBack(Signer signer, string? question, DateTimeOffset at) => SayNo(signer, Verdict.AskedBack, ApprovalState.AskedBack, question, at);

    /// <summary>
    /// The requester, or a colleague, answers what was asked back; it is open again, with the evidence that there is by now, and whoever answers has had a
    /// hand in it. Signatures that were given for less evidence hold no longer.
    /// </summary>
    public Result Answer(Guid? byId, string answer, IEnumerable<string> evidence, DateTimeOffset at)
    {
        if (State != ApprovalState.AskedBack) return Refusal.Rule("approval.not_asked_back");
        if (PlainText.IsBlank(answer) || answer.Length > MaxReason) return Refusal.Invalid("approval.reason_needed", MaxReason) with { Field = nameof(Note) };
        if (byId is { } person && !Hands.Contains(person)) Hands = [.. Hands, person];
        (Note, State, RequestedAt, DecidedAt, EscalatedAt) = (answer, ApprovalState.Open, at, null, null);
        Subject = Subject with { Evidence = [.. evidence] };
        SubjectHash = Subject.Hash;
        LetSignaturesFollow();
        Version++;
        return Result.Done;
    }

    /// <summary>What was asked for is no longer what would be done, or nobody wants it any more.</summary>
    public bool Void(DateTimeOffset at)
    {
        if (State is ApprovalState.Rejected or ApprovalState.Voided) return false;
        (State, DecidedAt) = (ApprovalState.Voided, at);
        Version++;
        return true;
    }

    /// <summary>Its clock ran out: whoever stands above may decide as well, and is told.</summary>
    public bool Escalate(DateTimeOffset at)
    {
        if (State != ApprovalState.Open || EscalatedAt is not null) return false;
        EscalatedAt = at;
        Version++;
        return true;
    }

    /// <summary>Whether the case is still about the order and the items that it was asked for, and what was shown is still there.</summary>
    public bool IsStillAskedFor(string? orderNo, IEnumerable<string> items, IReadOnlySet<string> evidence) =>
        Subject.OrderNo == orderNo && Subject.Evidence.All(evidence.Contains) && Subject.Items.Order(StringComparer.Ordinal).SequenceEqual(items.Order(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Whether what is about to be done is what was approved.</summary>
    public bool Covers(ApprovalSubject subject) => State == ApprovalState.Approved && SubjectHash == subject.Hash;

    private IEnumerable<ApprovalDecision> Signed => _decisions.Where(decision => decision.IsSignature && decision.SubjectHash == SubjectHash);

    private IReadOnlyList<Role> SignedRoles => [.. Signed.Select(decision => decision.AsRole)];

    private void LetSignaturesFollow()
    {
        SignedBy = [.. Signed.SelectMany(decision => new[] { decision.ById, decision.ForId }).OfType<Guid>().Distinct()];
        NextRole = Signatures.Next(SignedRoles);
    }

    private Result<ApprovalDecision> SayNo(Signer signer, Verdict verdict, ApprovalState next, string? reason, DateTimeOffset at)
    {
        if (MayDecide(signer).Refusal is { } refusal) return refusal;
        if (PlainText.IsBlank(reason)) return Refusal.Invalid("approval.reason_needed", MaxReason) with { Field = nameof(ApprovalDecision.Reason) };
        var decision = Decide(signer, verdict, Signatures.RoleOf(signer, SignedRoles), reason, at);
        if (decision.Ok) (State, DecidedAt) = (next, at);
        return decision;
    }

    private Result<ApprovalDecision> Decide(Signer signer, Verdict verdict, Role role, string? reason, DateTimeOffset at)
    {
        if (reason is { Length: > MaxReason }) return Refusal.Invalid("approval.reason_needed", MaxReason) with { Field = nameof(ApprovalDecision.Reason) };
        var decision = new ApprovalDecision(this, signer, verdict, role, reason, at);
        _decisions.Add(decision);
        Version++;
        return decision;
    }
}

/// <summary>Where a request stands.</summary>
public enum ApprovalState
{
    Open,
    /// <summary>The requester was asked something first.</summary>
    AskedBack,
    Approved,
    Rejected,
    /// <summary>What was asked for changed, or is wanted no more.</summary>
    Voided,
}
