using System.Globalization;
using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Web.Playbooks;

/// <summary>What a table itself says of its rows.</summary>
internal static class RowNotes
{
    /// <summary>The reason beside a row in the reader's language; otherwise whatever stands there; null when nothing does.</summary>
    public static string? NoteOf(this DecisionTable table, int row, CultureInfo culture)
    {
        var written = table.Rows[row].Annotations;
        var place = table.Annotations.ToList().FindIndex(heading => heading == culture.Name);
        string?[] notes = [written.ElementAtOrDefault(place), written.FirstOrDefault(note => note.Trim().Length > 0), table.Rows[row].Description];
        return Array.Find(notes, note => !string.IsNullOrWhiteSpace(note))?.Trim();
    }
}
