namespace AfterSales.Web.Evidence;

/// <summary>Addresses of evidence.</summary>
public static class EvidenceLinks
{
    public const string Uploads = "/evidence/uploads";

    public static string File(Guid id) => $"/evidence/{id}";

    public static string Thumbnail(Guid id) => $"/evidence/{id}/thumbnail";

    public static string PendingThumbnail(string ticket) => $"{Uploads}/thumbnail?ticket={Uri.EscapeDataString(ticket)}";
}
