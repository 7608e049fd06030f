using AfterSales.Domain.Approvals;
using AfterSales.Domain.Ledger;

namespace AfterSales.Domain.Tests.Ledger;

/// <summary>SPEC 4.2: Taobao takes at most 20 refunds and ¥6 000 at once, Tmall 30 and ¥10 000.</summary>
public sealed class BatchTests
{
    [Theory]
    [InlineData("taobao", 25, 10, 20)]
    [InlineData("taobao", 20, 300, 20)]
    [InlineData("taobao", 20, 300.01, 19)]
    [InlineData("taobao", 1, 6_000, 1)]
    [InlineData("taobao", 1, 6_000.01, 0)]
    [InlineData("tmall", 31, 10, 30)]
    [InlineData("tmall", 30, 333.33, 30)]
    [InlineData("tmall", 30, 333.34, 29)]
    [InlineData("tmall", 2, 10_000, 1)]
    public void First_OfAsManyAtAnAmount_IsWhatThePlatformTakes(string platform, int payments, double amount, int taken)
    {
        var limit = SpendingPolicy.Default.Batches[platform];

        BatchPlan.First(Enumerable.Repeat((decimal)amount, payments), yuan => yuan, limit.Count, limit.Yuan).Count.ShouldBe(taken);
    }

    [Fact]
    public void First_ALargeOneInBetween_DoesNotLetALaterOnePass() =>
        BatchPlan.First([100m, 5_950m, 50m], yuan => yuan, 20, 6_000).ShouldBe([100m]);

    [Fact]
    public void WhyNot_WhatFits_IsNothing()
    {
        var limit = SpendingPolicy.Default.Batches["taobao"];

        PayoutBatch.WhyNot([.. Enumerable.Range(0, 20).Select(_ => Payouts.Of(300))], "taobao", limit).ShouldBeNull();
        PayoutBatch.WhyNot([.. Enumerable.Range(0, 21).Select(_ => Payouts.Of(1))], "taobao", limit)!.Code.ShouldBe("batch.over_limit");
        PayoutBatch.WhyNot([Payouts.Of(6_000), Payouts.Of(0.01m)], "taobao", limit)!.Code.ShouldBe("batch.over_limit");
        PayoutBatch.WhyNot([Payouts.Of(1), Payouts.Of(1, PayoutMethod.Refund)], "taobao", limit)!.Code.ShouldBe("batch.one_method");
        PayoutBatch.WhyNot([], "taobao", limit)!.Code.ShouldBe("batch.empty");
    }

    public static TheoryData<string, string?[], string[]> Pasted => new()
    {
        { "R1\nR2\nR3", ["R1", "R2", "R3"], [] },
        { "R1\r\n\r\n R2 \r\nR3\r\n", ["R1", "R2", "R3"], [] },
        { "1001\tR1\n1002\tR2", ["R1", "R2", null], [] },
        { "1002, R2\n1001，R1", ["R1", "R2", null], [] },
        { "1001 2026-11-22 10:00 45.00 R1", ["R1", null, null], [] },
        { "3 R3\n1 R1", ["R1", null, "R3"], [] },
        { "ffffffff-1 R2", [null, "R2", null], [] },
        { "1001 R1\n1001 R9", ["R1", null, null], ["1001 R9"] },
        { "9999 R9\n1002 R2", [null, "R2", null], ["9999 R9"] },
        { "R1\nR2", [null, null, null], ["R1", "R2"] },
    };

    [Theory]
    [MemberData(nameof(Pasted))]
    public void Read_WhatPeoplePaste_FindsTheReceipts(string text, string?[] receipts, string[] unread)
    {
        var lines = new[] { Line(1, "1001", "eeeeeeee-1"), Line(2, "1002", "ffffffff-1"), Line(3, null, "dddddddd-1") };

        var read = PastedReceipts.Read(text, lines);

        lines.Select(line => read.Receipts.GetValueOrDefault(line.PayoutId)).ShouldBe(receipts);
        read.Unread.Select(line => line.Text).ShouldBe(unread);
    }

    [Fact]
    public void Read_AnOrderThatIsThereTwice_IsNotGuessed()
    {
        var lines = new[] { Line(1, "1001", "eeeeeeee-1"), Line(2, "1001", "ffffffff-1") };

        PastedReceipts.Read("1001 R1", lines).ShouldSatisfyAllConditions(read => read.Receipts.ShouldBeEmpty(), read => read.Unread.Count.ShouldBe(1));
    }

    private static BatchLine Line(int no, string? orderNo, string key) => new(no, Guid.CreateVersion7(), key, $"AS-{no}", orderNo, "小鹿", null, 10, "refund only");
}
