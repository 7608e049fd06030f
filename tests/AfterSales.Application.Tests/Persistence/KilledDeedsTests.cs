using System.Diagnostics;
using AfterSales.Application.Customers.Privacy;
using AfterSales.Application.Evidence;
using AfterSales.Application.Ledger;
using AfterSales.Application.Parcels;
using AfterSales.Application.Tests.Customers;
using AfterSales.Application.Tests.Evidence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Customers;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Remedies;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using static AfterSales.Application.Tests.Ledger.PayingDesk;
using static AfterSales.Application.Tests.Parcels.WarehouseCase;

namespace AfterSales.Application.Tests.Persistence;

/// <summary>A program dies by kill -9 while half of what somebody did is written: nothing of it stays, and done again it is done once.</summary>
public sealed class KilledDeedsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Batch_KilledWhileItIsWritten_IsNoBatch_AndMadeAgainIsOne()
    {
        var payouts = (await ManyAsync(_desk, 3, 10)).Select(payout => payout.Id).ToList();

        // Payments and bookings are written one after the other, and each booking before its entries.
        await KillOnceItWaitsForAsync("ledger_entries", () => OneDeedProcess.SendBatch(_desk, payouts, "taobao", "click"));

        await using var db = _desk.Db();
        (await db.PayoutBatches.CountAsync()).ShouldBe(0);
        (await db.Payouts.Where(p => payouts.Contains(p.Id)).Select(p => p.State).ToListAsync()).ShouldBe([PayoutState.Approved, PayoutState.Approved, PayoutState.Approved]);
        (await db.Postings.CountAsync(p => p.Kind == PostingKind.Sent)).ShouldBe(0);

        var first = await _desk.Get<SendBatch>().ExecuteAsync(new(payouts, "taobao", "click"), _desk.Agent);
        (await _desk.Get<SendBatch>().ExecuteAsync(new(payouts, "taobao", "click"), _desk.Agent)).ShouldBe(first);
        (await db.PayoutBatches.CountAsync()).ShouldBe(1);
        (await db.Postings.CountAsync(p => p.Kind == PostingKind.Sent)).ShouldBe(3);
        await ShouldBalanceAsync(_desk);
    }

    [Fact]
    public async Task Inspection_KilledWhileItIsSaved_HasNotBeenMade_AndMadeAgainIsOne()
    {
        var number = await ExchangeAsync(_desk);
        await SentBackAsync(_desk, number);
        var back = await ArrivedAsync(_desk, number);

        await KillOnceItWaitsForAsync("action_steps", () => OneDeedProcess.Inspect(_desk, number, back.Id));

        (await ActionAsync(_desk, number, ActionCatalogue.Return)).ShouldSatisfyAllConditions(action => action.State.ShouldBe(ActionState.Arrived), action => action.Inspection.ShouldBeNull(), action => action.Version.ShouldBe(back.Version));
        (await InspectedAsync(back.Id)).ShouldBe(0);

        var input = new InspectReturnInput(number, back.Id, new(InspectionVerdict.Exchange, HasDefect: false, Good: 1, Defective: 0), null, SeenVersion: back.Version);
        (await _desk.Get<InspectReturn>().ExecuteAsync(input, _desk.Warehouse)).Refusal.ShouldBeNull();
        (await _desk.Get<InspectReturn>().ExecuteAsync(input, _desk.Warehouse)).Refusal.ShouldNotBeNull("the second is told");
        (await InspectedAsync(back.Id)).ShouldBe(1);
    }

    [Fact]
    public async Task Erasure_KilledInTheMiddle_HasNotBegun_AndDoneAgainIsWhole()
    {
        var buyer = await KnownBuyer.ComeAsync(_desk);
        var asked = await buyer.AskAsync();

        // The customer is the last of all that is erased: everything else is by then, and nothing is committed.
        await KillOnceItWaitsForAsync("orders", () => OneDeedProcess.Erase(_desk, asked));

        await using var db = _desk.Db();
        (await db.Erasures.SingleAsync()).State.ShouldBe(ErasureState.Open);
        (await db.ErasedKeys.CountAsync()).ShouldBe(0);
        (await db.Messages.CountAsync(m => m.Text.StartsWith("[erased"))).ShouldBe(0);
        (await _desk.Get<IEvidenceStore>().HasAsync(buyer.Sha256, default)).ShouldBeTrue();

        (await _desk.Get<DecideErasure>().ExecuteAsync(asked, true, _desk.Supervisor)).Refusal.ShouldBeNull();
        (await _desk.Get<NpgsqlDataSource>().WhereAsync(KnownBuyer.Secrets)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Erasure_KilledBeforeItsFilesAreGone_IsEndedByTheNextRun()
    {
        var buyer = await KnownBuyer.ComeAsync(_desk);
        var asked = await buyer.AskAsync();

        // A row that promises bytes goes before they do.
        await KillOnceItWaitsForAsync("stored_files", () => OneDeedProcess.Erase(_desk, asked));

        await using var db = _desk.Db();
        (await db.Erasures.AsNoTracking().SingleAsync()).ShouldSatisfyAllConditions(e => e.State.ShouldBe(ErasureState.Erased), e => e.FilesGoneAt.ShouldBeNull());
        (await _desk.Get<IEvidenceStore>().HasAsync(buyer.Sha256, default)).ShouldBeTrue();

        await _desk.Get<ErasedFiles>().DropAllAsync(default);
        (await _desk.Get<IEvidenceStore>().HasAsync(buyer.Sha256, default)).ShouldBeFalse();
        (await db.Erasures.AsNoTracking().SingleAsync()).FilesGoneAt.ShouldBe(_desk.Time.Now);
    }

    [Fact]
    public async Task RetentionRound_KilledWhileACaseIsWritten_LosesNothing_AndIsGoneOnWith()
    {
        var cases = new[] { await _desk.ClosedCaseAsync("甲"), await _desk.ClosedCaseAsync("乙") };
        await _desk.KeepForAsync(2);
        _desk.Time.Move(TimeSpan.FromDays(70));

        await KillOnceItWaitsForAsync("case_history", () => OneDeedProcess.RemoveWhatWasKeptLongEnough(_desk));

        foreach (var (_, piece) in cases)
        {
            (await _desk.PieceAsync(piece.Id)).RemovedAt.ShouldBeNull();
            (await _desk.Get<IEvidenceStore>().HasAsync(piece.Sha256!, default)).ShouldBeTrue();
        }
        (await _desk.LastRunAsync()).ShouldSatisfyAllConditions(run => run.EndedAt.ShouldBeNull(), run => run.Pieces.ShouldBe(0));

        await Eventually.TrueAsync(async () => await _desk.RoundAsync() == 1, Patience);
        (await _desk.RoundAsync()).ShouldBe(0);
        await using var db = _desk.Db();
        (await db.History.CountAsync(h => h.Kind == CaseEventKind.EvidenceExpired)).ShouldBe(2);
        (await db.RetentionRuns.SingleAsync()).ShouldSatisfyAllConditions(run => run.EndedAt.ShouldNotBeNull(), run => run.Cases.ShouldBe(2), run => run.Pieces.ShouldBe(2));
        foreach (var (_, piece) in cases) (await _desk.Get<IEvidenceStore>().HasAsync(piece.Sha256!, default)).ShouldBeFalse();
    }

    private async Task<int> InspectedAsync(Guid actionId)
    {
        await using var db = _desk.Db();
        return await db.ActionSteps.CountAsync(s => s.ActionId == actionId && s.From == ActionState.Arrived);
    }

    // Nobody may write into the table: whoever comes so far waits there, with all before it written and nothing committed.
    private async Task KillOnceItWaitsForAsync(string table, Func<Process> start)
    {
        await using var blocker = new NpgsqlConnection(_desk.ConnectionString);
        await blocker.OpenAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand($"lock table {table} in share row exclusive mode", blocker, transaction)) await command.ExecuteNonQueryAsync();
        using var dying = start();
        await Eventually.TrueAsync(async () =>
        {
            dying.HasExited.ShouldBeFalse();
            return await _desk.SomebodyWaitsForALockAsync();
        }, Patience);
        dying.Kill(entireProcessTree: true);
        await dying.WaitForExitAsync();
        await transaction.RollbackAsync();
        // The database hears of the death when it writes to the dead; then nothing is locked any more.
        await Eventually.TrueAsync(async () => !await _desk.SomebodyWaitsForALockAsync(), Patience);
    }
}
