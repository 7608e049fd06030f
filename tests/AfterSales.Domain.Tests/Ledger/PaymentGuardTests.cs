using AfterSales.Domain.Ledger;

namespace AfterSales.Domain.Tests.Ledger;

/// <summary>SPEC 4.2: the same order, buyer or payee paid within 30 days, or the same photo used in another case, stops the payment.</summary>
public sealed class PaymentGuardTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
    private static readonly Guid Case = Guid.CreateVersion7();
    private static readonly Guid Buyer = Guid.CreateVersion7();
    private static readonly GuardedPayment InHand = new(Guid.CreateVersion7(), Case, "1001", Buyer, "XI@QQ.COM", new HashSet<string> { "photo" }, Now);

    public static TheoryData<string, GuardedPayment, Alikeness[]> Others => new()
    {
        { "nothing in common", Other(), [] },
        { "the same order", Other() with { OrderNo = "1001" }, [Alikeness.SameOrder] },
        { "the same buyer", Other() with { CustomerId = Buyer }, [Alikeness.SameBuyer] },
        { "the same payee", Other() with { Payee = "XI@QQ.COM" }, [Alikeness.SamePayee] },
        { "all three", Other() with { OrderNo = "1001", CustomerId = Buyer, Payee = "XI@QQ.COM" }, [Alikeness.SameOrder, Alikeness.SameBuyer, Alikeness.SamePayee] },
        { "no order and no payee are not the same", Other() with { OrderNo = null, Payee = null }, [] },
        { "30 days ago", Other() with { OrderNo = "1001", At = Now.AddDays(-30) }, [Alikeness.SameOrder] },
        { "longer ago", Other() with { OrderNo = "1001", CustomerId = Buyer, Payee = "XI@QQ.COM", At = Now.AddDays(-30).AddTicks(-1) }, [] },
        { "the same photo, however long ago", Other() with { Photos = new HashSet<string> { "photo" }, At = Now.AddYears(-2) }, [Alikeness.SamePhoto] },
        { "the same photo of the same case", Other() with { CaseId = Case, Photos = new HashSet<string> { "photo" }, At = Now.AddYears(-2) }, [] },
        { "another payment of the same case", Other() with { CaseId = Case, OrderNo = "1001", CustomerId = Buyer }, [Alikeness.SameOrder, Alikeness.SameBuyer] },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Find_AgainstOne_SaysInWhat(string because, GuardedPayment other, Alikeness[] alike) =>
        PaymentGuard.Find(InHand, [other], 30).SelectMany(found => found.In).ShouldBe(alike, because);

    [Fact]
    public void Find_Itself_IsNotAlike() => PaymentGuard.Find(InHand, [InHand], 30).ShouldBeEmpty();

    [Fact]
    public void Find_WithoutOrderAndPayee_DoesNotMatchOthersWithoutThem() =>
        PaymentGuard.Find(InHand with { OrderNo = null, Payee = null }, [Other() with { OrderNo = null, Payee = null }], 30).ShouldBeEmpty();

    [Theory]
    [InlineData("138 0000 0001", "13800000001")]
    [InlineData("１３８-0000-0001", "13800000001")]
    [InlineData("Xi.Lu@QQ.com", "xi.lu@qq.COM")]
    [InlineData("张 三", "张三")]
    [InlineData("138\u200B0000\u20600001", "13800000001")]
    [InlineData("138\u20130000\u20140001", "13800000001")]
    public void KeyOf_TheSamePayeeTypedOtherwise_IsTheSame(string one, string other) => Payout.KeyOf(one).ShouldBe(Payout.KeyOf(other));

    [Theory]
    [InlineData("13800000001", "13800000002")]
    [InlineData("a@b.c", "ab@.c")]
    [InlineData("--", "-")]
    public void KeyOf_AnotherPayee_IsAnother(string one, string other) => Payout.KeyOf(one).ShouldNotBe(Payout.KeyOf(other));

    [Theory]
    [InlineData("13800000001", "138****0001")]
    [InlineData("xiaolu@qq.com", "xi****@qq.com")]
    [InlineData("a@qq.com", "****@qq.com")]
    [InlineData("张三", "张*")]
    [InlineData("小鹿", "小*")]
    [InlineData("xiaolu", "x****u")]
    [InlineData(null, null)]
    public void Mask_APayee_LeavesEnoughToTellThemApart(string? payee, string? masked) => PayeeMask.Of(payee).ShouldBe(masked);

    private static GuardedPayment Other() => new(Guid.CreateVersion7(), Guid.CreateVersion7(), "2002", Guid.CreateVersion7(), "OTHER", new HashSet<string>(), Now.AddDays(-1));
}
