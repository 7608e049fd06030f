using AfterSales.Application.Importing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Tests.Importing;

/// <summary>A process that works on an import is killed in the middle of a transaction; another one ends the job.</summary>
public sealed class ImportTakeOverTests : IAsyncLifetime
{
    private const int Orders = 450;

    // In the order of their numbers the file's orders are written a hundred at a time: this one is in the third part.
    private const int Blocked = 250;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task ProcessKilledInTheMiddleOfAPart_AnotherEndsTheImport_AsIfNothingHadHappened()
    {
        await _desk.ImportAsync(Importer.Orders(0, 50));
        var id = await _desk.QueueAsync(Samples.Text(File));
        var blocker = await BlockAsync(Blocked);
        using (var killed = ImportProcess.Start(_desk))
        {
            // Its sign of life waits for its own transaction now and then: that is none of the third part.
            await Eventually.TrueAsync(() => _desk.SomebodyWaitsForAsync(blocker), Patience);
            killed.Kill(entireProcessTree: true);
            await killed.WaitForExitAsync();
        }
        await blocker.DisposeAsync();

        var left = await _desk.ImportOfAsync(id);
        (left.State, left.Added, left.Changed, left.Unchanged).ShouldBe((ImportState.Running, 150, 10, 40), "two parts are in, the third is not");
        _desk.Time.Move(TimeSpan.FromSeconds(31));
        using var successor = ImportProcess.Start(_desk);
        await Eventually.TrueAsync(async () => (await _desk.ImportOfAsync(id)).IsEnded, Patience);
        successor.Kill(entireProcessTree: true);

        var import = await _desk.ImportOfAsync(id);
        (import.State, import.RowsRead).ShouldBe((ImportState.Done, Orders + 11));
        import.Counts().ShouldBe((400, 10, 40, 1));
        (await ContentAsync(_desk)).ShouldBe(await UndisturbedAsync());
    }

    // The first ten orders again with another amount, and a row that is refused.
    private static string File => Importer.Orders(0, Orders) + "9.9E+17,x,1,交易成功,,,,,,\n" + Importer.Orders(0, 10, amount: "5")[Importer.Orders(0, 0).Length..];

    private static async Task<string> UndisturbedAsync()
    {
        await using var desk = await TestDesk.CreateAsync();
        await desk.ImportAsync(Importer.Orders(0, 50));
        (await desk.ImportAsync(File)).State.ShouldBe(ImportState.Done);
        return await ContentAsync(desk);
    }

    /// <summary>An order of the file that somebody else is writing at this moment: whoever comes to it has to wait.</summary>
    private async Task<NpgsqlConnection> BlockAsync(int order)
    {
        var connection = await _desk.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await using var command = new NpgsqlCommand(
            "begin; insert into orders (id, store_id, order_no, status, extra, imported_at, version) values (gen_random_uuid(), @store, @number, 'Unknown', '{}', now(), 0)", connection);
        command.Parameters.AddWithValue("store", _desk.StoreId);
        command.Parameters.AddWithValue("number", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"10010000{order:D8}"));
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>Every row the import wrote, without what differs between two databases.</summary>
    private static async Task<string> ContentAsync(TestDesk desk)
    {
        await using var db = desk.Db();
        var rows = await db.Database.SqlQuery<string>($"""
            select (to_jsonb(o) - array['id','store_id','customer_id','imported_at'] || jsonb_build_object('buyer', c.nick, 'known', o.customer_id is not null))::text as "Value"
            from orders o left join customers c on c.id = o.customer_id
            union all select (to_jsonb(p) - array['id','store_id','imported_at'])::text from parcels p
            union all select (to_jsonb(c) - array['id','store_id'])::text from customers c
            union all select (to_jsonb(r) - array['id','store_id','import_id'])::text from import_refusals r
            order by 1
            """).ToListAsync();
        rows.Count.ShouldBe(Orders + Orders + 50 + 1);
        return string.Join('\n', rows);
    }
}
