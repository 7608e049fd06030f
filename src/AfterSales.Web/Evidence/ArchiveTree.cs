using AfterSales.Application.Evidence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Evidence;

/// <summary>The names in the archive's tree. They are Chinese, whatever language its reader has: the same file has the same path for everybody.</summary>
internal static class ArchiveTree
{
    private static readonly Texts Chinese = new(Languages.Chinese);

    public static string Folder(CaseType? type) => type is { } of ? Chinese.Word(of) : Chinese["Archive.Unclassified"];

    public static string Path(ArchiveItem item) => ArchiveNames.Path(Folder(item.Type), item.Month, item.FileName);

    /// <summary>What a folder means, in the reader's language; null where its name says it.</summary>
    public static string? Meaning(this Texts texts, CaseType? type) => texts.IsChinese ? null : type is { } of ? texts.Word(of) : texts["Archive.Unclassified"];
}
