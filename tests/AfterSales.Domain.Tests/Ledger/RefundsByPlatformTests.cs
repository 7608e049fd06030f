using AfterSales.Domain.Ledger;

namespace AfterSales.Domain.Tests.Ledger;

public sealed class RefundsByPlatformTests
{
    /// <summary>Refunds as number=yuan, the store's own as receipt=yuan (- while there is none).</summary>
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("9001=30", "", 30)]
    [InlineData("9001=30", "9001=30", 0)]
    [InlineData("9001=30", "QN-7=30", 0)]
    [InlineData("9001=30", "-=30", 0)]
    [InlineData("9001=30", "QN-7=20", 30)]
    [InlineData("9001=30 9002=30", "QN-7=30", 30)]
    [InlineData("9001=30 9002=30", "9002=30", 30)]
    [InlineData("9001=30 9002=50", "9001=50", 50)]
    [InlineData("9001=30 9002=50", "9002=50 QN-7=30", 0)]
    public void ByItself_LeavesOutWhatTheStorePaid_ByNumberElseByAmount(string refunds, string own, decimal left) =>
        RefundsByPlatform.ByItself(Read(refunds).Select(one => new PaidBack(one.Name, one.Yuan)), Read(own).Select(one => new RefundPaid(one.Name == "-" ? null : one.Name, one.Yuan))).ShouldBe(left);

    private static IEnumerable<(string Name, decimal Yuan)> Read(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=')).Select(parts => (parts[0], decimal.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)));
}
