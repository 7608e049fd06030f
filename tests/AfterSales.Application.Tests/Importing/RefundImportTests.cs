using AfterSales.Application.Importing;
using AfterSales.Application.Tests.Orders;
using AfterSales.Domain.Importing;
using AfterSales.Domain.Orders;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Importing;

public sealed class RefundImportTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private DateTimeOffset Now => _desk.Time.Now;

    private async Task<PlatformRefund> RefundAsync(string number)
    {
        await using var db = _desk.Db();
        return await db.PlatformRefunds.AsNoTracking().SingleAsync(r => r.RefundNo == number);
    }

    [Theory]
    [InlineData(Samples.RefundsCsv)]
    [InlineData(Samples.RefundsXlsx)]
    public async Task Sample_StoresEveryFieldOfEveryRefund_AndChangesNothingTheSecondTime(string name)
    {
        var import = await _desk.ImportAsync(Samples.Open(name), name);
        (import.State, import.Kind, import.RowsRead, import.Progress).ShouldBe((ImportState.Done, nameof(FileKind.Refunds), 3, 1));
        import.Counts().ShouldBe((3, 0, 0, 0));

        using var file = ImportFile.Open(Samples.Open(name), Samples.Shanghai);
        foreach (var row in file.Rows().Cast<RefundRow>())
        {
            var refund = await RefundAsync(row.RefundNo);
            (refund.OrderNo, refund.Type, refund.TypeText, refund.Status, refund.StatusText, refund.GoodsStatus, refund.Amount).ShouldBe((row.OrderNo, row.Type, row.TypeText, row.Status, row.StatusText, row.GoodsStatus, row.Amount));
            (refund.Title, refund.Reason, refund.Words, refund.ReturnWaybill, refund.ReturnCourier, refund.Intervention).ShouldBe((row.Title, row.Reason, row.Words, row.ReturnWaybill, row.ReturnCarrier, row.Intervention));
            (refund.AppliedAt, refund.ReturnedAt, refund.FinishedAt, refund.Deadline, refund.ProofDeadline).ShouldBe((row.AppliedAt, row.ReturnedAt, row.FinishedAt, row.Deadline, row.ProofDeadline));
            row.Extra.ShouldBeSubsetOf(refund.Extra);
        }
        await using var db = _desk.Db();
        (await db.Cases.CountAsync()).ShouldBe(0, "all their deadlines are long over");
        (await _desk.ImportAsync(Samples.Open(name), name)).Counts().ShouldBe((0, 0, 3, 0));
    }

    [Fact]
    public async Task BadRows_AreRefusedAlone()
    {
        var file = RefundFileRow.File(new RefundFileRow("9001"), new RefundFileRow(""), new RefundFileRow("9003") { Amount = "-3" });
        var import = await _desk.ImportAsync(file);
        import.Counts().ShouldBe((1, 0, 0, 2));
        var details = (await _desk.Get<ImportQueries>().FindAsync(import.Id, _desk.Supervisor)).Value!;
        details.Reasons.Select(r => r.Code).ShouldBe([ProblemCodes.MissingRefundNo, ProblemCodes.AmountNegative], ignoreOrder: true);
    }

    [Fact]
    public async Task ALaterExport_Updates_AndADeadlineEndsWithItsStatus()
    {
        await _desk.ImportAsync(RefundFileRow.File(new RefundFileRow("9001") { Applied = Now.AddDays(-1), Deadline = Now.AddDays(1) }));
        (await _desk.ImportAsync(RefundFileRow.File(new RefundFileRow("9001", Status: "卖家拒绝退款") { Applied = Now.AddDays(-1), Amount = "25.00" }))).Counts().ShouldBe((0, 1, 0, 0));

        var refund = await RefundAsync("9001");
        (refund.Status, refund.Amount, refund.Deadline).ShouldBe((RefundStatus.SellerRefused, 25m, null));
    }

    [Fact]
    public async Task AFileThatLacksTheDeadlineOfTheSameStatus_ErasesNothing()
    {
        await _desk.ImportAsync(RefundFileRow.File(new RefundFileRow("9001") { Deadline = Now.AddDays(1) }));
        await _desk.ImportAsync("订单编号,退款编号,退款状态,货物状态\n1001,9001,买家已经申请退款，等待卖家同意,买家已收到货\n");
        (await RefundAsync("9001")).Deadline.ShouldBe(Now.AddDays(1));
    }

    public static TheoryData<string, string> OlderExports => new()
    {
        { "one in which it still ran", "ended" },
        { "one that knows of no return", "returned" },
        { "one whose deadline is over while a later one is known", "deadline" },
    };

    [Theory]
    [MemberData(nameof(OlderExports))]
    public async Task AnOlderExport_NeverOverwritesANewerState(string what, string how)
    {
        var newer = how switch
        {
            "ended" => new RefundFileRow("9001", Status: "退款成功") { Applied = Now.AddDays(-3), Finished = Now.AddDays(-1) },
            "returned" => new RefundFileRow("9001", Status: "买家已经退货，等待卖家确认收货") { Applied = Now.AddDays(-3), Returned = Now.AddDays(-1), Deadline = Now.AddDays(5) },
            _ => new RefundFileRow("9001", Status: "买家已经退货，等待卖家确认收货") { Applied = Now.AddDays(-3), Deadline = Now.AddDays(5) },
        };
        await _desk.ImportAsync(RefundFileRow.File(newer));
        var before = await RefundAsync("9001");

        var older = new RefundFileRow("9001") { Applied = Now.AddDays(-3), Deadline = how == "returned" ? Now.AddDays(6) : Now.AddDays(-2) };
        (await _desk.ImportAsync(RefundFileRow.File(older))).Counts().ShouldBe((0, 0, 1, 0), what);
        var after = await RefundAsync("9001");
        (after.Status, after.Deadline).ShouldBe((before.Status, before.Deadline));
    }

    [Fact]
    public async Task ARefundTwiceInAFile_IsOne()
    {
        var import = await _desk.ImportAsync(RefundFileRow.File(new RefundFileRow("9001"), new RefundFileRow("9001") { Words = "少了玻璃盖" }));
        import.Counts().ShouldBe((1, 0, 0, 0));
        (await RefundAsync("9001")).Words.ShouldBe("少了玻璃盖");
    }

    [Fact]
    public async Task AnInterruptedImport_GoesOnBehindTheRefundsThatAreIn()
    {
        var rows = Enumerable.Range(0, 250).Select(i => new RefundFileRow($"9{i:D4}", OrderNo: $"10{i:D4}")).ToArray();
        var id = await _desk.QueueAsync(Samples.Text(RefundFileRow.File(rows)));
        await using (var db = _desk.Db())
            await db.Database.ExecuteSqlAsync($"update imports set written_through = '~90099', added = 100 where id = {id}");
        await _desk.Get<ImportWorker>().DrainAsync(CancellationToken.None);

        var import = await _desk.ImportOfAsync(id);
        (import.State, import.Added).ShouldBe((ImportState.Done, 250));
        await using var after = _desk.Db();
        (await after.PlatformRefunds.CountAsync()).ShouldBe(150, "those that had been written were not written again");
    }

    [Fact]
    public async Task AnotherStoresRefunds_AreNotTouched()
    {
        await _desk.ImportAsync(RefundFileRow.File(new RefundFileRow("9001")));
        var stranger = await _desk.StrangerAsync();
        var id = await _desk.QueueAsync(Samples.Text(RefundFileRow.File(new RefundFileRow("9001", Status: "退款成功"))), stranger);
        await _desk.Get<ImportWorker>().DrainAsync(CancellationToken.None);
        (await _desk.ImportOfAsync(id)).Added.ShouldBe(1);
        (await RefundAsync("9001")).Status.ShouldBe(RefundStatus.WaitSellerAgree);
    }
}
