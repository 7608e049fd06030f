using AfterSales.Application.Importing;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Importing;

/// <summary>Takes files the whole way: uploaded, started, worked off.</summary>
internal static class Importer
{
    public static async Task<Import> ImportAsync(this TestDesk desk, Stream content, string name = "orders.csv")
    {
        var id = await desk.QueueAsync(content, name);
        await desk.Get<ImportWorker>().DrainAsync(CancellationToken.None);
        return await desk.ImportOfAsync(id);
    }

    public static Task<Import> ImportAsync(this TestDesk desk, string text, string name = "orders.csv") => desk.ImportAsync(Samples.Text(text), name);

    public static Task<Guid> QueueAsync(this TestDesk desk, Stream content, string name = "orders.csv") => desk.QueueAsync(content, desk.Supervisor, name);

    public static async Task<Guid> QueueAsync(this TestDesk desk, Stream content, Actor actor, string name = "orders.csv")
    {
        var uploaded = await desk.Get<UploadImport>().ExecuteAsync(name, content, actor);
        uploaded.Refusal.ShouldBeNull();
        (await desk.Get<StartImport>().ExecuteAsync(uploaded.Value, actor)).Refusal.ShouldBeNull();
        return uploaded.Value;
    }

    public static async Task<Import> ImportOfAsync(this TestDesk desk, Guid id)
    {
        await using var db = desk.Get<Databases>().AcrossStores();
        return await db.Imports.AsNoTracking().SingleAsync(i => i.Id == id);
    }

    public static (int Added, int Changed, int Unchanged, int Refused) Counts(this Import import) => (import.Added, import.Changed, import.Unchanged, import.Refused);

    /// <summary>A plain order list, one row an order.</summary>
    public static string Orders(int first, int count, string status = "交易成功", string amount = "201.12") =>
        "订单编号,买家会员名,总金额,订单状态,收货地址,联系手机,订单创建时间,物流单号,物流公司,发票抬头\n" + string.Concat(Enumerable.Range(first, count).Select(i =>
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"10010000{i:D8},买家{i % 50:D3},{amount},\"{status}\",广东省 广州市 越秀区 环市东路1号(510000),1380000{i % 10000:D4},2026-03-01 10:01:02,SF{i:D8},顺丰速运,某公司\n")));
}
