using AfterSales.Domain.Approvals;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Remedies;

/// <summary>What people and programs write with a remedy, as it may be kept.</summary>
internal sealed record RemedyText(string Key, string? Note, string? Payee)
{
    public const int MaxKey = 64;

    public static Result<RemedyText> Check(string key, string? note, string? payee)
    {
        if (key.Length is 0 or > MaxKey || !PlainText.MayBeKey(key)) return Refusal.Invalid("remedy.key_invalid", MaxKey) with { Field = nameof(Key) };
        var text = new RemedyText(key, Clean(note), Clean(payee));
        if (text.Note is { Length: > ApprovalRequest.MaxReason }) return Refusal.Invalid("action.text_too_long", ApprovalRequest.MaxReason) with { Field = nameof(Note) };
        if (text.Payee is { Length: > Payout.MaxPayee }) return Refusal.Invalid("payout.payee_invalid", Payout.MaxPayee) with { Field = nameof(Payee) };
        return text;
    }

    public static string? Clean(string? text) => PlainText.IsBlank(text) ? null : PlainText.Storable(text!).Trim();
}
