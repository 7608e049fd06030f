using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;
using AfterSales.Domain.Parcels;

namespace AfterSales.Application.Parcels;

/// <summary>Photos of a parcel: uploads while it has no owner, evidence once it has.</summary>
public static class ParcelPhotos
{
    internal static IReadOnlyList<ParcelPhoto> Of(IReadOnlyList<Attachment>? uploads) =>
        [.. from upload in uploads ?? []
            let file = upload.File
            where file is not null
            select new ParcelPhoto(upload.Name, file.Sha256, file.ContentType, file.Size, file.Width, file.Height, file.HasThumbnail) { Label = upload.Label }];

    internal static IReadOnlyList<Attachment> AsAttachments(this OwnerlessParcel parcel) => [.. parcel.Photos.Select(photo => new Attachment(photo.Name, photo.AsFile()) { Label = photo.Label })];

    /// <summary>The stored bytes, for whoever shows them.</summary>
    public static StoredFile AsFile(this ParcelPhoto photo) => new(photo.Sha256, photo.ContentType, photo.Size, photo.Width, photo.Height, photo.HasThumbnail);
}
