using AfterSales.Application.Importing;
using AfterSales.Domain.Importing;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Importing;

/// <summary>What imports say in a line.</summary>
internal static class ImportWords
{
    public static bool IsChat(Import import) => import.Kind == nameof(FileKind.Chat);

    /// <summary>What an import counts: Orders, Refunds or Messages.</summary>
    public static string What(Import import) => import.Kind switch
    {
        nameof(FileKind.Chat) => "Messages",
        nameof(FileKind.Refunds) => "Refunds",
        _ => "Orders",
    };

    /// <summary>新增 120，更新 3，未变 0，拒绝 2 行.</summary>
    public static string Counts(Texts texts, Formats formats, Import import) =>
        texts["Importing.Counts", formats.Number(import.Added), formats.Number(import.Changed), formats.Number(import.Unchanged), formats.Number(import.Refused)];

    /// <summary>12.3 MB.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / 1024d:0} KB"),
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / 1048576d:0.0} MB"),
    };
}
