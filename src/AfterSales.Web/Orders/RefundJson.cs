using AfterSales.Domain.Orders;

namespace AfterSales.Web.Orders;

/// <summary>A refund as the platform told of it last. The deadline text stands where the platform told no time.</summary>
internal sealed record RefundJson(
    string RefundNo, RefundType Type, RefundStatus Status, string? StatusText, string? GoodsStatus, decimal? Amount, string? Reason, string? Words, string? ReturnWaybill, string? ReturnCourier,
    DateTimeOffset? AppliedAt, DateTimeOffset? FinishedAt, DateTimeOffset? Deadline, string? DeadlineText, DateTimeOffset? ProofDeadline, string? Intervention,
    DeadlineConsequence? Missed, Guid? ClockId)
{
    public static RefundJson Of(PlatformRefund r) => new(
        r.RefundNo, r.Type, r.Status, r.StatusText, r.GoodsStatus, r.Amount, r.Reason, r.Words, r.ReturnWaybill, r.ReturnCourier, r.AppliedAt, r.FinishedAt, r.Deadline, r.DeadlineText,
        r.ProofDeadline, r.Intervention, r.Deadline is { } deadline ? r.MissedAt(deadline) : null, r.ClockId);
}
