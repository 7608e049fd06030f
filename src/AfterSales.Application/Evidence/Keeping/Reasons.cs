using AfterSales.Domain.Evidence;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Evidence.Keeping;

/// <summary>Why somebody holds or removes: never left out.</summary>
internal static class Reasons
{
    public static Refusal? Problem(string reason) =>
        PlainText.IsBlank(reason) ? Refusal.Invalid("removal.reason_needed") with { Field = "Reason" }
        : reason.Length > RemovalRequest.MaxReason ? Refusal.Invalid("removal.reason_too_long", RemovalRequest.MaxReason) with { Field = "Reason" }
        : null;

    public static string Clean(string reason) => PlainText.Storable(reason).Trim();
}
