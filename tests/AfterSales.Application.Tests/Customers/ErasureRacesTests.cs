using System.Text;
using AfterSales.Application.Customers.Privacy;
using AfterSales.Application.Evidence;
using AfterSales.Application.Evidence.Packs;
using AfterSales.Application.People.Quality;
using AfterSales.Application.Tests.Evidence;
using AfterSales.Application.Tests.Importing;
using AfterSales.Application.Tests.Orders;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Orders;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Tests.Customers;

/// <summary>What others do while a buyer is erased, or right after it, keeps nothing of them and takes nothing from others.</summary>
public sealed class ErasureRacesTests : KnownBuyerTests
{
    private const string No = "8800000000000000999";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Pack_AskedForWhileTheBuyerIsErased_TellsNothingOfThem()
    {
        var asked = await Buyer.AskAsync();
        await using var blocker = await Source.OpenConnectionAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("lock table orders in share row exclusive mode", blocker, transaction)) await command.ExecuteNonQueryAsync();
        // Looked what stands in the way, erased most, and waits before the last.
        var erasing = Task.Run(() => Desk.Get<DecideErasure>().ExecuteAsync(asked, true, Desk.Supervisor));
        await Eventually.TrueAsync(Desk.SomebodyWaitsForALockAsync, Patience);

        // A case without files: no piece that is gone tells that the pack is out of date.
        var asking = Task.Run(() => Desk.Get<RequestPack>().ExecuteAsync(Buyer.ReviewNumber, Desk.Agent));
        await Eventually.TrueAsync(async () => asking.IsCompleted || await WaitingAsync() == 2, Patience);
        var worker = Desk.PackWorker(new Telling());
        var making = Task.Run(() => worker.WorkAsync(default));
        await Eventually.TrueAsync(async () => making.IsCompleted || await WaitingAsync() == 2, Patience);
        await transaction.RollbackAsync();

        (await erasing).Refusal.ShouldBeNull();
        (await asking).Refusal.ShouldBeNull();
        await making;
        await worker.WorkAsync(default);
        (await Source.WhereAsync(KnownBuyer.Secrets)).ShouldBeEmpty();
    }

    // Whoever scores holds the sample, and what they gave is not to be seen until they have done.
    [Fact]
    public async Task Score_BeingGivenWhileTheBuyerIsErased_KeepsNothingOfThem()
    {
        var asked = await Buyer.AskAsync();
        await using var scoring = await Source.OpenConnectionAsync();
        await using var transaction = await scoring.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("""
            with held as (select id, store_id from quality_samples where state = 'Scored' limit 1 for update)
            insert into assessments (store_id, sample_id, card_version, scores, remarks, remark, percent, is_failed, by_id, by_name, at)
            select store_id, id, 1, '[]', '{}', $1, 100, false, id, '主管', now() from held
            """, scoring, transaction) { Parameters = { new() { Value = $"{KnownBuyer.Word}总评" } } })
            (await command.ExecuteNonQueryAsync()).ShouldBe(1);
        var erasing = Task.Run(() => Desk.Get<DecideErasure>().ExecuteAsync(asked, true, Desk.Supervisor));
        await Eventually.TrueAsync(() => Desk.SomebodyWaitsForAsync(scoring), Patience);
        await transaction.CommitAsync();

        (await erasing).Refusal.ShouldBeNull();
        (await Source.WhereAsync(KnownBuyer.Secrets)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Pick_OfACaseWhoseBuyerIsBeingErased_WaitsForIt()
    {
        await using var erasing = await Source.OpenConnectionAsync();
        await using var transaction = await erasing.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("select from cases where number = $1 for no key update", erasing, transaction) { Parameters = { new() { Value = Buyer.ReviewNumber } } }) await command.ExecuteNonQueryAsync();

        var picking = Task.Run(() => Desk.Get<PickSample>().ExecuteAsync(new(Buyer.ReviewNumber, Desk.Agent.Id!.Value, "看看"), Desk.Supervisor));
        await Eventually.TrueAsync(async () => picking.IsCompleted || await Desk.SomebodyWaitsForAsync(erasing), Patience);
        picking.IsCompleted.ShouldBeFalse();
        await transaction.RollbackAsync();

        (await picking).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Draw_OfAPictureThatWasErasedAndIsSentAgain_TellsNothingOfTheErasedPiece()
    {
        await Desk.Get<SmallPictures>().MakeAsync(default);
        await Buyer.EraseAsync();

        var other = await Desk.AddPictureAsync(await Desk.BuyerSaysAsync("别的买家", "一样的"), SamplePictures.Png(31, 17));
        other.Sha256.ShouldBe(Buyer.Sha256);
        await Desk.Get<SmallPictures>().MakeAsync(default);

        await using var db = Desk.Db();
        (await db.Evidence.Where(e => e.RemovedAt != null && e.Sha256 == Buyer.Sha256).Select(e => new { e.Print, e.HasThumbnail }).Distinct().ToListAsync())
            .ShouldBe([new { Print = (long?)null, HasThumbnail = false }]);
        (await db.Evidence.SingleAsync(e => e.Id == other.Id)).HasThumbnail.ShouldBe(Thumbnails.Available);
    }

    [Fact]
    public async Task Import_AnOrderOfSomebodyElseThatTheErasedBuyerNamed_StaysTheirs()
    {
        await Desk.ImportAsync(KnownBuyer.Header + Order("隔壁老王", "滨江路1号"));
        await AskedAboutAsync(KnownBuyer.Nick);

        await Buyer.EraseAsync();

        await Desk.ImportAsync(KnownBuyer.Header + Order("隔壁老王", "滨江路2号"));
        (await OrderAsync()).ShouldSatisfyAllConditions(o => o.BuyerNick.ShouldBe("隔壁老王"), o => o.Address.ShouldBe("滨江路2号"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("梅**鹿")]
    public async Task Erase_AnOrderThatNamesNobody_GoesWithTheCaseAboutIt(string nick)
    {
        await Desk.ImportAsync(KnownBuyer.Header + Order(nick, "望江路77号"));
        await Desk.ImportAsync(RefundFileRow.File(new RefundFileRow("R99", No, "退款成功") { Buyer = nick, Words = $"{KnownBuyer.Word}退款" }), "退款.csv");
        await AskedAboutAsync(KnownBuyer.Nick);
        foreach (var known in new[] { "王五", "13700000001", No, "R99" })
            (await Desk.Get<PersonalDataQueries>().FindAsync(known, Desk.Agent)).Value!.ShouldHaveSingleItem(known).CustomerId.ShouldBe(Buyer.CustomerId);
        (await Desk.Get<PersonalDataQueries>().OfCustomerAsync(Buyer.CustomerId, Desk.Agent)).Value!.Counts.Single(c => c.Kind == PersonalKind.Orders).Count.ShouldBe(2);
        using (var copy = (await Desk.Get<TakePersonalCopy>().ExecuteAsync(Buyer.CustomerId, Desk.Supervisor)).Value!)
            foreach (var kind in new[] { PersonalKind.Orders, PersonalKind.Refunds }) (await copy.RowsAsync(kind, default).CountAsync()).ShouldBe(2);

        await Buyer.EraseAsync();

        (await Source.WhereAsync([.. KnownBuyer.Secrets, "王五", "13700000001", "梅**鹿"])).ShouldBeEmpty();
        await Desk.ImportAsync(KnownBuyer.Header + Order(nick, "望江路77号"));
        (await Source.WhereAsync([.. KnownBuyer.Secrets, "王五", "13700000001"])).ShouldBeEmpty();
    }

    [Fact]
    public async Task Erase_AnOrderThatNamesNobody_AndThatAnotherAsksAboutToo_IsLeft()
    {
        await Desk.ImportAsync(KnownBuyer.Header + Order("梅**鹿", "滨江路1号"));
        await AskedAboutAsync(KnownBuyer.Nick);
        await AskedAboutAsync("另一个买家");

        await Buyer.EraseAsync();

        (await OrderAsync()).Address.ShouldBe("滨江路1号");
    }

    [Fact]
    public async Task Erase_ARefundWhoseOrderNoImportBrought_GoesWithTheCaseAboutIt()
    {
        await AskedAboutAsync(KnownBuyer.Nick);
        await Desk.ImportAsync(RefundFileRow.File(new RefundFileRow("R99", No, "退款成功") { Words = $"{KnownBuyer.Word}退款" }), "退款.csv");

        await Buyer.EraseAsync();

        (await Source.WhereAsync(KnownBuyer.Secrets)).ShouldBeEmpty();
    }

    private static string Order(string nick, string street) => $"{No},{nick},10.00,交易成功,王五,13700000001,浙江省 杭州市 上城区 {street}(310000),,,2026-03-02 10:00:00,,,\n";

    private async Task<Order> OrderAsync()
    {
        await using var db = Desk.Db();
        return await db.Orders.SingleAsync(o => o.OrderNo == No);
    }

    /// <summary>A case about the order, which is over.</summary>
    private async Task AskedAboutAsync(string nick)
    {
        await Desk.BuyerSaysAsync(nick, "帮忙看看", No);
        await using var db = Desk.Db();
        await db.Cases.Where(c => c.ClosedAt == null).ExecuteUpdateAsync(c => c.SetProperty(x => x.State, CaseState.Closed).SetProperty(x => x.ClosedAt, Desk.Time.Now));
        await db.Clocks.Where(c => c.StoppedAt == null).ExecuteUpdateAsync(c => c.SetProperty(x => x.StoppedAt, Desk.Time.Now));
    }

    private NpgsqlDataSource Source => Desk.Get<NpgsqlDataSource>();

    private async Task<int> WaitingAsync()
    {
        await using var db = Desk.Db();
        return await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'").SingleAsync();
    }

    private sealed class Telling : IPackSummary
    {
        public string Title => "说明";

        public string Folder(CaseType? type) => "未分类";

        public PackDocuments Write(PackContent content) => new(Encoding.UTF8.GetBytes($"{content.Case.CustomerNick} {string.Join(' ', content.Timeline.Select(entry => entry.Message?.Text))}"), null);
    }
}
