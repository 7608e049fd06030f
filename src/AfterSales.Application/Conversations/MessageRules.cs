using AfterSales.Domain.Conversations;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Conversations;

/// <summary>What every message, in or out, has to be.</summary>
internal static class MessageRules
{
    public static int MaxAttachments => EvidenceLimits.Default.FilesPerMessage;

    public static Refusal? StrayLabel(IEnumerable<Attachment>? attachments) =>
        attachments?.FirstOrDefault(file => file.Label is { } label && !EvidenceLabels.IsLabel(label)) is { } stray ? Refusal.Invalid("evidence.label_unknown", stray.Label!) with { Field = "Attachments" } : null;

    public static Refusal? Check(string? text, IReadOnlyList<Attachment>? attachments)
    {
        var files = attachments?.Count ?? 0;
        if (PlainText.IsBlank(text) && files == 0) return Refusal.Invalid("message.empty") with { Field = "Text" };
        if (text?.Length > Message.MaxText) return Refusal.Invalid("message.too_long", Message.MaxText) with { Field = "Text" };
        if (StrayLabel(attachments) is { } stray) return stray;
        return files > MaxAttachments ? Refusal.Invalid("message.too_many_files", MaxAttachments) with { Field = "Attachments" } : null;
    }
}
