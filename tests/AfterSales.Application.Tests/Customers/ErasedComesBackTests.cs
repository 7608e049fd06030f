using AfterSales.Application.Conversations;
using AfterSales.Application.Tests.Importing;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Customers;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Tests.Customers;

/// <summary>What is brought again of an erased buyer does not bring them back; what they do anew is a new customer's.</summary>
public sealed class ErasedComesBackTests : KnownBuyerTests
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Buyer.EraseAsync();
    }

    [Fact]
    public async Task Import_TheSameOrder_ChangesItsMoneyAndBringsNobodyBack()
    {
        var import = await Desk.ImportAsync(KnownBuyer.Header + KnownBuyer.OrderRow(amount: "99.00"));
        await Desk.ImportAsync(KnownBuyer.Refunds(), "退款.csv");

        import.Counts().ShouldBe((0, 1, 0, 0));
        (await WhereAsync()).ShouldBeEmpty();
        await using var db = Desk.Db();
        var order = await db.Orders.SingleAsync(o => o.OrderNo == KnownBuyer.OrderNo);
        (order.TotalAmount, order.CustomerId, order.Phone).ShouldBe((99m, Buyer.CustomerId, null));
        (await db.Customers.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Import_AnOlderOrderOfTheirs_NamesNobody()
    {
        await Desk.ImportAsync(KnownBuyer.Header + KnownBuyer.OrderRow("8800000000000000777"));

        (await WhereAsync()).ShouldBeEmpty();
        await using var db = Desk.Db();
        (await db.Orders.SingleAsync(o => o.OrderNo == "8800000000000000777")).CustomerId.ShouldBeNull();
    }

    [Fact]
    public async Task Import_ANewOrderOfTheirs_IsANewCustomers()
    {
        await Desk.ImportAsync(KnownBuyer.Header + KnownBuyer.OrderRow("8800000000000000888", "2026-12-24 10:00:00"));

        await using var db = Desk.Db();
        var order = await db.Orders.SingleAsync(o => o.OrderNo == "8800000000000000888");
        (order.ReceiverName, order.BuyerNick).ShouldBe((KnownBuyer.Name, KnownBuyer.Nick));
        order.CustomerId.ShouldNotBe(Buyer.CustomerId);
    }

    [Fact]
    public async Task Import_ARefusedRowOfTheirs_IsNotKeptAsItStood()
    {
        (await Desk.ImportAsync(KnownBuyer.Header + KnownBuyer.OrderRow(created: "gone") + KnownBuyer.OrderRow("8800000000000000002", "gone"))).Refused.ShouldBe(2);
        (await WhereAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData($"{KnownBuyer.Nick}.csv")]
    [InlineData($"订单-{KnownBuyer.Nick} (2).csv")]
    public async Task Import_AFileCalledAfterThem_IsNotCalledSo(string name)
    {
        (await Desk.ImportAsync(KnownBuyer.Header + KnownBuyer.OrderRow(), name)).FileName.ShouldBe("….csv");
        (await WhereAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Messages_OfBefore_AreNotTakenInAgain()
    {
        var answers = await Desk.Get<ReceiveMessages>().ExecuteAsync([Says("m-1", -20), Says("another id", -20), Says(null, -20)], Desk.Bridge);

        answers[0].Value!.Duplicate.ShouldBeTrue();
        answers.Skip(1).ShouldAllBe(answer => answer.Refusal!.Code == "message.erased");
        (await WhereAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Messages_OfToday_AreANewCustomers()
    {
        var taken = (await Desk.Get<ReceiveMessages>().ExecuteAsync([Says("new", 1)], Desk.Bridge))[0].Value!;

        taken.Number.ShouldNotBe(Buyer.Number);
        await using var db = Desk.Db();
        (await db.Cases.SingleAsync(c => c.Id == taken.CaseId)).CustomerId.ShouldNotBe(Buyer.CustomerId);
        // And is erased for itself.
        (await db.Customers.CountAsync(c => c.Nick == KnownBuyer.Nick)).ShouldBe(1);
    }

    [Fact]
    public async Task Keys_TellNobodyWhoTheyAre()
    {
        await using var db = Desk.Db();
        var keys = await db.ErasedKeys.ToListAsync();
        keys.Count.ShouldBe(3, "the nick, the order and the number of the review's case");
        keys.ShouldAllBe(key => key.Hash.Length == 64);
        (await db.ErasureSecrets.SingleAsync()).Sealed.Length.ShouldBeGreaterThan(100);
        (await db.Customers.SingleAsync()).Nick.ShouldBe(Erased.Nick(keys[0].ErasureId));
    }

    private IncomingMessage Says(string? id, int minutes)
    {
        Desk.Time.Move(TimeSpan.FromMinutes(Math.Max(minutes, 0)));
        return new(id, "qianniu", KnownBuyer.Nick, KnownBuyer.OrderNo, MessageKind.Buyer, null, $"{KnownBuyer.Word}再说一遍", Desk.Time.Now.AddMinutes(Math.Min(minutes, 0)), []);
    }

    private Task<IReadOnlyList<string>> WhereAsync() => Desk.Get<NpgsqlDataSource>().WhereAsync(KnownBuyer.Secrets);
}
