using AfterSales.Application.Remedies;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Remedies;

namespace AfterSales.Web.Remedies;

/// <summary>An action of a case: where it stands, what it waits for, and its next moves for whoever asks. Words are those of the outcomes catalogue.</summary>
internal sealed record ActionJson(
    Guid Id, string Action, ActionFlow Flow, ActionState State, Desk Desk, bool Required, int Cycle, Guid? Remedy, IReadOnlyList<string> Terms, IReadOnlyList<string> WaitsFor, DateTimeOffset AgreedAt, DateTimeOffset? DueAt,
    DateTimeOffset? EndedAt, decimal? Amount, string? Courier, string? Waybill, string? Reference, string? Note, Inspection? Inspection, PayoutJson? Payout, Guid? Approval, IReadOnlyList<NextMoveJson> Moves, IReadOnlyList<StepJson> Steps, int Version)
{
    public static ActionJson Of(ActionOnCase one)
    {
        var a = one.Action;
        return new(
            a.Id, a.Word, a.Flow, a.State, a.Desk, a.IsRequired, a.Cycle, a.RemedyId, a.Terms, one.WaitsFor, a.AgreedAt, a.DueAt, a.EndedAt, a.Amount, a.Courier, a.Waybill, a.Reference, a.Note, a.Inspection,
            one.Payout is { } payout ? PayoutJson.Of(payout, one.Payee) : null, one.Approval?.Id, [.. one.Moves.Select(NextMoveJson.Of)], [.. one.Steps.Select(StepJson.Of)], a.Version);
    }
}

/// <param name="Needs">Fields that have to be said with it.</param>
internal sealed record NextMoveJson(ActionState To, IReadOnlyList<string> Needs)
{
    public static NextMoveJson Of(ActionMove move) =>
        new(move.To, [.. Enum.GetValues<ActionNeeds>().Where(need => need != ActionNeeds.None && move.Needs.HasFlag(need)).Select(need => need == ActionNeeds.Receipt ? "reference" : need.ToString().ToLowerInvariant())]);
}

internal sealed record StepJson(DateTimeOffset At, string By, ActionState From, ActionState To, decimal? Amount, string? Courier, string? Waybill, string? Reference, string? Reason, string? Note)
{
    public static StepJson Of(ActionStep step) =>
        new(step.At, step.ByName, step.From, step.To, step.Details.Amount, step.Details.Courier, step.Details.Waybill, step.Details.Reference, step.Details.Reason, step.Details.Note);
}

/// <param name="Payee">Whole for whoever may pay.</param>
internal sealed record PayoutJson(Guid Id, PayoutState State, PayoutMethod Method, decimal Amount, string? Payee, string? ReceiptNo, string? Trouble, DateTimeOffset RequestedAt, DateTimeOffset? SentAt, DateTimeOffset? ConfirmedAt)
{
    public static PayoutJson Of(Payout p, string? payee) => new(p.Id, p.State, p.Method, p.Amount, payee, p.ReceiptNo, p.Trouble, p.RequestedAt, p.SentAt, p.ConfirmedAt);
}

/// <summary>A request for approval and what was decided.</summary>
/// <param name="SubjectHash">SHA-256 of exactly what is asked for.</param>
internal sealed record ApprovalJson(
    Guid Id, Guid Action, string Remedy, ApprovalState State, decimal Amount, decimal AskedAmount, string Decider, IReadOnlyList<string> Causes, string RequestedBy, DateTimeOffset RequestedAt, string Note, string SubjectHash,
    DateTimeOffset? DecidedAt, IReadOnlyList<DecisionJson> Decisions)
{
    public static ApprovalJson Of(ApprovalRequest a) =>
        new(a.Id, a.ActionId, a.Remedy, a.State, a.Amount, a.AskedAmount, a.Decider, a.Causes, a.RequestedBy, a.RequestedAt, a.Note, a.SubjectHash, a.DecidedAt, [.. a.Decisions.Select(DecisionJson.Of)]);
}

internal sealed record DecisionJson(DateTimeOffset At, string By, string? For, Verdict Verdict, decimal Amount, string? Reason)
{
    public static DecisionJson Of(ApprovalDecision d) => new(d.At, d.ByName, d.ForName, d.Verdict, d.Amount, d.Reason);
}
