using AfterSales.Application.Importing;
using AfterSales.Domain.Importing;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Importing;

public sealed class ImportQueueTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Upload_EncryptedWorkbook_IsExplainedAndNotKept()
    {
        var refused = await _desk.Get<UploadImport>().ExecuteAsync("订单.xlsx", Samples.Ole("Root Entry", "EncryptionInfo", "EncryptedPackage"), _desk.Supervisor);

        refused.Refusal!.Code.ShouldBe(ProblemCodes.EncryptedOffice);
        (await _desk.Get<ImportQueries>().ListAsync(_desk.Supervisor)).Value!.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", ProblemCodes.EmptyFile)]
    [InlineData("姓名,部门\n张三,仓库\n", ProblemCodes.HeadersUnknown)]
    public async Task Upload_NoOrders_IsRefused(string text, string code) =>
        (await _desk.Get<UploadImport>().ExecuteAsync("x.csv", Samples.Text(text), _desk.Supervisor)).Refusal!.Code.ShouldBe(code);

    [Fact]
    public async Task Upload_PathAsName_KeepsTheName()
    {
        var id = (await _desk.Get<UploadImport>().ExecuteAsync(@"C:\Users\甲\订单.csv", Samples.Open(Samples.OrderList), _desk.Supervisor)).Value;
        (await _desk.ImportOfAsync(id)).FileName.ShouldBe("订单.csv");
    }

    [Fact]
    public async Task Preview_ShowsWhatItIsAndWritesNothing()
    {
        var id = (await _desk.Get<UploadImport>().ExecuteAsync("o.csv", Samples.Open(Samples.OrderList), _desk.Supervisor)).Value;

        var preview = (await _desk.Get<ImportQueries>().PreviewAsync(id, _desk.Supervisor)).Value!;

        (preview.Kind, preview.Rows.Count).ShouldBe((FileKind.OrderList, 4));
        await using var db = _desk.Db();
        (await db.Orders.CountAsync()).ShouldBe(0);
        (await _desk.Get<ImportWorker>().DrainAsync(CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task Forget_WhatWasNeverStartedForAWeek_IsCancelledAndItsFileGoes_TheRestStays()
    {
        var id = (await _desk.Get<UploadImport>().ExecuteAsync("o.csv", Samples.Open(Samples.OrderList), _desk.Supervisor)).Value;
        _desk.Time.Move(TimeSpan.FromDays(6));
        var younger = (await _desk.Get<UploadImport>().ExecuteAsync("o.csv", Samples.Open(Samples.OrderList), _desk.Supervisor)).Value;
        (await _desk.Get<ImportJobs>().ForgetAsync(CancellationToken.None)).ShouldBe(0);
        _desk.Time.Move(TimeSpan.FromDays(2));

        (await _desk.Get<ImportJobs>().ForgetAsync(CancellationToken.None)).ShouldBe(1);

        (await _desk.ImportOfAsync(id)).State.ShouldBe(ImportState.Cancelled);
        _desk.Get<ImportFiles>().Open(id).ShouldBeNull();
        (await _desk.ImportOfAsync(younger)).State.ShouldBe(ImportState.Uploaded);
        await using var kept = _desk.Get<ImportFiles>().Open(younger);
        kept.ShouldNotBeNull();
    }

    [Fact]
    public async Task Forget_AFileOfNoImport_AndOneWhoseImportEnded_Go()
    {
        var files = _desk.Get<ImportFiles>();
        _desk.Time.MoveTo(TimeProvider.System.GetUtcNow());
        var waiting = (await _desk.Get<UploadImport>().ExecuteAsync("o.csv", Samples.Open(Samples.OrderList), _desk.Supervisor)).Value;
        var ended = (await _desk.ImportAsync(Samples.Open(Samples.OrderDetails))).Id;
        // Somebody died after the bytes and before the row, and somebody between the end of a job and its file.
        var ofNone = (await files.ReceiveAsync(Samples.Open(Samples.OrderList), CancellationToken.None)).Value!.Id;
        var folder = Path.Combine(_desk.DataFolder, "imports");
        File.Copy(Path.Combine(folder, ofNone.ToString("N")), Path.Combine(folder, ended.ToString("N")));

        await _desk.Get<ImportJobs>().ForgetAsync(CancellationToken.None);
        Directory.GetFiles(folder).Length.ShouldBe(3, "somebody may be about to write the row");
        _desk.Time.MoveTo(TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(2));
        await _desk.Get<ImportJobs>().ForgetAsync(CancellationToken.None);

        Directory.GetFiles(folder).Select(Path.GetFileName).ShouldBe([waiting.ToString("N")]);
    }

    [Fact]
    public async Task Start_SameFileTwiceAtOnce_IsRefusedAndNamesTheOther()
    {
        var first = await _desk.QueueAsync(Samples.Open(Samples.OrderList));
        var second = (await _desk.Get<UploadImport>().ExecuteAsync("again.csv", Samples.Open(Samples.OrderList), _desk.Supervisor)).Value;

        var refusal = (await _desk.Get<StartImport>().ExecuteAsync(second, _desk.Supervisor)).Refusal!;

        refusal.Code.ShouldBe("import.same_file_running");
        refusal.Args[1].ShouldBe(first);
        (await _desk.Get<StartImport>().ExecuteAsync(first, _desk.Supervisor)).Refusal!.Code.ShouldBe("import.already_started");
    }

    [Fact]
    public async Task AtOnce_SameFileTwice_IsRefusedAndLeavesNothing()
    {
        var first = await _desk.QueueAsync(Samples.Open(Samples.OrderList));

        var refusal = (await _desk.Get<ImportAtOnce>().ExecuteAsync("again.csv", Samples.Open(Samples.OrderList), _desk.Bridge)).Refusal!;

        refusal.Code.ShouldBe("import.same_file_running");
        (await _desk.Get<ImportQueries>().ListAsync(_desk.Supervisor)).Value!.ShouldHaveSingleItem().Id.ShouldBe(first);
        Directory.GetFiles(Path.Combine(_desk.DataFolder, "imports"), "*", SearchOption.AllDirectories).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task SmallImport_WhileAHugeOneRuns_DoesNotWaitForIt()
    {
        var worker = _desk.Get<ImportWorker>();
        var (huge, small) = (Importer.Orders(0, 200), Importer.Orders(0, 1));
        worker.Small = small.Length * 3;
        var hold = new TaskCompletionSource();
        worker.Written = orders => orders == 200 ? hold.Task : Task.CompletedTask;
        var hugeId = await _desk.QueueAsync(Samples.Text(huge));
        await worker.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(async () => (await _desk.ImportOfAsync(hugeId)).Added == 200, Limit);

        var neighbour = await _desk.QueueAsync(Samples.Text(small), await _desk.StrangerAsync());
        await Eventually.TrueAsync(async () => (await _desk.ImportOfAsync(neighbour)).State == ImportState.Done, Limit);

        (await _desk.ImportOfAsync(hugeId)).State.ShouldBe(ImportState.Running);
        hold.SetResult();
        await Eventually.TrueAsync(async () => (await _desk.ImportOfAsync(hugeId)).State == ImportState.Done, Limit);
        await worker.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task SmallImport_AfterAHugeOneOfItsStore_KeepsItsTurn()
    {
        var worker = _desk.Get<ImportWorker>();
        await using var node = _desk.AnotherNode();
        await _desk.QueueAsync(Samples.Text(Importer.Orders(0, 200)));
        var small = await _desk.QueueAsync(Samples.Text(Importer.Orders(0, 1, amount: "5")));
        var met = new List<int>();
        worker.Written = async _ => met.Add(await node.Get<ImportWorker>().DrainAsync(CancellationToken.None));

        (await worker.DrainAsync(CancellationToken.None)).ShouldBe(2);

        met.ShouldBe([0, 0], "its store is being worked for");
        (await _desk.ImportOfAsync(small)).Changed.ShouldBe(1);
    }

    [Fact]
    public async Task Cancel_BeforeItRuns_TakesNothingIn()
    {
        var id = await _desk.QueueAsync(Samples.Open(Samples.OrderList));
        (await _desk.Get<CancelImport>().ExecuteAsync(id, _desk.Supervisor)).Refusal.ShouldBeNull();

        (await _desk.Get<ImportWorker>().DrainAsync(CancellationToken.None)).ShouldBe(0);

        (await _desk.ImportOfAsync(id)).State.ShouldBe(ImportState.Cancelled);
        (await _desk.Get<CancelImport>().ExecuteAsync(id, _desk.Supervisor)).Refusal!.Code.ShouldBe("import.ended");
        _desk.Get<ImportFiles>().Open(id).ShouldBeNull();
    }

    [Fact]
    public async Task Cancel_WhileItRuns_StopsAndKeepsWhatIsWritten()
    {
        var id = await _desk.QueueAsync(Samples.Text(Importer.Orders(0, 500)));
        var worker = _desk.Get<ImportWorker>();
        worker.OrdersAtOnce = 100;
        worker.Written = _ => _desk.Get<CancelImport>().ExecuteAsync(id, _desk.Supervisor);

        await worker.DrainAsync(CancellationToken.None);

        var import = await _desk.ImportOfAsync(id);
        (import.State, import.Added).ShouldBe((ImportState.Cancelled, 100));
        await using var db = _desk.Db();
        (await db.Orders.CountAsync()).ShouldBe(100);
    }

    [Fact]
    public async Task KilledWorker_IsFollowedByAnother_WithExactCounts()
    {
        var text = Importer.Orders(0, 450) + "9.9E+17,x,1,交易成功,,,,,,\n" + Importer.Orders(0, 10, amount: "5")[Importer.Orders(0, 0).Length..];
        await _desk.ImportAsync(Importer.Orders(0, 50));
        var id = await _desk.QueueAsync(Samples.Text(text));
        using var killed = new CancellationTokenSource();
        var worker = _desk.Get<ImportWorker>();
        worker.OrdersAtOnce = 100;
        var parts = 0;
        worker.Written = _ => ++parts == 2 ? killed.CancelAsync() : Task.CompletedTask;
        await Should.NotThrowAsync(async () =>
        {
            try { await worker.DrainAsync(killed.Token); }
            catch (OperationCanceledException) { /* as a node that goes down */ }
        });
        (await _desk.ImportOfAsync(id)).State.ShouldBe(ImportState.Running);

        await using var node = _desk.AnotherNode();
        (await node.Get<ImportWorker>().DrainAsync(CancellationToken.None)).ShouldBe(0, "its owner may still live");
        _desk.Time.Move(TimeSpan.FromSeconds(31));
        await node.Get<ImportWorker>().DrainAsync(CancellationToken.None);

        var import = await _desk.ImportOfAsync(id);
        (import.State, import.RowsRead).ShouldBe((ImportState.Done, 461));
        import.Counts().ShouldBe((400, 10, 40, 1));
        await using var db = _desk.Db();
        (await db.ImportRefusals.CountAsync(r => r.ImportId == id)).ShouldBe(1);
        (await db.Orders.CountAsync()).ShouldBe(450);
    }

    [Fact]
    public async Task WorkerTakenForDead_LeavesOffWhenItsSuccessorWrites()
    {
        var id = await _desk.QueueAsync(Samples.Text(Importer.Orders(0, 300)));
        await using var node = _desk.AnotherNode();
        var slow = _desk.Get<ImportWorker>();
        slow.OrdersAtOnce = 100;
        var taken = false;
        slow.Written = async _ =>
        {
            if (taken) return;
            taken = true;
            _desk.Time.Move(TimeSpan.FromSeconds(31));
            await node.Get<ImportWorker>().DrainAsync(CancellationToken.None);
        };

        await slow.DrainAsync(CancellationToken.None);

        var import = await _desk.ImportOfAsync(id);
        (import.State, import.Added, import.Unchanged).ShouldBe((ImportState.Done, 300, 0));
    }

    [Fact]
    public async Task TwoImportsOfOverlappingOrdersAtOnce_BothEndWell()
    {
        await using var node = _desk.AnotherNode();
        for (var round = 0; round < 5; round++)
        {
            var one = await _desk.QueueAsync(Samples.Text(Importer.Orders(0, 2000, amount: $"{round + 1}.10")));
            var two = await _desk.QueueAsync(Samples.Text(Importer.Orders(1000, 2000, amount: $"{round + 1}.20")));
            foreach (var desk in new[] { _desk, node }) desk.Get<ImportWorker>().OrdersAtOnce = 300;

            await Task.WhenAll(Task.Run(() => _desk.Get<ImportWorker>().DrainAsync(CancellationToken.None)), Task.Run(() => node.Get<ImportWorker>().DrainAsync(CancellationToken.None)));

            foreach (var id in new[] { one, two })
            {
                var import = await _desk.ImportOfAsync(id);
                (import.State, import.Added + import.Changed + import.Unchanged).ShouldBe((ImportState.Done, 2000));
            }
        }

        await using var db = _desk.Db();
        (await db.Orders.CountAsync()).ShouldBe(3000);
        (await db.Imports.SumAsync(i => i.Added)).ShouldBe(3000);
    }

    [Fact]
    public async Task FileThatIsGone_FailsWithItsReason()
    {
        var id = await _desk.QueueAsync(Samples.Open(Samples.OrderList));
        _desk.Get<ImportFiles>().Delete(id);

        await _desk.Get<ImportWorker>().DrainAsync(CancellationToken.None);

        var import = await _desk.ImportOfAsync(id);
        (import.State, import.FailureCode).ShouldBe((ImportState.Failed, "import.file_gone"));
    }

    [Fact]
    public async Task Chat_Twice_DoesNothingTheSecondTime()
    {
        var first = await _desk.ImportAsync(Samples.Open(Samples.Chat), Samples.Chat);
        first.State.ShouldBe(ImportState.Done);
        first.Added.ShouldBeGreaterThan(0);

        var second = await _desk.ImportAsync(Samples.Open(Samples.Chat), Samples.Chat);

        (second.Added, second.Unchanged, second.Refused).ShouldBe((0, first.Added, first.Refused));
        await using var db = _desk.Db();
        (await db.Messages.CountAsync()).ShouldBe(first.Added);
    }
}
