using AfterSales.Application.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Cases;

public sealed class SearchQueriesTests : IAsyncLifetime
{
    private TestDesk _desk = null!;
    private string _number = "";

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.CreateAsync();
        _number = await _desk.BuyerSaysAsync("tb88231_甜甜圈", "少了一件", "330102611000015838");
        await _desk.BuyerSaysAsync("阿秋", "快递盒子烂了");
        await using var command = _desk.Get<Npgsql.NpgsqlDataSource>().CreateCommand("""
            insert into orders (id, store_id, order_no, buyer_nick, status, paid_amount, extra, imported_at, version)
            values (gen_random_uuid(), $1, '330102611000015838', 'tb88231_甜甜圈', 'BuyerSigned', 268, '{}', now(), 1);
            """);
        command.Parameters.Add(new() { Value = _desk.StoreId });
        await command.ExecuteNonQueryAsync();
        await using var parcel = _desk.Get<Npgsql.NpgsqlDataSource>().CreateCommand("""
            insert into parcels (id, store_id, order_no, waybill, courier, imported_at) values (gen_random_uuid(), $1, '330102611000015838', 'YT5566001', '圆通', now());
            """);
        parcel.Parameters.Add(new() { Value = _desk.StoreId });
        await parcel.ExecuteNonQueryAsync();
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task FindAsync_AWholeNickThatThousandsContain_FindsItFirst()
    {
        await using var command = _desk.Get<Npgsql.NpgsqlDataSource>().CreateCommand("""
            insert into customers (id, store_id, nick, first_seen_at, version)
            select gen_random_uuid(), $1, case when i > 2000 then '甜甜圈' else '甜甜圈' || i end, now(), 1 from generate_series(1, 2001) i
            """);
        command.Parameters.Add(new() { Value = _desk.StoreId });
        await command.ExecuteNonQueryAsync();

        var found = await FindAsync("甜甜圈");

        found.Customers[0].Nick.ShouldBe("甜甜圈");
        found.Customers.Count.ShouldBe(SearchQueries.Most);
    }

    [Theory]
    [InlineData("330102611000015838")]
    [InlineData("33010261")]
    [InlineData("YT5566001")]
    [InlineData("甜甜圈")]
    [InlineData("88231")]
    [InlineData(" TB88231_ ")]
    [InlineData("tb")]
    public async Task FindAsync_NumberWaybillOrPartOfANick_FindsTheCase(string text)
    {
        var found = await FindAsync(text);
        found.Cases.Select(c => c.Number).ShouldBe([_number]);
    }

    [Fact]
    public async Task FindAsync_CaseNumberInAnyCaseOrItsBeginning_FindsIt()
    {
        (await FindAsync(_number.ToLowerInvariant())).Cases.Select(c => c.Number).ShouldBe([_number]);
        (await FindAsync(_number[..9])).Cases.Count.ShouldBe(2);
    }

    [Fact]
    public async Task FindAsync_Waybill_FindsTheOrderWithWhatWasPaid() => (await FindAsync("YT5566001")).Orders.Single().PaidAmount.ShouldBe(268m);

    [Theory]
    [InlineData("5678")]
    [InlineData("13912345678")]
    [InlineData("５６７８")]
    public async Task FindAsync_TheEndOfAPhoneOrAllOfIt_FindsOrderAndCase(string text)
    {
        await using var db = _desk.Db();
        await db.Orders.ExecuteUpdateAsync(o => o.SetProperty(x => x.Phone, "13912345678"));
        var found = await FindAsync(text);
        found.Orders.ShouldHaveSingleItem().By.ShouldBe(FoundBy.Phone);
        found.Cases.ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.Number.ShouldBe(_number), c => c.By.ShouldBe(FoundBy.Phone));
    }

    // Digit after digit would come to the whole of it.
    [Theory]
    [InlineData("678")]
    [InlineData("45678")]
    [InlineData("912345678")]
    public async Task FindAsync_AnotherPartOfAPhone_FindsNothing(string text)
    {
        await using var db = _desk.Db();
        await db.Orders.ExecuteUpdateAsync(o => o.SetProperty(x => x.Phone, "13912345678"));
        (await FindAsync(text)).Nothing.ShouldBeTrue();
    }

    [Theory]
    [InlineData("QH2361", "QH2361")]
    [InlineData("qh23", "QH2361,QH2399")]
    [InlineData("2361", "")]
    public async Task FindAsync_TheBeginningOfAStyle_FindsTheStyles(string text, string expected)
    {
        await using var command = _desk.Get<Npgsql.NpgsqlDataSource>().CreateCommand("""
            insert into order_lines (id, store_id, order_no, line_key, style_code, status, extra, imported_at)
            select gen_random_uuid(), $1, '330102611000015838', i, case when i % 2 = 0 then 'QH2361' else 'QH2399' end, 'Finished', '{}', now() from generate_series(1, 50) i
            """);
        command.Parameters.Add(new() { Value = _desk.StoreId });
        await command.ExecuteNonQueryAsync();
        string.Join(',', (await FindAsync(text)).Styles).ShouldBe(expected);
    }

    [Theory]
    [InlineData("%%%")]
    [InlineData("tb8_231")]
    [InlineData("没有这样的")]
    [InlineData("")]
    [InlineData(null)]
    public async Task FindAsync_NothingLikeIt_FindsNothing(string? text) => (await FindAsync(text)).Nothing.ShouldBeTrue();

    [Fact]
    public async Task FindAsync_AnotherStore_FindsNothing()
    {
        var stranger = Actor.Person(Ids.New(TestDesk.Start), "外人", Ids.New(TestDesk.Start), [Role.Owner]);
        (await _desk.Get<SearchQueries>().FindAsync(stranger, "甜甜圈")).Value!.Nothing.ShouldBeTrue();
    }

    [Fact]
    public async Task FindAsync_Administrator_IsForbidden()
    {
        var admin = await _desk.PersonAsync("管理员", Role.Administrator);
        (await _desk.Get<SearchQueries>().FindAsync(admin, "甜甜圈")).Refusal!.Code.ShouldBe("forbidden");
    }

    private async Task<SearchHits> FindAsync(string? text)
    {
        var found = await _desk.Get<SearchQueries>().FindAsync(_desk.Agent, text);
        found.Ok.ShouldBeTrue();
        return found.Value;
    }
}
