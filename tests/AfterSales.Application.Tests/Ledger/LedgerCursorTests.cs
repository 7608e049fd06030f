using AfterSales.Application.Ledger;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Ledger;

/// <summary>Whoever reads the ledger on from the last line they saw misses none, however long a booking takes until it is committed.</summary>
public sealed class LedgerCursorTests
{
    private static readonly DateOnly First = new(2026, 11, 1);
    private static readonly DateOnly Last = new(2026, 11, 30);

    [Fact]
    public async Task Lines_BookedByATransactionThatStayedOpen_ComeBehindWhatWasReadMeanwhile()
    {
        await using var desk = await TestDesk.CreateAsync();
        var (slow, quick) = (await desk.BuyerSaysAsync("买家一", "少了一件", "1001"), await desk.BuyerSaysAsync("买家二", "少了一件", "1002"));
        await using var db = desk.Db();
        await using var open = await db.Database.BeginTransactionAsync();
        await GrantedPayout.AddAsync(db, slow, 12, desk.Time.Now);

        var meanwhile = Task.Run(async () =>
        {
            await using var other = desk.Db();
            await GrantedPayout.AddAsync(other, quick, 10, desk.Time.Now);
        });
        await Task.WhenAny(meanwhile, Task.Delay(TimeSpan.FromSeconds(1)));
        var read = await LinesAsync(desk, 0);
        await open.CommitAsync();
        await meanwhile.WaitAsync(TimeSpan.FromSeconds(20));

        var rest = await LinesAsync(desk, read.Count > 0 ? read[^1].Id : 0);

        await using var after = desk.Db();
        read.Concat(rest).Select(line => line.Id).ShouldBe(await after.LedgerEntries.OrderBy(e => e.Id).Select(e => e.Id).ToListAsync());
        rest.Select(line => line.Case).Distinct().ShouldContain(slow);
    }

    private static async Task<IReadOnlyList<LedgerLine>> LinesAsync(TestDesk desk, long after) => (await desk.Get<LedgerQueries>().LinesAsync(First, Last, after, desk.Agent)).Value!.Lines;
}
