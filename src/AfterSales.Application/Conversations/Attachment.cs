using AfterSales.Application.Evidence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Conversations;

/// <summary>What comes with a message: bytes that are stored already, or a link that a channel gave instead.</summary>
public sealed record Attachment(string Name, StoredFile? File, string? Url = null)
{
    /// <summary>What it shows, in the words of <see cref="EvidenceLabels"/>; null where nobody has said.</summary>
    public string? Label { get; init; }

    internal EvidenceItem ToEvidence(Case subject, Guid? messageId, Guid? addedBy, DateTimeOffset at)
    {
        var item = new EvidenceItem(Ids.New(at), subject.StoreId, subject.Id, messageId, Name, at, addedBy).In(subject.Type?.ToString(), subject.CustomerNick);
        item.Describe(Label, lineKey: null);
        return File is { } f ? item.WithFile(f.Sha256, f.ContentType, f.Size, f.Width, f.Height, f.HasThumbnail, f.Print) : item.WithLink(Url ?? "");
    }
}
