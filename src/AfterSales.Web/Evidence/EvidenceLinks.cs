namespace AfterSales.Web.Evidence;

/// <summary>Addresses of evidence.</summary>
public static class EvidenceLinks
{
    public const string Uploads = "/evidence/uploads";

    /// <summary>For a file that is sent in pieces.</summary>
    public const string Pieces = Uploads + "/pieces";

    /// <summary>Leads to the original, by a link that is made for whoever asks (<see cref="SealedLinks"/>).</summary>
    public static string File(Guid id) => $"/evidence/{id}";

    public static string Original(Guid id, string key) => $"/evidence/{id}/original?key={key}";

    public static string Thumbnail(Guid id) => $"/evidence/{id}/thumbnail";

    /// <summary>A picture of screen size; the original where that is no larger.</summary>
    public static string Preview(Guid id) => $"/evidence/{id}/preview";

    public static string PendingThumbnail(string ticket) => $"{Uploads}/thumbnail?ticket={Uri.EscapeDataString(ticket)}";
}
