using AfterSales.Application.Conversations;
using AfterSales.Application.Customers;
using AfterSales.Application.Orders;
using AfterSales.Application.Tests.Importing;
using AfterSales.Domain.Orders;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Orders;

public sealed class OrderAndCustomerTests : IAsyncLifetime
{
    private const string First = "1001000000000000";

    private TestDesk _desk = null!;

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.CreateAsync();
        await _desk.ImportAsync(Importer.Orders(0, 120));
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private async Task<OrderList> SearchAsync(string? text, OrderStatus? status = null, OrderCursor? after = null) =>
        (await _desk.Get<OrderQueries>().ListAsync(new(text, status), after, _desk.Agent)).Value!;

    private async Task<OrderDetails> OrderAsync() => (await _desk.Get<OrderQueries>().FindAsync(First, _desk.Agent)).Value!;

    [Theory]
    [InlineData("100100000000011", 10)]
    [InlineData(First, 1)]
    [InlineData("SF00000007", 1)]
    [InlineData("买家007", 3)]
    [InlineData("家00", 30)]
    [InlineData("家0", 0)]
    [InlineData("没有", 0)]
    [InlineData("%", 0)]
    public async Task Search_ByNumberNickOrWaybill_FindsThem(string text, int found) => (await SearchAsync(text)).Rows.Count.ShouldBe(found);

    // Beyond the first 65 536 characters too; and what a pattern would read as "any" is a character like others.
    [Theory]
    [InlineData("甲", "甲\U0001F600", "甲乙")]
    [InlineData("%", "%折")]
    [InlineData("_a", "_a")]
    [InlineData("\U0001F600甲", "\U0001F600甲乙")]
    public async Task List_ByAShortWord_FindsWhatBeginsWithIt(string word, params string[] nicks)
    {
        foreach (var nick in nicks.Concat(["乙甲", "ba", "丙\U0001F600甲"])) await _desk.BuyerSaysAsync(nick, "在吗");
        (await _desk.Get<CustomerQueries>().ListAsync(word, null, _desk.Agent)).Value!.Rows.Select(c => c.Nick).ShouldBe(nicks, ignoreOrder: true);
    }

    [Fact]
    public async Task List_PageByPage_ShowsEveryOrderOnce()
    {
        var seen = new List<Guid>();
        OrderCursor? next = null;
        do
        {
            var page = await SearchAsync(null, after: next);
            seen.AddRange(page.Rows.Select(r => r.Id));
            next = page.Next;
        }
        while (next is not null);

        seen.Count.ShouldBe(120);
        seen.Distinct().Count().ShouldBe(120);
        (await SearchAsync(null, OrderStatus.WaitBuyerPay)).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task List_OrdersWithoutATime_AreShownOnceToo()
    {
        await _desk.ImportAsync("订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"77{i},锅,219,1,A,颜色：红,,,交易成功,A\n")));

        var first = await SearchAsync(null);
        var second = await SearchAsync(null, after: first.Next);

        first.Rows.Select(r => r.Id).Intersect(second.Rows.Select(r => r.Id)).ShouldBeEmpty();
        first.Rows.Concat(second.Rows).Count(r => r.CreatedAt is null).ShouldBe(60);
    }

    [Fact]
    public async Task Phone_IsMaskedUntilSomebodyLooks_AndThatIsRecorded()
    {
        (await OrderAsync()).MaskedPhone.ShouldBe("138****0000");

        (await _desk.Get<RevealPhone>().ExecuteAsync(First, _desk.Agent)).Value.ShouldBe("13800000000");

        (await OrderAsync()).Reveals.ShouldHaveSingleItem().PersonName.ShouldBe(_desk.Agent.Name);
        (await _desk.Get<RevealPhone>().ExecuteAsync(First, _desk.Warehouse)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task FlagOrder_KeepsEveryChange_AndRefusesAStaleOne()
    {
        var flags = _desk.Get<FlagOrder>();
        (await flags.ExecuteAsync(new(First, FlagColour.Red, " 先补发 ", 0), _desk.Agent)).Refusal.ShouldBeNull();
        (await flags.ExecuteAsync(new(First, FlagColour.Blue, "", 0), _desk.OtherAgent)).Refusal!.Code.ShouldBe("flag.stale");
        (await flags.ExecuteAsync(new(First, null, null, 1), _desk.OtherAgent)).Refusal.ShouldBeNull();
        (await flags.ExecuteAsync(new(First, FlagColour.Red, new string('长', 501), 2), _desk.Agent)).Refusal!.Code.ShouldBe("flag.memo_too_long");

        var order = await OrderAsync();
        order.Order.Flag.ShouldBeNull();
        order.FlagChanges.Select(f => (f.Colour, f.Memo)).ShouldBe([(null, ""), (FlagColour.Red, "先补发")]);
    }

    [Fact]
    public async Task Customer_ShowsOrdersNotesAndFlag()
    {
        var customers = _desk.Get<CustomerQueries>();
        var row = (await customers.ListAsync("买家007", null, _desk.Agent)).Value!.Rows.ShouldHaveSingleItem();
        (await _desk.Get<FlagCustomer>().ExecuteAsync(new(row.Id, FlagColour.Purple, "常客", 0), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<WriteStaffNote>().ExecuteAsync(new(row.Id, null, "喜欢顺丰"), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<WriteStaffNote>().ExecuteAsync(new(null, "1001000000000007", "周末收货"), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<WriteStaffNote>().ExecuteAsync(new(row.Id, null, " "), _desk.Agent)).Refusal!.Code.ShouldBe("note.empty");

        var customer = (await customers.FindAsync(row.Id, _desk.Agent)).Value!;

        (customer.OrderCount, customer.Customer.Flag!.Memo, customer.FlagChanges.Count).ShouldBe((3, "常客", 1));
        customer.Notes.Select(n => (n.Text, n.OrderNo)).ShouldBe([("喜欢顺丰", null), ("周末收货", "1001000000000007")], ignoreOrder: true);
    }

    [Fact]
    public async Task Stranger_SeesAndTouchesNothing()
    {
        var stranger = await _desk.StrangerAsync();
        await using var db = _desk.Db();
        var customer = await db.Customers.Select(c => c.Id).FirstAsync();

        (await _desk.Get<OrderQueries>().ListAsync(new(), null, stranger)).Value!.Rows.ShouldBeEmpty();
        (await _desk.Get<OrderQueries>().ListAsync(new("SF00000007"), null, stranger)).Value!.Rows.ShouldBeEmpty();
        (await _desk.Get<CustomerQueries>().ListAsync("买家0", null, stranger)).Value!.Rows.ShouldBeEmpty();
        Refusal?[] refusals =
        [
            (await _desk.Get<OrderQueries>().FindAsync(First, stranger)).Refusal, (await _desk.Get<CustomerQueries>().FindAsync(customer, stranger)).Refusal,
            (await _desk.Get<RevealPhone>().ExecuteAsync(First, stranger)).Refusal, (await _desk.Get<FlagOrder>().ExecuteAsync(new(First, FlagColour.Red, "", 0), stranger)).Refusal,
            (await _desk.Get<FlagCustomer>().ExecuteAsync(new(customer, FlagColour.Red, "", 0), stranger)).Refusal, (await _desk.Get<WriteStaffNote>().ExecuteAsync(new(customer, null, "x"), stranger)).Refusal,
            (await _desk.Get<WriteStaffNote>().ExecuteAsync(new(null, First, "x"), stranger)).Refusal,
        ];
        refusals.ShouldAllBe(r => r != null && r.Kind == RefusalKind.NotFound);
    }

    [Fact]
    public async Task PastedChat_Twice_IsTakenOnce_AndTheBuyerCanBeCorrected()
    {
        const string text = "旧昵称 2026-11-22 09:00:00\n少发了一件\n测试旗舰店:客服甲 2026-11-22 09:01:00\n马上查\n帮忙的 2026-11-22 09:02:00\n我也在\n帮忙的 2026-11-22 09:03:00\n我是他同事\n";
        var chats = _desk.Get<ImportChat>();
        (await chats.ReadAsync(new(text, null, null, null), _desk.Agent)).Value!.BuyerNick.ShouldBe("帮忙的");

        var input = new ImportChatInput(text, "旧昵称", First, null);
        var first = (await chats.ExecuteAsync(input, _desk.Agent)).Value!;
        var second = (await chats.ExecuteAsync(input, _desk.Agent)).Value!;

        (first.Added, first.Known, second.Added, second.Known, second.Number).ShouldBe((4, 0, 0, 4, first.Number));
        await using var db = _desk.Db();
        (await db.Cases.SingleAsync(c => c.Number == first.Number)).CustomerNick.ShouldBe("旧昵称");
        (await chats.ExecuteAsync(input with { Text = "没有消息" }, _desk.Agent)).Refusal!.Code.ShouldBe("chat.nothing_understood");
    }
}
