using AfterSales.Application.Insights;
using AfterSales.Application.Tests.Importing;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Insights;
using static AfterSales.Application.Tests.Feedback.FaultyBatch;
using static AfterSales.Application.Tests.Insights.CountedDesk;

namespace AfterSales.Application.Tests.Insights;

/// <summary>Goods are told apart by who made them, where the imported item says it.</summary>
public sealed class SupplierTests : IAsyncLifetime
{
    private const string Supplier = "一号针织厂";
    private static readonly ReportRange All = new(new(2026, 10, 1), new(2027, 1, 31));

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Faults_AreSetAgainstWhatTheSupplierShipped_AndOpenTheirCases()
    {
        var theirs = await ShipAsync(_desk, new(2026, 11, 1), 5);
        var unknown = await ShipAsync(_desk, new(2026, 11, 2), 2);
        await SayAsync(theirs, "供应商", Supplier);
        var (first, second) = (await ComplainAsync(_desk, theirs[0]), await ComplainAsync(_desk, theirs[1]));
        await ComplainAsync(_desk, theirs[2], CaseSubtype.Lost);
        await ComplainAsync(_desk, unknown[0]);
        await CatchUpAsync(_desk);

        (await RateAsync()).ShouldBe((2, 5));
        var behind = (await _desk.Get<CasesBehindQueries>().PageAsync(new(All, Measures.QualityPieces, Cut.Supplier, Supplier), null, _desk.Supervisor)).Value!;
        behind.Lines.Select(line => line.Number).ShouldBe([first, second], ignoreOrder: true);
    }

    [Theory]
    [InlineData("供货商")]
    [InlineData("厂家")]
    [InlineData("生产厂家")]
    [InlineData("supplier")]
    public async Task Supplier_BecomesKnownLater_UnderAnyOfItsNames_AndARebuildCountsTheSame(string column)
    {
        var orders = await ShipAsync(_desk, new(2026, 11, 1), 3);
        await ComplainAsync(_desk, orders[0]);
        await CatchUpAsync(_desk);
        (await RateAsync()).ShouldBe((0, 0));

        await SayAsync(orders, column, Supplier);
        await CatchUpAsync(_desk);
        (await RateAsync()).ShouldBe((1, 3));
        var maintained = await LinesAsync(_desk);
        await RebuildAsync(_desk);
        maintained.ShouldBe(await LinesAsync(_desk));
    }

    private async Task SayAsync(IReadOnlyList<string> orders, string column, string supplier) =>
        await _desk.ImportAsync($"订单编号,标题,价格,购买数量,外部系统编号,批次号,{column}\n" + string.Concat(orders.Select(no => $"{no},针织开衫,98.00,1,{Style},{Batch},{supplier}\n")));

    private async Task<(long Faulty, long Shipped)> RateAsync()
    {
        var figures = (await _desk.Get<FigureQueries>().OfAsync(All, [new(Measures.QualityPieces, Cut.Supplier), new(SoldMeasures.Shipped, Cut.Supplier)], _desk.Supervisor)).Value!;
        return (figures.By(Measures.QualityPieces, Cut.Supplier).GetValueOrDefault(Supplier).Count, figures.By(SoldMeasures.Shipped, Cut.Supplier).GetValueOrDefault(Supplier).Count);
    }
}
