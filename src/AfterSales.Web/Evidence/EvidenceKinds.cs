using AfterSales.Application.Cases;
using AfterSales.Domain.Evidence;

namespace AfterSales.Web.Evidence;

internal static class EvidenceKinds
{
    /// <summary>Null for links.</summary>
    public static FileKind? Kind(this EvidenceLine line) => FileType.Of(line.ContentType)?.Kind;
}
