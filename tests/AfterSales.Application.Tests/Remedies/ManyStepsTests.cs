using AfterSales.Application.Remedies;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Remedies.RemedyDesk;

namespace AfterSales.Application.Tests.Remedies;

/// <summary>What a case page reads is what its case has, however many cases the store had before.</summary>
public sealed class ManyStepsTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task OfCase_AmongManySteps_ReadsItsOwn()
    {
        var number = await WrongItemAsync(_desk);
        (await _desk.Get<TakeOnAction>().ExecuteAsync(new(number, "courier query"), _desk.Agent)).Refusal.ShouldBeNull();
        (await MoveAsync(_desk, number, "courier query", Domain.Remedies.ActionState.Requested)).Refusal.ShouldBeNull();
        await using (var db = _desk.Db())
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into action_steps (store_id, case_id, action_id, "from", "to", details, at, by_name)
                select {_desk.StoreId}, gen_random_uuid(), gen_random_uuid(), 'Open', 'Done', jsonb_build_object(), now(), '' from generate_series(1, 20000)
                """);
        await using (var db = _desk.Db()) await db.Database.ExecuteSqlRawAsync("analyze action_steps");
        var before = await ReadAsync();

        await using (var node = _desk.AnotherNode())
            (await node.Get<ActionQueries>().OfCaseAsync(node.Agent, number)).Value!.All.Single().Steps.ShouldHaveSingleItem();

        // A connection tells what it read when it ends.
        await Eventually.TrueAsync(async () => (await ReadAsync()).Scans > before.Scans, TimeSpan.FromSeconds(20));
        (await ReadAsync()).RowsOfScans.ShouldBe(before.RowsOfScans, "nobody else's steps are read");
    }

    private async Task<Reads> ReadAsync()
    {
        await using var db = _desk.Db();
        return await db.Database.SqlQuery<Reads>($"""select seq_scan + coalesce(idx_scan, 0) as "Scans", seq_tup_read as "RowsOfScans" from pg_stat_user_tables where relname = 'action_steps'""").SingleAsync();
    }

    private sealed record Reads(long Scans, long RowsOfScans);
}
