using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;

namespace AfterSales.Application.Approvals;

/// <summary>A signature that holds.</summary>
public sealed record Signature(Role Role, string By, string? For, DateTimeOffset At);

/// <summary>A request as a list shows it. Money in yuan, times in UTC.</summary>
/// <param name="Due">When its clock runs out; null while no clock of the case measures it.</param>
/// <param name="SubjectHash">What exactly is asked for; a decision names it.</param>
public sealed record ApprovalRow(
    Guid Id, Guid CaseId, string Number, CaseType? Type, CaseSubtype? Subtype, string Customer, string Remedy, decimal Amount, decimal AskedAmount, string Decider, IReadOnlyList<string> Causes,
    SignaturePlan Plan, IReadOnlyList<Signature> Signatures, Role? NextRole, string RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset? Due, DateTimeOffset? EscalatedAt, ApprovalState State, string SubjectHash)
{
    /// <summary>Requests of the same kind may be approved together; null: this one asks for a look of its own.</summary>
    public string? Kind => AlikeRequests.KindOf(Remedy, [.. Causes]);
}

/// <summary>A place in the inbox: by due time, then by id. A page goes on behind it.</summary>
public sealed record ApprovalCursor(DateTimeOffset Due, Guid Id)
{
    /// <summary>Whether it comes later in the inbox.</summary>
    internal bool IsBehind(ApprovalCursor other) => Due > other.Due || (Due == other.Due && Id.CompareTo(other.Id) > 0);
}

/// <param name="Next">Behind what the next page begins; null: this was the last.</param>
/// <param name="Total">How many wait for this person in all.</param>
/// <param name="MayDecide">Whether there may ever be something for them to decide.</param>
public sealed record ApprovalPage(IReadOnlyList<ApprovalRow> Rows, ApprovalCursor? Next, int Total, bool MayDecide);
