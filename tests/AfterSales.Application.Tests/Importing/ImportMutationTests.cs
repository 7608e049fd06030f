using AfterSales.Application.Importing;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Importing;

/// <summary>
/// Damaged files through the whole job: each ends, none takes the worker down, and the counts stay true. The readers alone
/// are fed thousands in <see cref="MutationTests"/>.
/// </summary>
public sealed class ImportMutationTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task HundredsOfMutations_NeverFailTheJob()
    {
        const int rounds = 500;
        var random = new Random(20261122);
        string[] names = [Samples.OrderList, Samples.OrderDetails, Samples.ItemListCsv, Samples.Pdd, Samples.Jd];
        var worker = _desk.Get<ImportWorker>();
        for (var round = 0; round < rounds; round++)
        {
            var bytes = MutationTests.Mutate(Samples.Bytes(names[round % names.Length]), random);
            var uploaded = await _desk.Get<UploadImport>().ExecuteAsync("m.csv", new MemoryStream(bytes), _desk.Supervisor);
            if (!uploaded.Ok) continue;
            if (!(await _desk.Get<StartImport>().ExecuteAsync(uploaded.Value, _desk.Supervisor)).Ok) continue;
            await worker.DrainAsync(CancellationToken.None);
        }

        await using var db = _desk.Db();
        var states = await db.Imports.GroupBy(i => i.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        states.Single(s => s.Key == ImportState.Done).Count.ShouldBeGreaterThan(rounds / 2, "most damage leaves a file that can be read in part");
        (await db.Imports.Where(i => i.FailureCode == "import.unexpected").CountAsync()).ShouldBe(0);
        (await db.Imports.SumAsync(i => i.Added)).ShouldBe(await db.Orders.CountAsync());
    }
}
