using AfterSales.Application.Cases;
using AfterSales.Domain.Evidence;

namespace AfterSales.Web.Evidence;

internal static class EvidenceKinds
{
    /// <summary>Null for links.</summary>
    public static FileKind? Kind(this EvidenceLine line) => FileType.Of(line.ContentType)?.Kind;

    /// <summary>What can be looked at in full size.</summary>
    public static IReadOnlyList<EvidenceLine> ToShow(this IEnumerable<EvidenceLine> lines) => [.. lines.Where(line => line is { RemovedAt: null } && line.Kind() is FileKind.Picture or FileKind.Video)];
}
