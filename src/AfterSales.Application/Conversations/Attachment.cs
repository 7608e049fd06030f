using AfterSales.Application.Evidence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Conversations;

/// <summary>What comes with a message: bytes that are stored already, or a link that a channel gave instead.</summary>
public sealed record Attachment(string Name, StoredFile? File, string? Url = null)
{
    internal EvidenceItem ToEvidence(Case subject, Guid messageId, Guid? addedBy, DateTimeOffset at)
    {
        var item = new EvidenceItem(Ids.New(at), subject.StoreId, subject.Id, messageId, Name, at, addedBy).In(subject.Type?.ToString(), subject.CustomerNick);
        return File is { } f ? item.WithFile(f.Sha256, f.ContentType, f.Size, f.Width, f.Height, f.HasThumbnail, f.Print) : item.WithLink(Url ?? "");
    }
}
