using Npgsql;
using AfterSales.Application.Persistence;
using AfterSales.Application.Insights;
using AfterSales.Domain.Insights;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Insights.CountedDesk;

namespace AfterSales.Application.Tests.Insights;

/// <summary>What is taken in bit by bit is what counting everything anew comes to.</summary>
public sealed class CatchUpTests
{
    [Fact]
    public async Task CatchUp_WhileMonthsGoBy_ComesToWhatARebuildCounts()
    {
        await using var desk = await TestDesk.CreateAsync();
        await CatchUpAsync(desk);

        await new BusyMonths(desk, 1).RunAsync(70, () => CatchUpAsync(desk));
        await CatchUpAsync(desk);

        var maintained = await LinesAsync(desk);
        await RebuildAsync(desk);
        maintained.ShouldBe(await LinesAsync(desk));
        await HasOfEveryKindAsync(desk, except: [OccurrenceKind.Claim, OccurrenceKind.Review, OccurrenceKind.ReviewEnded, OccurrenceKind.ReviewRescued, OccurrenceKind.Recovered, OccurrenceKind.Piece, OccurrenceKind.Faulty, OccurrenceKind.Opinion]);
    }

    [Fact]
    public async Task CatchUp_OfTheDemoStore_InSmallParts_ComesToWhatARebuildCounts()
    {
        await using var desk = await TestDesk.DemoAsync();
        await RebuildAsync(desk);
        var whole = await LinesAsync(desk);
        await HasOfEveryKindAsync(desk, except: [OccurrenceKind.Recovered, OccurrenceKind.Claim, OccurrenceKind.ApprovalDecided]);

        // As if nothing had been counted since: every case and day is queued once more, some of them twice.
        await using (var db = desk.Db())
        {
            await db.Database.ExecuteSqlAsync($"insert into report_cases (store_id, case_id) select store_id, id from cases cross join generate_series(1, 2) where store_id = {desk.StoreId}");
            await db.Database.ExecuteSqlAsync($"insert into report_days (store_id, day) select store_id, (created_at at time zone 'Asia/Shanghai')::date from orders where store_id = {desk.StoreId}");
            await db.Occurrences.Where(o => o.Kind == OccurrenceKind.Opened || o.Kind == OccurrenceKind.Took).ExecuteDeleteAsync();
            await db.RollUps.Where(r => r.Measure == "Opened" || r.Measure.StartsWith("Took") || r.Measure == SoldMeasures.Shipped).ExecuteDeleteAsync();
        }
        await CatchUpAsync(desk);

        (await LinesAsync(desk)).ShouldBe(whole);
    }

    [Fact]
    public async Task CatchUp_ByTwoNodesAtOnce_WhileTheDeskWorks_CountsEverythingOnce()
    {
        await using var desk = await TestDesk.CreateAsync();
        await using var node = desk.AnotherNode();
        using var over = new CancellationTokenSource();
        var counting = new[] { desk, node, desk, node }.Select(one => Task.Run(async () =>
        {
            while (!over.IsCancellationRequested) await one.Get<CatchUpReports>().TakeInAsync(one.StoreId, CancellationToken.None);
        })).ToArray();

        await new BusyMonths(desk, 3).RunAsync(25);
        await over.CancelAsync();
        await Task.WhenAll(counting);
        await CatchUpAsync(desk);

        var maintained = await LinesAsync(desk);
        await RebuildAsync(desk);
        maintained.ShouldBe(await LinesAsync(desk));
    }

    [Fact]
    public async Task CatchUp_ThatIsCutOff_HasDoneNothing_AndTheNextDoesItAll()
    {
        await using var desk = await TestDesk.CreateAsync();
        await CatchUpAsync(desk);
        await new BusyMonths(desk, 4).RunAsync(6);
        await using (var db = desk.Db())
        {
            // What is written last fails, whoever does it.
            await db.Database.ExecuteSqlRawAsync("create function refuse_report() returns trigger language plpgsql as 'begin raise exception ''cut off''; end'; create trigger refuse_report before update on report_states for each row execute function refuse_report()");
            await Should.ThrowAsync<Npgsql.PostgresException>(() => CatchUpAsync(desk));
            (await db.Occurrences.CountAsync()).ShouldBe(0);
            await db.Database.ExecuteSqlRawAsync("drop trigger refuse_report on report_states; drop function refuse_report");
        }

        await CatchUpAsync(desk);

        var maintained = await LinesAsync(desk);
        maintained.ShouldNotBeEmpty();
        await RebuildAsync(desk);
        maintained.ShouldBe(await LinesAsync(desk));
    }

    [Fact]
    public async Task CatchUp_OfAMessage_HasNothingToDo()
    {
        await using var desk = await TestDesk.CreateAsync();
        await desk.BuyerSaysAsync("买家001", "袖口开线了");
        await CatchUpAsync(desk);

        await desk.BuyerSaysAsync("买家001", "在吗");

        await using var db = desk.Db();
        (await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from report_cases").SingleAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task CatchUp_OfOneStore_LeavesTheOthersAlone()
    {
        await using var desk = await TestDesk.CreateAsync();
        var stranger = await desk.StrangerAsync();
        await desk.BuyerSaysAsync("买家001", "袖口开线了");

        while (await desk.Get<CatchUpReports>().TakeInAsync(stranger.StoreId, CancellationToken.None)) { }

        (await LinesAsync(desk)).ShouldBeEmpty();
        await CatchUpAsync(desk);
        (await LinesAsync(desk)).ShouldNotBeEmpty();
        await using var other = desk.Get<Databases>().For(stranger);
        (await other.Occurrences.AnyAsync() || await other.RollUps.AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Worker_WhereOneStoreFails_CountsTheOthers()
    {
        await using var desk = await TestDesk.CreateAsync();
        var stores = new List<Guid> { desk.StoreId, (await desk.StrangerAsync()).StoreId, (await desk.StrangerAsync()).StoreId };
        // The one whose turn is first.
        var broken = await FirstInTurnAsync(desk);
        await using (var refuse = desk.Get<NpgsqlDataSource>().CreateCommand($"create function refuse_report() returns trigger language plpgsql as 'begin raise exception ''broken''; end'; create trigger refuse_report before insert on report_states for each row when (new.store_id = '{broken}') execute function refuse_report()"))
            await refuse.ExecuteNonQueryAsync();
        using var worker = desk.Get<ReportWorker>();
        await worker.StartAsync(CancellationToken.None);

        await Eventually.TrueAsync(async () => (await CountedAsync(desk)).Count == 2, TimeSpan.FromSeconds(30));

        await worker.StopAsync(CancellationToken.None);
        (await CountedAsync(desk)).ShouldBe(stores.Where(store => store != broken), ignoreOrder: true);
    }

    private static async Task<Guid> FirstInTurnAsync(TestDesk desk)
    {
        await using var waiting = desk.Get<NpgsqlDataSource>().CreateCommand(ReportQueue.Waiting);
        waiting.Parameters.Add(new() { Value = ReportSql.Shape });
        return (Guid)(await waiting.ExecuteScalarAsync())!;
    }

    private static async Task<List<Guid>> CountedAsync(TestDesk desk)
    {
        await using var db = desk.Get<Databases>().AcrossStores();
        return await db.Database.SqlQuery<Guid>($"select store_id as \"Value\" from report_states").ToListAsync();
    }

    private static async Task HasOfEveryKindAsync(TestDesk desk, OccurrenceKind[] except)
    {
        await using var db = desk.Db();
        var kinds = await db.Occurrences.Select(o => o.Kind).Distinct().ToListAsync();
        Enum.GetValues<OccurrenceKind>().Except(except).Except(kinds).ShouldBeEmpty("the test has to count what it tests");
    }
}
