using AfterSales.Application.Insights;
using AfterSales.Application.People;
using AfterSales.Domain.People;

namespace AfterSales.Web.Insights;

/// <summary>The stores a person may have reports of, and which of them an address asks for.</summary>
internal static class StoreChoice
{
    private const string All = "all";

    /// <summary>Where the person may see reports, in the order in which they are offered.</summary>
    public static IReadOnlyList<StoreOfPerson> Of(Desk desk) => [.. desk.Stores.Where(store => ActorIn(desk, store).May(Permission.ViewReports))];

    /// <summary>What an address names wrongly, and stores that are none of the person's, are as if they were not there; where nothing is left, it is the store they sit in.</summary>
    public static ReportStores Read(string? named, Desk desk)
    {
        if (string.IsNullOrEmpty(named)) return desk.Actor;
        var mine = Of(desk);
        var wanted = named == All ? mine : [.. mine.Where(store => named.Split(',').Contains(NameOf(store)))];
        if (wanted.Count == 0 || wanted is [var only] && only.Id == desk.Store.Id) return desk.Actor;
        return new([.. wanted.Select(store => ActorIn(desk, store))], wanted.Count == mine.Count ? All : string.Join(',', wanted.Select(NameOf)));
    }

    /// <summary>How an address names the stores that are chosen once this one is chosen, or not any more; null: the store the person sits in.</summary>
    public static string? With(StoreOfPerson store, ReportStores chosen, Desk desk)
    {
        var ids = chosen.Ids.ToHashSet();
        if (!ids.Add(store.Id)) ids.Remove(store.Id);
        return Read(string.Join(',', Of(desk).Where(one => ids.Contains(one.Id)).Select(NameOf)), desk).Named;
    }

    /// <summary>The part of an address that names them, behind others.</summary>
    public static string Part(string? named) => named is null ? "" : $"&stores={Uri.EscapeDataString(named)}";

    private static string NameOf(StoreOfPerson store) => store.Id.ToString("N");

    private static Actor ActorIn(Desk desk, StoreOfPerson store) => store.Id == desk.Store.Id ? desk.Actor : Actor.Person(desk.Actor.Id!.Value, desk.Actor.Name, store.Id, store.Roles);
}
