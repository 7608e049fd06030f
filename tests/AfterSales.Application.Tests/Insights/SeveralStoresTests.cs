using AfterSales.Application.Conversations;
using AfterSales.Application.Insights;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Tests.Insights;

/// <summary>One report of several stores: sums of all of them, their cases in one order, and nothing of a store where one may not look.</summary>
public sealed class SeveralStoresTests : IAsyncLifetime
{
    private static readonly ReportRange All = new(new(2026, 1, 1), new(2027, 12, 31));

    private TestDesk _desk = null!;
    private Actor _other = null!;

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.CreateAsync();
        _other = await _desk.StrangerAsync();
        // Turn by turn, so that neither store's cases come all before the other's.
        for (var number = 0; number < 5; number++)
        {
            await _desk.BuyerSaysAsync($"东街买家{number}", "袖口开线了");
            _desk.Time.Move(TimeSpan.FromMinutes(1));
            (await _desk.Get<ReceiveMessages>().ExecuteAsync([new(null, "qianniu", $"西街买家{number}", null, MessageKind.Buyer, null, "少发了一件", null, [])], _desk.Bridge with { StoreId = _other.StoreId }))[0].Refusal.ShouldBeNull();
            _desk.Time.Move(TimeSpan.FromMinutes(1));
        }
        foreach (var store in new[] { _desk.StoreId, _other.StoreId })
            while (await _desk.Get<CatchUpReports>().TakeInAsync(store, CancellationToken.None)) { }
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Figures_OfBothStores_AreTheSumsOfEach()
    {
        var both = await OpenedAsync(new([_desk.Owner, _other]));

        both.ShouldBe(10);
        (await OpenedAsync(_desk.Owner)).ShouldBe(5);
        (await OpenedAsync(_other)).ShouldBe(5);
        var trend = (await _desk.Get<TrendQueries>().OfAsync(All, [Measures.Opened], new([_desk.Owner, _other]))).Value!;
        trend[Measures.Opened].Sum(point => point.Figure.Count).ShouldBe(10);
    }

    [Fact]
    public async Task CasesBehind_OfBothStores_ComeInOneOrder_PageByPage()
    {
        var stores = new ReportStores([_desk.Owner, _other]);
        var lines = new List<BehindLine>();
        BehindCursor? after = null;
        do
        {
            var page = (await _desk.Get<CasesBehindQueries>().PageAsync(new(All, Measures.Opened), after, stores, 3)).Value!;
            page.Lines.Count.ShouldBeLessThanOrEqualTo(3);
            lines.AddRange(page.Lines);
            after = page.Next;
        }
        while (after is not null);

        lines.Select(line => line.CaseId).Distinct().Count().ShouldBe(10);
        lines.Select(line => line.At).ShouldBe(lines.Select(line => line.At).OrderDescending());
        lines.Select(line => line.StoreId).ShouldBe(Enumerable.Repeat(new[] { _other.StoreId, _desk.StoreId }, 5).SelectMany(pair => pair));
    }

    [Fact]
    public async Task Report_OfAStoreWhereOneMayNotLook_IsRefusedAsAWhole()
    {
        var stores = new ReportStores([_desk.Owner, _other with { Permissions = [] }]);

        (await _desk.Get<FigureQueries>().OfAsync(All, [new(Measures.Opened)], stores)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<TrendQueries>().OfAsync(All, [Measures.Opened], stores)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<DashboardQueries>().OfAsync(All, stores)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<CasesBehindQueries>().PageAsync(new(All, Measures.Opened), null, stores)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    private async Task<long> OpenedAsync(ReportStores stores) => (await _desk.Get<DashboardQueries>().OfAsync(All, stores)).Value!.Now[Measures.Opened].Count;
}
