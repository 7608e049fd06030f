using AfterSales.Application.Conversations;
using AfterSales.Application.Tests.Importing;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Conversations;

/// <summary>The case is about order 0 of buyer 000, who has order 50 too; order 1 is of buyer 001.</summary>
public sealed class LeakTests : IAsyncLifetime
{
    private const string Own = "1001000000000000";
    private const string OwnOther = "1001000000000050";
    private const string Foreign = "1001000000000001";

    private TestDesk _desk = null!;
    private string _number = "";

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.CreateAsync();
        await _desk.ImportAsync(Importer.Orders(0, 60));
        _number = await _desk.BuyerSaysAsync("买家000", "少了一件", Own);
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private async Task<IEnumerable<(LeakOf Of, string Number, string? Whose)>> LeaksAsync(string text) =>
        (await _desk.Get<LeakQueries>().FindAsync(_desk.Agent, _number, text)).Value!.Select(l => (l.Of, l.Number, l.Whose));

    private async Task<string?> ReplyAsync(string text, bool despite = false, Domain.People.Actor? actor = null) =>
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(_number, text, DespiteLeaks: despite), actor ?? _desk.Agent)).Refusal?.Code;

    [Theory]
    [InlineData("亲，您的订单" + Own + "，运单SF00000000，电话13800000000对吗")]
    [InlineData("订单 9999999999999999，电话 13912345678")]
    [InlineData("亲，马上给您补发")]
    public async Task Find_OwnUnknownOrNoNumbers_IsNoLeak(string text) => (await LeaksAsync(text)).ShouldBeEmpty();

    [Theory]
    [InlineData("订单" + Foreign + "已发", LeakOf.OrderNo, Foreign)]
    [InlineData("电话 138 0000 0001", LeakOf.Phone, "13800000001")]
    [InlineData("运单ｓｆ00000001", LeakOf.Waybill, "SF00000001")]
    public async Task Find_NumberOfAnotherBuyer_SaysWhose(string text, LeakOf of, string number) => (await LeaksAsync(text)).ShouldBe([(of, number, "买家001")]);

    [Fact]
    public async Task Find_AnotherOrderOfTheSameBuyer_IsSaid_TheirOwnPhoneIsNot() =>
        (await LeaksAsync($"{OwnOther} SF00000050 13800000050")).ShouldBe([(LeakOf.OrderNo, OwnOther, null), (LeakOf.Waybill, "SF00000050", null)], ignoreOrder: true);

    [Fact]
    public async Task Find_OrderNamedInAnotherCaseOnly_IsALeak()
    {
        await _desk.BuyerSaysAsync("买家777", "没收到", "8800000000000777");
        (await LeaksAsync("8800000000000777")).ShouldBe([(LeakOf.OrderNo, "8800000000000777", "买家777")]);
    }

    [Theory]
    [InlineData("我朋友的订单是" + Foreign, Foreign)]
    [InlineData("我朋友的电话：138 0000 0001", "13800000001")]
    [InlineData("运单 sf00000001", "SF00000001")]
    public async Task Find_WhatTheBuyerSaidHere_IsNoLeak(string said, string number)
    {
        (await LeaksAsync(number)).ShouldNotBeEmpty();
        await _desk.BuyerSaysAsync("买家000", said, Own);
        (await LeaksAsync($"您朋友的{number}我也看看")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Find_PhoneOfAForwarderThatThisBuyerUsesToo_IsNoLeak()
    {
        await using var db = _desk.Db();
        await db.Database.ExecuteSqlAsync($"""
            insert into orders (id, store_id, order_no, buyer_nick, phone, status, extra, imported_at, version)
            select gen_random_uuid(), {_desk.StoreId}, '77' || i, '别人' || i, '13811112222', 'Finished', jsonb_build_object(), now(), 0 from generate_series(1, 300) i
            """);
        await db.Orders.Where(o => o.OrderNo == OwnOther).ExecuteUpdateAsync(set => set.SetProperty(o => o.Phone, "13811112222"));
        (await LeaksAsync("电话13811112222")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Find_CaseOfAnotherStore_IsNotThere() =>
        (await _desk.Get<LeakQueries>().FindAsync(await _desk.StrangerAsync(), _number, Foreign)).Refusal!.Code.ShouldBe("case.not_found");

    [Fact]
    public async Task Reply_WithALeak_IsStoppedThenSentAndRecorded()
    {
        (await ReplyAsync($"您的单号是{Foreign}")).ShouldBe(ReplyToBuyer.LeakCode);
        await using (var before = _desk.Db()) (await before.Messages.CountAsync(m => m.Kind == MessageKind.Reply)).ShouldBe(0);

        (await ReplyAsync($"您的单号是{Foreign}", despite: true)).ShouldBeNull();

        await using var db = _desk.Db();
        (await db.Messages.SingleAsync(m => m.Kind == MessageKind.Reply)).Text.ShouldContain(Foreign);
        var recorded = await db.History.SingleAsync(h => h.Kind == CaseEventKind.LeakAccepted);
        (recorded.ActorName, recorded.Data["numbers"]).ShouldBe((_desk.Agent.Name, "…0001"));
    }

    [Fact]
    public async Task Reply_WithoutALeak_RecordsNoWarning()
    {
        (await ReplyAsync("亲，给您补发", despite: true)).ShouldBeNull();
        await using var db = _desk.Db();
        (await db.History.AnyAsync(h => h.Kind == CaseEventKind.LeakAccepted)).ShouldBeFalse();
    }

    [Fact]
    public async Task Reply_PassedOnByAProgram_HasBeenSentAlready() => (await ReplyAsync($"您的单号是{Foreign}", actor: _desk.Bridge)).ShouldBeNull();
}
