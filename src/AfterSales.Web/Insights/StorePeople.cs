using AfterSales.Application.Insights;
using AfterSales.Application.People;

namespace AfterSales.Web.Insights;

/// <summary>Who is who in the stores of a report.</summary>
internal static class StorePeople
{
    public static async Task<IReadOnlyDictionary<Guid, string>> NamesOfAsync(this PeopleQueries people, ReportStores stores, CancellationToken ct = default)
    {
        var names = new Dictionary<Guid, string>();
        foreach (var actor in stores.Actors)
            foreach (var (id, person) in await people.DirectoryAsync(actor, ct)) names[id] = person.DisplayName;
        return names;
    }
}
