using AfterSales.Application.Cases;
using AfterSales.Application.Cases.Finding;
using AfterSales.Application.Insights;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using AfterSales.Web.Insights;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Cases.Finding;

/// <summary>Types, tags and couriers that begin with what is typed, each as a line that leads to their cases.</summary>
public sealed class FindSuggestions(SuggestedQueries suggested, Texts t, Formats f)
{
    private const int MostTypes = 4;
    private const int MostAtAll = 6;
    private const int DaysOfACourier = 30;

    public async Task<IReadOnlyList<FoundLine>> OfAsync(Actor actor, string text, CancellationToken ct)
    {
        var names = await suggested.OfAsync(actor, text, ct);
        var today = DateOnly.FromDateTime(f.Wall(f.Now));
        var days = new ReportRange(today.AddDays(1 - DaysOfACourier), today);
        return
        [
            .. Types(text).Take(MostTypes)
                .Concat(names.Tags.Select(tag => new FoundLine(FoundBy.Type, QueueAddress.Of(null, QueueView.All, tag.Name), t.IsChinese ? tag.Name : tag.EnglishName ?? tag.Name, t["Search.SuggestedTag"])))
                .Concat(names.Couriers.Select(courier => new FoundLine(FoundBy.Type, ReportAddress.Behind(new Behind(days, Measures.Opened, Cut.Courier, courier)), courier, t["Search.SuggestedCourier"])))
                .Take(MostAtAll),
        ];
    }

    private IEnumerable<FoundLine> Types(string text) =>
        Enum.GetValues<CaseType>().Where(type => Begins(t.Word(type), text)).Select(type => new FoundLine(FoundBy.Type, SearchPage.Address(null, type), t.Word(type), t["Search.SuggestedType"]))
            .Concat(Enum.GetValues<CaseSubtype>().Where(subtype => Begins(t.Word(subtype), text)).Select(subtype => new FoundLine(FoundBy.Type, SearchPage.Address(null, CaseTypes.TypeOf(subtype), subtype), CaseMarks.TypeOf(CaseTypes.TypeOf(subtype), subtype, t)!, t["Search.SuggestedType"])));

    private static bool Begins(string word, string text) => word.StartsWith(text, StringComparison.OrdinalIgnoreCase);
}
