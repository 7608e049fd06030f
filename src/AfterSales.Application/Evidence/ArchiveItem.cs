using AfterSales.Application.Cases;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;

namespace AfterSales.Application.Evidence;

/// <summary>One file of the archive. Times in UTC.</summary>
/// <param name="Type">Its folder; null: its case has no type yet.</param>
/// <param name="Month">年-月 of the store's wall clock, its folder within that.</param>
/// <param name="FileName">What it is called there, number and extension included.</param>
/// <param name="AddedBy">Null: it came through a channel.</param>
public sealed record ArchiveItem(
    EvidenceLine Line, CaseType? Type, string Month, string FileName, string CaseNumber, string? OrderNo, string Customer, string? Label, EvidenceVerdict? Verdict, DateTimeOffset AddedAt, string? AddedBy, string Sha256)
{
    public Guid Id => Line.Id;
    public long Size => Line.Size ?? 0;
}

/// <param name="Next">Behind what the next page begins; null: this was the last.</param>
/// <param name="IsPartial">More cases fit than are looked through: only the latest <see cref="ArchiveQueries.MostCases"/> were.</param>
public sealed record ArchiveList(IReadOnlyList<ArchiveItem> Items, ArchiveCursor? Next, bool IsPartial);

/// <summary>Somebody who added evidence; no name: channels did.</summary>
public sealed record ArchivePerson(Guid Id, string? Name);
