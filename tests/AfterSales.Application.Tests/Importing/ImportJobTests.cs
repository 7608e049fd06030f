using AfterSales.Application.Importing;
using AfterSales.Domain.Importing;
using AfterSales.Domain.Orders;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Importing;

public sealed class ImportJobTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private async Task<Order> OrderAsync(string number)
    {
        await using var db = _desk.Db();
        return await db.Orders.AsNoTracking().SingleAsync(o => o.OrderNo == number);
    }

    [Fact]
    public async Task OrderList_StoresEveryFieldOfEveryOrder()
    {
        var import = await _desk.ImportAsync(Samples.Open(Samples.OrderList), Samples.OrderList);

        (import.State, import.Kind, import.RowsRead, import.Progress).ShouldBe((ImportState.Done, nameof(FileKind.OrderList), 4, 1));
        import.Counts().ShouldBe((4, 0, 0, 0));
        using var file = ImportFile.Open(Samples.Open(Samples.OrderList), Samples.Shanghai);
        foreach (var row in file.Rows().Cast<OrderRow>())
        {
            var order = await OrderAsync(row.OrderNo);
            (order.BuyerNick, order.Status, order.StatusText, order.CloseReason, order.PayNo, order.Title, order.Quantity).ShouldBe((row.BuyerNick, row.Status, row.StatusText, row.CloseReason, row.PayNo, row.Title, row.Quantity));
            (order.GoodsAmount, order.PostageAmount, order.TotalAmount, order.PaidAmount, order.RefundAmount).ShouldBe((row.Payable, row.Postage, row.Total, row.Paid, row.RefundAmount));
            (order.BuyerMessage, order.SellerMemo, order.ImportedFlag, order.ReceiverName, order.Phone).ShouldBe((row.BuyerMessage, row.SellerMemo, row.Flag, row.Receiver, row.Phone));
            (order.Province, order.City, order.District, order.Address, order.PostCode).ShouldBe((row.Address!.Province, row.Address.City, row.Address.District, row.Address.Detail, row.Address.PostalCode));
            (order.CreatedAt, order.PaidAt, order.ShippedAt, order.ShipDueAt, order.ConfirmedAt).ShouldBe((row.CreatedAt, row.PaidAt, row.ShippedAt, row.LatestShipAt, row.ConfirmedAt));
            row.Extra.ShouldBeSubsetOf(order.Extra);
            order.CustomerId.ShouldNotBeNull();
            await using var db = _desk.Db();
            (await db.Parcels.Where(p => p.OrderNo == row.OrderNo).Select(p => p.Waybill).ToListAsync()).ShouldBe(row.Waybills, ignoreOrder: true);
        }
    }

    [Fact]
    public async Task OrdersAfterAChat_OverTheSameConnections_AreImported()
    {
        (await _desk.ImportAsync(Samples.Open(Samples.Chat), Samples.Chat)).State.ShouldBe(ImportState.Done);

        for (var i = 0; i < 5; i++) (await _desk.ImportAsync(Importer.Orders(100 * i, 10))).State.ShouldBe(ImportState.Done);
    }

    [Fact]
    public async Task RowWithSeveralBadCells_CountsOnceForItsReason()
    {
        var import = await _desk.ImportAsync("订单编号,买家会员名,总金额,买家应付货款,买家应付邮费\n1001000000000001,买家,-1,-2,-3\n1001000000000002,买家,1,2,3\n");

        var details = await _desk.Get<ImportQueries>().FindAsync(import.Id, _desk.Supervisor);

        import.Counts().ShouldBe((1, 0, 0, 1));
        details.Value!.Reasons.ShouldBe([(ProblemCodes.AmountNegative, 1)]);
    }

    [Theory]
    [InlineData(Samples.OrderList)]
    [InlineData(Samples.OrderDetails)]
    [InlineData(Samples.ItemListCsv)]
    [InlineData(Samples.ItemListXlsx)]
    [InlineData(Samples.Workbook)]
    [InlineData(Samples.Pdd)]
    [InlineData(Samples.Jd)]
    public async Task SameFileTwice_ChangesNothingTheSecondTime(string name)
    {
        var first = await _desk.ImportAsync(Samples.Open(name), name);
        first.State.ShouldBe(ImportState.Done);
        first.Added.ShouldBeGreaterThan(0);
        var before = await ContentAsync();
        _desk.Time.Move(TimeSpan.FromHours(1));

        var second = await _desk.ImportAsync(Samples.Open(name), name);

        second.Counts().ShouldBe((0, 0, first.Added, 0));
        (await ContentAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData(Samples.OrderList)]
    [InlineData(Samples.ItemListCsv)]
    public async Task SameFileInAnotherEncoding_ChangesNothing(string name)
    {
        var first = await _desk.ImportAsync(Samples.Text(Samples.Decode(name), new System.Text.UTF8Encoding(true)), name);
        var second = await _desk.ImportAsync(Samples.Text(Samples.Decode(name), Samples.Gb18030), name);

        second.Counts().ShouldBe((0, 0, first.Added, 0));
    }

    [Fact]
    public async Task Workbook_BringsOrderLinesAndDeliveryTogether()
    {
        var import = await _desk.ImportAsync(Samples.Open(Samples.Workbook), Samples.Workbook);

        import.Counts().ShouldBe((1, 0, 0, 0));
        await using var db = _desk.Db();
        var order = await db.Orders.SingleAsync();
        (order.Status, order.ReceiverName, order.Phone).ShouldBe((OrderStatus.WaitBuyerConfirm, "测*", "*******0002"));
        (await db.OrderLines.CountAsync(l => l.OrderNo == order.OrderNo)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task LineFile_MakesTheOrderButNeverItsState()
    {
        await _desk.ImportAsync("订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码\n1001,锅,219,1,A,颜色：红,,少发盖子,交易关闭,A\n1001,盖,19,1,B,颜色：红,,少发盖子,交易成功,B\n");
        var order = await OrderAsync("1001");
        (order.Status, order.SellerMemo, order.Title).ShouldBe((OrderStatus.Unknown, "少发盖子", null));

        await _desk.ImportAsync("订单编号,买家会员名,总金额,订单状态\n1001,tb甲,238,交易成功\n");
        await _desk.ImportAsync("订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码\n1001,锅,219,1,A,颜色：红,,少发盖子,交易关闭,A\n");

        (await OrderAsync("1001")).Status.ShouldBe(OrderStatus.Finished);
        await using var db = _desk.Db();
        (await db.OrderLines.Where(l => l.OrderNo == "1001").OrderBy(l => l.StyleCode).Select(l => l.Status).ToListAsync()).ShouldBe([OrderStatus.Closed, OrderStatus.Finished]);
    }

    [Fact]
    public async Task OrderOnSeveralRowsWithSeveralStates_HasNoneOfThem()
    {
        var text = "订单编号,买家会员名,总金额,订单状态\n1001,tb甲,5,交易成功\n1001,tb甲,5,交易关闭\n1002,tb乙,6,交易成功\n1002,tb乙,6,交易成功\n";
        var first = await _desk.ImportAsync(text);
        var second = await _desk.ImportAsync(text);

        (first.RowsRead, first.Added, second.Changed, second.Unchanged).ShouldBe((4, 2, 0, 2));
        (await OrderAsync("1001")).Status.ShouldBe(OrderStatus.Unknown);
        (await OrderAsync("1002")).Status.ShouldBe(OrderStatus.Finished);
    }

    [Fact]
    public async Task OverlappingFiles_CountWhatIsNewWhatChangedAndWhatDidNot()
    {
        await _desk.ImportAsync(Importer.Orders(0, 100));
        var second = await _desk.ImportAsync(Importer.Orders(50, 100));
        var third = await _desk.ImportAsync(Importer.Orders(100, 20, amount: "99.00"));

        await using var db = _desk.Db();
        (await db.Orders.CountAsync()).ShouldBe(150);
        (await db.Customers.CountAsync()).ShouldBe(50);
        second.Counts().ShouldBe((50, 0, 50, 0));
        third.Counts().ShouldBe((0, 20, 0, 0));
    }

    [Fact]
    public async Task FileWithoutAColumn_ErasesNothing_AndMasksNothing()
    {
        await _desk.ImportAsync("订单编号,买家会员名,总金额,订单状态,联系手机,收货人姓名,发票抬头\n1001,tb甲,5,交易成功,13800000001,张三,某公司\n");
        var second = await _desk.ImportAsync("订单编号,买家会员名,总金额,联系手机,收货人姓名,发票抬头\n1001,tb甲,6,*******0001,张*,\n");

        second.Changed.ShouldBe(1);
        var order = await OrderAsync("1001");
        (order.Status, order.TotalAmount, order.Phone, order.ReceiverName, order.Extra["发票抬头"]).ShouldBe((OrderStatus.Finished, 6m, "13800000001", "张三", "某公司"));
    }

    [Fact]
    public async Task SeveralWaybillsInACell_AreSeveralParcels()
    {
        await _desk.ImportAsync("订单编号,买家会员名,总金额,物流单号,物流公司\n1001,tb甲,5,\"No:SF1,SF2;SF3、SF4 SF5\",顺丰速运\n");

        await using var db = _desk.Db();
        (await db.Parcels.OrderBy(p => p.Waybill).Select(p => p.Waybill + p.Courier).ToListAsync()).ShouldBe(["SF1顺丰速运", "SF2顺丰速运", "SF3顺丰速运", "SF4顺丰速运", "SF5顺丰速运"]);
    }

    [Fact]
    public async Task BadRows_AreRefusedOneByOneWithTheirReason_AndNoGoodRowIsLost()
    {
        var import = await _desk.ImportAsync(
            "订单编号,买家会员名,总金额,订单创建时间\n1001,a,5,2026-03-01 10:00:00\n1.001E+18,b,5,2026-03-01 10:00:00\n1003,c,-5,昨天\n,d,5,\n1006,e,6,2026/3/1 10:00\n");

        (import.State, import.RowsRead).ShouldBe((ImportState.Done, 5));
        import.Counts().ShouldBe((2, 0, 0, 3));
        var queries = _desk.Get<ImportQueries>();
        var refused = (await queries.RefusalsAsync(import.Id, null, 0, _desk.Supervisor)).Value!.Rows;
        refused.Select(r => (r.RowNumber, string.Join(", ", r.Reasons.Select(why => $"{why.Code} {why.Args[0]}")))).ShouldBe(
        [
            (3, $"{ProblemCodes.IdScientific} 订单编号"), (4, $"{ProblemCodes.AmountNegative} 总金额, {ProblemCodes.DateUnreadable} 订单创建时间"), (5, $"{ProblemCodes.MissingOrderNo} "),
        ]);
        // A page ends with a whole row.
        var first = (await queries.RefusalsAsync(import.Id, null, 0, _desk.Supervisor, most: 2)).Value!;
        first.Rows.Select(r => (r.RowNumber, r.Reasons.Count)).ShouldBe([(3, 1), (4, 2)]);
        (await queries.RefusalsAsync(import.Id, null, first.Next!.Value, _desk.Supervisor, most: 2)).Value!.Rows.Select(r => r.RowNumber).ShouldBe([5]);
        refused[0].RowText.ShouldBe("1.001E+18 | b | 5 | 2026-03-01 10:00:00");
        (await queries.RefusalsAsync(import.Id, ProblemCodes.DateUnreadable, 0, _desk.Supervisor)).Value!.Rows.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Order_FindsTheCaseThatWaitedForIt()
    {
        var number = await _desk.BuyerSaysAsync("tb甲", "少发了一件", "1001");

        await _desk.ImportAsync("订单编号,买家会员名,总金额\n1001,tb甲,5\n");

        await using var db = _desk.Db();
        var subject = await db.Cases.SingleAsync(c => c.Number == number);
        var order = await OrderAsync("1001");
        (subject.OrderId, order.CustomerId).ShouldBe((order.Id, subject.CustomerId));
    }

    [Fact]
    public async Task MaskedNick_NamesNobody()
    {
        await _desk.ImportAsync("订单编号,买家会员名,总金额\n1001,t**1,5\n1002,t**1,5\n");

        await using var db = _desk.Db();
        (await db.Customers.CountAsync()).ShouldBe(0);
        (await OrderAsync("1001")).BuyerNick.ShouldBe("t**1");
    }

    [Fact]
    public async Task FlagSetHere_StaysWhenTheOrderIsImportedAgain()
    {
        await _desk.ImportAsync(Importer.Orders(0, 1));
        await using (var db = _desk.Db())
        {
            var order = await db.Orders.SingleAsync();
            order.Mark(new Flag(FlagColour.Red, "先补发", "客服甲", _desk.Time.Now));
            await db.SaveChangesAsync();
        }

        (await _desk.ImportAsync(Importer.Orders(0, 1, amount: "7"))).Changed.ShouldBe(1);
        (await OrderAsync("1001000000000000")).Flag!.Memo.ShouldBe("先补发");
    }

    [Fact]
    public async Task Stores_KeepTheirOrdersApart()
    {
        var stranger = await _desk.StrangerAsync();
        var id = await _desk.QueueAsync(Samples.Open(Samples.OrderList));
        await _desk.Get<ImportWorker>().DrainAsync(CancellationToken.None);

        var queries = _desk.Get<ImportQueries>();
        (await queries.ListAsync(stranger)).Value!.ShouldBeEmpty();
        (await queries.FindAsync(id, stranger)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await queries.RefusalsAsync(id, null, 0, stranger)).Value!.Rows.ShouldBeEmpty();
        (await queries.PreviewAsync(id, stranger)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await _desk.Get<CancelImport>().ExecuteAsync(id, stranger)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await _desk.Get<StartImport>().ExecuteAsync(id, stranger)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);

        var theirs = (await _desk.Get<UploadImport>().ExecuteAsync("o.csv", Samples.Open(Samples.OrderList), stranger)).Value;
        await _desk.Get<StartImport>().ExecuteAsync(theirs, stranger);
        await _desk.Get<ImportWorker>().DrainAsync(CancellationToken.None);
        (await queries.FindAsync(theirs, stranger)).Value!.Import.Added.ShouldBe(4);
    }

    [Fact]
    public async Task Agent_MayNotImport()
    {
        (await _desk.Get<UploadImport>().ExecuteAsync("o.csv", Samples.Open(Samples.OrderList), _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<StartImport>().ExecuteAsync(Guid.Empty, _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<CancelImport>().ExecuteAsync(Guid.Empty, _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<ImportQueries>().ListAsync(_desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    // Everything the imports wrote, but for when.
    private async Task<string> ContentAsync()
    {
        await using var connection = new Npgsql.NpgsqlConnection(_desk.ConnectionString);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(
            """
            select (select json_agg(o order by o.order_no) from orders o)::text || (select json_agg(l order by l.order_no, l.line_key) from order_lines l)::text
                || coalesce((select json_agg(p order by p.order_no, p.waybill) from parcels p)::text, '') || coalesce((select json_agg(c order by c.nick) from customers c)::text, '')
            """, connection);
        return await command.ExecuteScalarAsync() as string ?? "";
    }
}
