using System.Text.Json;

namespace AfterSales.Application.Stores.Demo;

/// <summary>What happens in the demo store, shipped as demo-store.json. Times are minutes before the start.</summary>
internal sealed record DemoScript(string Name, IReadOnlyList<DemoPerson> People, IReadOnlyList<DemoCase> Cases, IReadOnlyList<DemoCase> Past)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static DemoScript Read()
    {
        using var stream = typeof(DemoScript).Assembly.GetManifestResourceStream("AfterSales.Application.demo-store.json")!;
        return JsonSerializer.Deserialize<DemoScript>(stream, Options)!;
    }
}

internal sealed record DemoPerson(string Login, string Name, IReadOnlyList<string> Roles);

/// <param name="Days">How many whole days ago the whole of it happened.</param>
/// <param name="Steps">Minutes ago, what (and who), and its words.</param>
internal sealed record DemoCase(string Buyer, DemoOrder? Order, IReadOnlyList<JsonElement[]> Steps, int Days = 0);

internal sealed record DemoOrder(string No, int Days, string Status, string Style, string Title, decimal Price, string Sku, string Province, string City, string District,
    string Courier, string Waybill, string Receiver, string Phone, string? Memo, string? Flag);
