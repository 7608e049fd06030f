using AfterSales.Application.Approvals;
using AfterSales.Application.Cases;
using AfterSales.Application.Ledger;
using AfterSales.Application.Remedies;
using AfterSales.Application.Reviews;
using AfterSales.Application.Tests.Remedies;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Ledger.PayingDesk;

namespace AfterSales.Application.Tests.Ledger;

/// <summary>Everything that may happen to several payments, from two nodes at once: whoever is second is told, nobody waits for each other for ever, and the ledger balances.</summary>
public sealed class EverythingAtOnceTests : IAsyncLifetime
{
    private const int Cases = 5, Acts = 120;

    private TestDesk _desk = null!;
    private TestDesk _node = null!;

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.CreateAsync();
        _node = _desk.AnotherNode();
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _desk.DisposeAsync();
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Steps_OfSeveralPayments_FromTwoNodes_AreEachDoneOrRefused(int seed)
    {
        var (numbers, customers) = await CasesAsync();
        var random = new Random(seed);
        var acts = Enumerable.Range(0, Acts).Select(i => (i, act: random.Next(16), at: random.Next(Cases))).ToList();

        await Task.WhenAll(acts.Select(one => Task.Run(() => ActAsync(one.i % 2 == 0 ? _desk : _node, one.act, one.i, numbers, one.at, customers))));

        await ShouldBalanceAsync(_desk);
        await NothingOpenIsResolvedAsync();
    }

    [Fact]
    public async Task Steps_WhileTheDatabaseCutsEverybodyOff_AreDoneAsAWholeOrNotAtAll()
    {
        var (numbers, customers) = await CasesAsync();
        var random = new Random(13);
        var acts = Enumerable.Range(0, Acts * 2).Select(i => (i, act: random.Next(16), at: random.Next(Cases))).ToList();
        using var over = new CancellationTokenSource();
        var cutting = Task.Run(() => CutOffAsync(over.Token));

        foreach (var some in acts.Chunk(24))
            await Task.WhenAll(some.Select(one => Task.Run(async () =>
            {
                try
                {
                    await ActAsync(one.i % 2 == 0 ? _desk : _node, one.act, one.i, numbers, one.at, customers);
                }
                catch (Exception e) when (e is Npgsql.NpgsqlException or DbUpdateException or InvalidOperationException or IOException)
                {
                    // Whoever was cut off tries again.
                }
            })));

        await over.CancelAsync();
        await cutting;
        await ShouldBalanceAsync(_desk);
        await NothingOpenIsResolvedAsync();
    }

    private async Task<(List<string> Numbers, List<Guid> Customers)> CasesAsync()
    {
        var (numbers, customers) = (new List<string>(), new List<Guid>());
        for (var order = 0; order < Cases; order++)
        {
            var number = await QualityCase.OpenAsync(_desk, order, refused: true);
            (await QualityCase.AgreeAsync(_desk, number, 45, payee: "1380000000" + order)).Refusal.ShouldBeNull();
            numbers.Add(number);
            await using var db = _desk.Db();
            customers.Add(await db.Cases.Where(c => c.Number == number).Select(c => c.CustomerId).SingleAsync());
        }
        return (numbers, customers);
    }

    private static async Task ActAsync(TestDesk node, int act, int i, List<string> numbers, int at, List<Guid> customers)
    {
        var number = numbers[at];
        var payouts = await PayoutsAsync(node, number);
        if (payouts.Count == 0) return;
        var payout = payouts.Find(p => p.State != PayoutState.Voided) ?? payouts[^1];
        var request = await QualityCase.RequestAsync(node, number);
        _ = act switch
        {
            0 => (await node.Get<DecideApproval>().ExecuteAsync(new(request.Id, Verdict.Approved, null, null, request.SubjectHash), node.Supervisor)).Refusal,
            1 => (await node.Get<DecideApproval>().ExecuteAsync(new(request.Id, Verdict.Approved, 40, null, request.SubjectHash), node.Owner)).Refusal,
            2 => (await node.Get<ChangeRemedy>().ExecuteAsync(new(number, payout.ActionId, i % 2 == 0 ? 44 : 10, PayoutMethod.SmallTransfer, null, null, $"change-{i}"), i % 3 == 0 ? node.OtherAgent : node.Agent)).Refusal,
            3 => (await node.Get<ChangeShares>().ExecuteAsync(new(number, payout.ActionId, [new(Party.Courier, 1 + (i % 90), "中通"), new(Party.Store, 99 - (i % 90))]), node.Agent)).Refusal,
            4 when i % 4 == 0 => (await node.Get<VoidAction>().ExecuteAsync(new(number, payout.ActionId, "不要了"), node.Agent)).Refusal,
            4 or 5 => (await ByHandAsync(node, payout, $"R{i}")).Refusal,
            6 => (await SendAsync(node, payout, key: $"click-{i}")).Refusal,
            7 => (await ConfirmAsync(node, payout, $"R{i}")).Refusal,
            8 => (await FailAsync(node, payout, $"没到账 {i}")).Refusal,
            9 => (await node.Get<SendBatch>().ExecuteAsync(new(await AllAsync(node), "taobao", $"batch-{i}"), node.Agent)).Refusal,
            10 => (await node.Get<UndoAction>().ExecuteAsync(new(number, payout.ActionId, "点错了"), node.Agent)).Refusal,
            11 => (await node.Get<AssignCase>().ExecuteAsync(new(number, i % 2 == 0 ? node.Agent.Id : node.OtherAgent.Id, null), node.Supervisor)).Refusal,
            12 => (await node.Get<FlagExtortion>().ExecuteAsync(new(customers[at], i % 2 == 0, "反复索要", null, await VersionAsync(node, customers[at])), node.Supervisor)).Refusal,
            13 => (await node.Get<ResolveCase>().ExecuteAsync(new(number, null), node.Agent)).Refusal,
            14 => await SayAsync(node, at),
            _ => (await QualityCase.AgreeAsync(node, number, 10, key: $"agree-{i}")).Refusal,
        };
    }

    private static async Task<Refusal?> SayAsync(TestDesk node, int at)
    {
        await node.BuyerSaysAsync($"买家{at:D3}", "还没收到钱", $"10010000{at:D8}");
        return null;
    }

    private static async Task<List<Payout>> PayoutsAsync(TestDesk node, string number)
    {
        await using var db = node.Db();
        return await db.Payouts.AsNoTracking().Where(p => db.Cases.Any(c => c.Id == p.CaseId && c.Number == number)).OrderBy(p => p.RequestedAt).ThenBy(p => p.Id).ToListAsync();
    }

    private static async Task<List<Guid>> AllAsync(TestDesk node)
    {
        await using var db = node.Db();
        return await db.Payouts.Where(p => p.State == PayoutState.Approved || p.State == PayoutState.Failed).Select(p => p.Id).ToListAsync();
    }

    private static async Task<int> VersionAsync(TestDesk node, Guid customerId)
    {
        await using var db = node.Db();
        return await db.Customers.Where(c => c.Id == customerId).Select(c => c.Version).SingleAsync();
    }

    private async Task CutOffAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await using (var connection = new Npgsql.NpgsqlConnection(_desk.ConnectionString))
            {
                await connection.OpenAsync(CancellationToken.None);
                await using var command = new Npgsql.NpgsqlCommand("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' order by random() limit 3", connection);
                await command.ExecuteNonQueryAsync(CancellationToken.None);
            }
            await Task.Delay(60, CancellationToken.None);
        }
    }

    private async Task NothingOpenIsResolvedAsync()
    {
        await using var db = _desk.Db();
        foreach (var subject in await db.Cases.AsNoTracking().ToListAsync())
            if (!subject.IsOpen)
                (await db.CaseActions.AnyAsync(a => a.CaseId == subject.Id && a.IsRequired && a.EndedAt == null)).ShouldBeFalse("a resolved case has nothing open");
    }
}
