using AfterSales.Domain.Parcels;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Remedies;

/// <summary>What somebody says when an action goes on. Money in yuan.</summary>
public sealed record ActionDetails
{
    public const int MaxText = 500;
    public const int MaxNumber = 64;

    /// <summary>As long as the warehouse may write it when a parcel arrives.</summary>
    public const int MaxCourier = OwnerlessParcel.MaxCourier;

    public decimal? Amount { get; init; }
    public string? Courier { get; init; }
    public string? Waybill { get; init; }

    /// <summary>A number of the outside world: of a receipt, a claim, an exchange order.</summary>
    public string? Reference { get; init; }

    public string? Reason { get; init; }
    public string? Note { get; init; }
    public Inspection? Inspection { get; init; }

    /// <summary>What a weigh slip says.</summary>
    public Weighing? Weighing { get; init; }

    /// <summary>Evidence of the case that shows it.</summary>
    public IReadOnlyList<Guid> Evidence { get; init; } = [];

    /// <summary>What the move asks for and nobody said, or what cannot be.</summary>
    internal Refusal? Missing(ActionNeeds needs, CaseAction action) => this switch
    {
        _ when needs.HasFlag(ActionNeeds.Waybill) && PlainText.IsBlank(Waybill ?? action.Waybill) => Refusal.Invalid("action.waybill_needed") with { Field = nameof(Waybill) },
        _ when needs.HasFlag(ActionNeeds.Amount) && (Amount ?? action.Amount) is null or <= 0 => Refusal.Invalid("action.amount_needed") with { Field = nameof(Amount) },
        _ when needs.HasFlag(ActionNeeds.Receipt) && PlainText.IsBlank(Reference) => Refusal.Invalid("action.receipt_needed") with { Field = nameof(Reference) },
        _ when needs.HasFlag(ActionNeeds.Reason) && PlainText.IsBlank(Reason) => Refusal.Invalid("action.reason_needed") with { Field = nameof(Reason) },
        _ when needs.HasFlag(ActionNeeds.Inspection) && Inspection is null => Refusal.Invalid("action.inspection_needed") with { Field = nameof(Inspection) },
        { Amount: < 0 or > Money.Most } => Refusal.Invalid("money.amount_invalid") with { Field = nameof(Amount) },
        { Amount: { } amount } when !Money.IsWholeFen(amount) => Refusal.Invalid("money.amount_invalid") with { Field = nameof(Amount) },
        { Courier.Length: > MaxCourier } => Refusal.Invalid("action.text_too_long", MaxCourier) with { Field = nameof(Courier) },
        { Waybill.Length: > MaxNumber } or { Reference.Length: > MaxNumber } => Refusal.Invalid("action.number_too_long", MaxNumber),
        { Reason.Length: > MaxText } or { Note.Length: > MaxText } => Refusal.Invalid("action.text_too_long", MaxText),
        { Inspection: { Good: < 0 } or { Defective: < 0 } } => Refusal.Invalid("action.counts_invalid") with { Field = nameof(Inspection) },
        { Inspection: { HasDefect: false, Defective: > 0 } } => Refusal.Invalid("action.defect_denied") with { Field = nameof(Inspection) },
        { Weighing: { } weighing } => weighing.Problem(),
        _ => null,
    };
}

/// <summary>What the warehouse found when it looked at returned goods: whether there is a defect, how many pieces are good and how many not.</summary>
public sealed record Inspection(InspectionVerdict Verdict, bool HasDefect, int Good, int Defective);

/// <summary>What the goods are fit for (SPEC: refund, exchange, fail).</summary>
public enum InspectionVerdict
{
    Refund,
    Exchange,
    Fail,
}
