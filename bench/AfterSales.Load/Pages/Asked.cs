namespace AfterSales.Load.Pages;

/// <summary>A page that a person opens.</summary>
/// <param name="Name">As it stands in the table.</param>
/// <param name="Path">Its address.</param>
/// <param name="Shown">What it shows only when its data has come.</param>
internal sealed record AskedPage(string Name, string Path, string Shown)
{
    public const string Queue = "queue";
    public const string Case = "case";

    public static IReadOnlyList<AskedPage> All(SampleCase sample) =>
    [
        new(Queue, "/cases?view=all", "data-follows-due"),
        new(Case, $"/cases/{sample.Number}?view=mine", "照片已经发了"),
        new("board", "/board", "data-follows-due"),
        new("orders", "/orders", "/orders/33"),
        new("order", $"/orders/{sample.OrderNo}", "春季新款碎花连衣裙"),
        new("customers", "/customers", "/customers/018"),
        new("customer", $"/customers/{sample.CustomerId}", "/orders/33"),
        new("imports", "/imports", "ExportOrderList"),
        new("payments", "/payments", "/cases/AS-"),
        new("payments: done", "/payments?show=done", "/cases/AS-"),
        new("claims", "/payments/claims", "圆通速递"),
        new("ledger", "/payments/ledger", "圆通速递"),
        new("reviews", "/reviews", "颜色和图片不一样"),
        new("warehouse: returns", "/warehouse?list=returns", "AS-2"),
        new("warehouse: parcels", "/warehouse?list=parcels", "ZT00000000"),
        new("approvals", "/approvals", "/cases/AS-"),
        new("search: order number", $"/search?q={sample.OrderNo}", "/cases/AS-"),
        new("search: part of a nick", "/search?q=%E7%94%9C%E7%94%9C%E5%9C%88", "/cases/AS-"),
        new("search: two letters", "/search?q=tb", "/cases/AS-"),
    ];
}

/// <summary>A call of the API.</summary>
internal sealed record AskedApi(string Name, string Path)
{
    public const string One = "GET /cases/{number}";

    public static IReadOnlyList<AskedApi> All(SampleCase sample) =>
    [
        new(One, $"/api/v1/cases/{sample.Number}"),
        new("GET /cases/{number}/guidance", $"/api/v1/cases/{sample.Number}/guidance"),
        .. new[]
        {
            "", "sort=opened", "sort=due", "state=open", "state=open&sort=due", "state=resolved", "state=resolved&sort=opened", "state=followup,resolved", "state=closed", "state=closed&sort=opened", "state=closed&sort=due",
            "type=quality", "type=quality&sort=due", "type=problemorder", "type=problemorder&sort=opened", "type=problemorder&sort=due", "subtype=defect", "subtype=counterfeitdoubt",
            "assignee=agent7", "assignee=agent7&sort=opened", "assignee=agent7&sort=due", "assignee=none", "assignee=none&state=open&type=quality", $"customer={Uri.EscapeDataString(sample.Nick)}", $"order_no={sample.OrderNo}",
            $"q={sample.Number}", "q=%E7%94%9C%E7%94%9C%E5%9C%88", "q=happy", "q=%E5%AE%9D%E8%B4%9D", "q=tb", "q=%E6%B2%A1%E6%9C%89%E8%BF%99%E6%A0%B7%E7%9A%84", "limit=200",
        }.Select(query => new AskedApi($"GET /cases?{Uri.UnescapeDataString(query)}", $"/api/v1/cases?{query}")),
        new("GET /clock-events", "/api/v1/clock-events"),
        new("GET /clock-events?since=(yesterday)", $"/api/v1/clock-events?since={TimeProvider.System.GetUtcNow().AddDays(-1):yyyy-MM-ddTHH:mm:ssZ}"),
    ];
}
