using AfterSales.Application.Cases;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Shared;
using AfterSales.Web.Feedback;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Cases;

/// <param name="Tone">A tone of a chip, see base.css; empty for grey.</param>
public sealed record CaseMark(string Text, string Tone = "");

/// <summary>The chips of a queue row: what it is about, what it is worth, and what is special about it.</summary>
public static class CaseMarks
{
    public static IEnumerable<CaseMark> Of(QueueRow row, TagList tags, Texts t)
    {
        if (TypeOf(row.Type, row.Subtype, t) is { } type) yield return new(row.TypeConfirmed ? type : t["Cases.Proposed", type]);
        else yield return new(t["Cases.NoType"]);
        if (row.SameBatch is { } batch) yield return new("⚠ " + t.Chip(batch), "soon");
        if (row.Clocks.FirstOrDefault(c => c.Missed is not null)?.Missed is { } missed) yield return new(t.Word(missed), "soon");
        if (row.PhoneUnconfirmed) yield return new("☎ " + t["Cases.PhoneUnconfirmed"], "soon");
        if (row.Nudges > 0) yield return new(t["Cases.Nudges", row.Nudges], "late");
        if (row.Priority != Priority.Normal) yield return new("▲ " + t.Word(row.Priority), row.Priority == Priority.Urgent ? "late" : "soon");
        if (row.Flag is { } flag) yield return new("⚑ " + t.Word(flag.Colour), FlagTone(flag.Colour));
        if (row.WaitingFor is { } waiting) yield return new(t.Word(waiting));
        if (row.PaidAmount is { } paid) yield return new(Formats.Money(paid));
        if (row.EvidenceCount > 0) yield return new(t[row.EvidenceCount == 1 ? "Cases.PhotoOne" : "Cases.Photos", row.EvidenceCount]);
        foreach (var tag in row.Tags.Take(2)) yield return new(t.Tag(tags, tag), TagWords.Tone(tags.Find(tag)));
    }

    /// <summary>发错货·漏发; null when the type is not known.</summary>
    public static string? TypeOf(CaseType? type, CaseSubtype? subtype, Texts t) =>
        (t.Word(type), t.Word(subtype)) switch
        {
            (null, _) => null,
            ({ } word, null) => word,
            ({ } word, { } sub) => t["Cases.TypeWithSubtype", word, sub],
        };

    public static string FlagTone(FlagColour colour) => $"flag-{colour.ToString().ToLowerInvariant()}";
}
