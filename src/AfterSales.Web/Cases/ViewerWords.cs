using AfterSales.Application.Cases;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Cases;

/// <summary>Says who else is on a case. Who writes comes first: two answers at once are what it is for.</summary>
public static class ViewerWords
{
    /// <summary>Null when nobody else is there.</summary>
    public static string? Sentence(IReadOnlyList<Viewer> others, Func<Guid, string> nameOf, Texts texts)
    {
        if (others.Count == 0) return null;
        var writing = others.Where(v => v.Writing).ToList();
        var (shown, key) = writing.Count > 0 ? (writing, "Cases.ViewerWrites") : (others, "Cases.ViewerLooks");
        var first = nameOf(shown[0].PersonId);
        return shown.Count == 1 ? texts[key, first] : texts[key + "Many", first, shown.Count];
    }
}
