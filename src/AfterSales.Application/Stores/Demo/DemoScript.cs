using System.Globalization;
using System.Text.Json;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Application.Stores.Demo;

/// <summary>What happens in the demo store, shipped as demo-store.json. Times are minutes before the start.</summary>
/// <param name="Shifts">Who works when, and who came.</param>
/// <param name="Pictures">The names under which people sent the pictures, by file.</param>
/// <param name="Parcels">Parcels whose owner nobody knows: minutes ago, waybill, courier, sender, what is in it, pictures.</param>
/// <param name="Cases">What the desk opens with.</param>
/// <param name="Past">What was closed in the weeks before.</param>
/// <param name="Orders">Orders that nobody complained about.</param>
/// <param name="Nudges">What a buyer writes who waits for an answer.</param>
/// <param name="Talks">Buyers who come later, see <see cref="DemoBuyers"/>.</param>
internal sealed record DemoScript(string Name, IReadOnlyList<DemoPerson> People, DemoShiftPlan Shifts, IReadOnlyDictionary<string, string> Pictures, IReadOnlyList<JsonElement[]> Parcels, IReadOnlyList<DemoCase> Cases, IReadOnlyList<DemoCase> Past,
    IReadOnlyList<DemoPurchase> Orders, IReadOnlyList<string> Nudges, IReadOnlyList<DemoTalk> Talks)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static DemoScript Read()
    {
        using var stream = typeof(DemoScript).Assembly.GetManifestResourceStream("AfterSales.Application.demo-store.json")!;
        return JsonSerializer.Deserialize<DemoScript>(stream, Options)!;
    }

    /// <summary>Every order of the script with its buyer.</summary>
    public IEnumerable<DemoPurchase> AllOrders() =>
        [.. Cases.Concat(Past).Select(c => new DemoPurchase(c.Buyer, c.Order)).Concat(Orders).Concat(Talks.Select(t => new DemoPurchase(t.Buyer, t.Order))).Where(p => p.Order is not null)];
}

internal sealed record DemoPerson(string Login, string Name, IReadOnlyList<string> Roles, string Presence);

/// <param name="Templates">Name, start and end.</param>
/// <param name="Weeks">By login: the template of each day from Monday on, - for none.</param>
/// <param name="Late">Who, about how many days ago, and by how many minutes: on the last day before that they worked.</param>
/// <param name="Absent">Who, and about how many days ago.</param>
/// <param name="Leave">Who, how many days ago, and why; what is to come is only asked for.</param>
internal sealed record DemoShiftPlan(
    IReadOnlyList<string[]> Templates, IReadOnlyDictionary<string, string> Weeks, IReadOnlyList<JsonElement[]> Late, IReadOnlyList<JsonElement[]> Absent, IReadOnlyList<JsonElement[]> Leave);

internal sealed record DemoPurchase(string Buyer, DemoOrder? Order);

/// <param name="Days">How many whole days ago the whole of it happened.</param>
/// <param name="Steps">Minutes ago, what (and who), its words, and more: see <see cref="DemoStep"/>.</param>
internal sealed record DemoCase(string Buyer, DemoOrder? Order, IReadOnlyList<JsonElement[]> Steps, int Days = 0)
{
    /// <summary>The steps at their times.</summary>
    public IEnumerable<DemoStep> Told(DateTimeOffset now) => Steps.Select(s => DemoStep.Of(s, now.AddDays(-Days)));
}

/// <param name="More">Pictures of a message or note, the memo of a flag, the value of a fact and further facts with theirs.</param>
internal sealed record DemoStep(DateTimeOffset At, string What, string? Who, string Words, IReadOnlyList<string> More)
{
    public static DemoStep Of(JsonElement[] cells, DateTimeOffset now)
    {
        var what = cells[1].GetString()!.Split(':');
        return new(now - TimeSpan.FromMinutes(cells[0].GetDouble()), what[0], what.Length > 1 ? what[1] : null, cells[2].GetString()!, [.. cells[3..].Select(c => c.GetString()!)]);
    }

    /// <summary>The facts of a step that says some: name and value by turns.</summary>
    public IReadOnlyDictionary<string, Value> Facts() =>
        More.Prepend(Words).Chunk(2).ToDictionary(fact => fact[0], fact => ValueOf(FactCatalogue.Find(fact[0])!, fact[1]), StringComparer.Ordinal);

    private static Value ValueOf(CatalogueFact fact, string said) => fact.Definition.Type.Kind switch
    {
        ValueKind.Boolean => Value.Of(bool.Parse(said)),
        ValueKind.Number => Value.Of(decimal.Parse(said, CultureInfo.InvariantCulture)),
        _ => Value.Of(said),
    };
}

/// <param name="Lines">What the buyer says, one answer of the store after the other: the words, then pictures.</param>
internal sealed record DemoTalk(string Buyer, DemoOrder? Order, IReadOnlyList<string[]> Lines);

internal sealed record DemoOrder(string No, int Days, string Status, string Style, string Title, decimal Price, string Sku, string Province, string City, string District,
    string Courier, string Waybill, string Receiver, string Phone, string? Memo, string? Flag, string? Batch = null, int Quantity = 1);
