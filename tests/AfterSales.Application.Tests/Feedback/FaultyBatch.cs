using System.Globalization;
using AfterSales.Application.Cases;
using AfterSales.Application.Feedback;
using AfterSales.Application.Insights;
using AfterSales.Application.Tests.Importing;
using AfterSales.Application.Tests.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Feedback;
using Microsoft.EntityFrameworkCore;
using Value = AfterSales.Domain.Playbooks.Values.Value;

namespace AfterSales.Application.Tests.Feedback;

/// <summary>Goods of one style and batch, sold, shipped and complained about.</summary>
internal static class FaultyBatch
{
    public const string Style = "QH2361";
    public const string Batch = "2610-B";

    /// <summary>So many orders of one piece each, shipped on a day (10:00 in Shanghai); their numbers.</summary>
    public static async Task<IReadOnlyList<string>> ShipAsync(TestDesk desk, DateOnly day, int count, string? style = Style, string? batch = Batch, int first = 1)
    {
        var numbers = Enumerable.Range(first, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"77{day:MMdd}{i:D6}")).ToList();
        var shipped = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " 10:00:00";
        await desk.ImportAsync("订单编号,买家会员名,总金额,订单状态,订单创建时间,发货时间\n" + string.Concat(numbers.Select(no => $"{no},买家{no},98.00,卖家已发货，等待买家确认,{shipped},{shipped}\n".Replace("卖家已发货，等待买家确认", "\"卖家已发货，等待买家确认\"", StringComparison.Ordinal))));
        await desk.ImportAsync("订单编号,标题,价格,购买数量,外部系统编号,批次号\n" + string.Concat(numbers.Select(no => $"{no},针织开衫,98.00,1,{style},{batch}\n")));
        return numbers;
    }

    /// <summary>The buyer of the order complains.</summary>
    public static async Task<string> ComplainAsync(TestDesk desk, string orderNo, CaseSubtype subtype = CaseSubtype.Defect, string? customer = null)
    {
        var number = await desk.BuyerSaysAsync(customer ?? $"买家{orderNo}", "袖口开线了", orderNo);
        (await desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseTypes.TypeOf(subtype), subtype, null), desk.Agent)).Refusal.ShouldBeNull();
        return number;
    }

    /// <summary>The photo shows a severe defect.</summary>
    public static Task ShowSevereAsync(TestDesk desk, string number) =>
        QualityCase.SayAsync(desk, number, ("photo", Value.Of("confirms")), ("own fault", Value.False), ("wear", Value.Of("unworn")), ("severity", Value.Of("severe")), ("days since signed", Value.Of(2m)));

    /// <summary>Reports take in what happened, and feedback follows.</summary>
    public static async Task FollowAsync(TestDesk desk)
    {
        while (await desk.Get<CatchUpReports>().TakeInAsync(desk.StoreId, CancellationToken.None)) { }
        while (!await desk.Get<FollowClusters>().TryFollowAsync(desk.StoreId, CancellationToken.None)) await Task.Delay(20);
    }

    public static async Task<IReadOnlyList<FeedbackItem>> ItemsAsync(TestDesk desk)
    {
        await using var db = desk.Db();
        return await db.FeedbackItems.AsNoTracking().OrderBy(i => i.OpenedAt).ToListAsync();
    }

    /// <summary>An item of three customers, opened now.</summary>
    public static async Task<FeedbackItem> OpenAsync(TestDesk desk, DateOnly shipped, int pieces = 3)
    {
        foreach (var order in (await ShipAsync(desk, shipped, pieces)).Take(3)) await ComplainAsync(desk, order);
        await FollowAsync(desk);
        return (await ItemsAsync(desk))[^1];
    }
}
