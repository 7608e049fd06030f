using AfterSales.Application.Cases;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Cases;

/// <summary>How tags are shown: in the reader's language and their own colour. One that is on no list is shown as it was typed.</summary>
public static class TagWords
{
    public static string Tag(this Texts texts, ListedTag tag) => texts.IsChinese ? tag.Name : tag.EnglishName ?? tag.Name;

    public static string Tag(this Texts texts, TagList tags, string name) => tags.Find(name) is { } tag ? texts.Tag(tag) : name;

    /// <summary>12 张未结工单.</summary>
    public static string Carried(Texts texts, int count) => texts[count == 1 ? "Tags.CarriedByOne" : "Tags.CarriedBy", count];

    /// <summary>A tone of a chip; empty for grey.</summary>
    public static string Tone(ListedTag? tag) => tag?.Colour is { } colour ? CaseMarks.FlagTone(colour) : "";
}
