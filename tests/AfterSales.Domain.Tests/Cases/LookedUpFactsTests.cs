using AfterSales.Domain.Cases;
using AfterSales.Domain.Orders;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Tests.Cases;

/// <summary>What the system knows by itself, and what it must not pretend to know.</summary>
public sealed class LookedUpFactsTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
    private static readonly ShippingStore Hangzhou = new("浙江省", "杭州市", 0.36m, Shanghai);
    private static readonly OrderSource Order = new(OrderStatus.WaitBuyerConfirm, 268m, "江苏省", "南京市", null, 0m, [new("1", "两件套", "米白 M", 268m, 268m, 1)]);

    private static CaseSources Sources(OrderSource? order) => new(CaseSubtype.Missing, [], order, PhotoSeenBefore: false, IsExtortionFlagged: false, Breached: false, WasPaid: false, [], Hangzhou, Now);

    private static Dictionary<string, Value> Look(OrderSource? order, ShippingStore? store = null, params string[] chosen) =>
        new(LookedUpFacts.Of(new CaseSources(CaseSubtype.Missing, chosen, order, PhotoSeenBefore: false, IsExtortionFlagged: false, Breached: false, WasPaid: false, [], store ?? Hangzhou, Now)), StringComparer.Ordinal);

    [Fact]
    public void Of_ACaseWithoutItsOrder_LeavesTheOrdersFactsUnknown() =>
        Look(null).Keys.Order(StringComparer.Ordinal).ShouldBe(["breached", "extortion flag", "paid within 30 days", "phone agreement unconfirmed", "photo seen before", "subtype"]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PhoneAgreement_WaitsForTheBuyersWord_OrDoesNot(bool waits) =>
        LookedUpFacts.Of(Sources(null) with { PhoneUnconfirmed = waits })["phone agreement unconfirmed"].ShouldBe(Value.Of(waits));

    [Fact]
    public void Of_Everything_IsInTheCatalogueWithAValueThatItAllows()
    {
        foreach (var (name, value) in Look(Order with { Status = OrderStatus.Finished, ConfirmedAt = Now.AddDays(-2) }))
            FactCatalogue.Find(name).ShouldNotBeNull(name).Allows(value).ShouldBeTrue($"{name} = {value}");
    }

    [Theory]
    [InlineData("浙江省", "杭州市", "same city")]
    [InlineData("浙江", "杭州", "same city")]
    [InlineData("浙江省", "宁波市", "same province")]
    [InlineData("江苏省", "南京市", "other province")]
    [InlineData("香港特别行政区", "九龙", "Hong Kong Macao Taiwan")]
    [InlineData("台湾省", "台北市", "Hong Kong Macao Taiwan")]
    [InlineData("臺灣省", "臺北市", "Hong Kong Macao Taiwan")]
    [InlineData("澳門", null, "Hong Kong Macao Taiwan")]
    [InlineData("中国香港", null, "Hong Kong Macao Taiwan")]
    [InlineData(" 香港特别行政区", null, "Hong Kong Macao Taiwan")]
    [InlineData("澳门特别行政区", null, "Hong Kong Macao Taiwan")]
    [InlineData("浙江省", null, null)]
    [InlineData(null, "杭州市", null)]
    [InlineData("", "", null)]
    public void Region_FollowsTheAddress(string? province, string? city, string? region) =>
        Look(Order with { Province = province, City = city }).GetValueOrDefault("region").ShouldBe(region is null ? Value.Unknown : Value.Of(region));

    [Theory]
    [InlineData("广西壮族自治区", "广西", "same city")]
    [InlineData("北京市", "北京", "same city")]
    public void Region_TheSamePlaceByAnotherName_IsTheSame(string order, string store, string region) =>
        Look(Order with { Province = order, City = "南宁市" }, Hangzhou with { Province = store, City = "南宁" })["region"].ShouldBe(Value.Of(region));

    [Fact]
    public void Region_OfAStoreThatNeverSaidWhereItIs_IsUnknown_UnlessOverseas()
    {
        var nowhere = Hangzhou with { Province = null, City = null };
        Look(Order, nowhere).ShouldNotContainKey("region");
        Look(Order with { Province = "台湾省" }, nowhere)["region"].ShouldBe(Value.Of("Hong Kong Macao Taiwan"));
    }

    [Theory]
    [InlineData(OrderStatus.WaitBuyerPay, "not shipped")]
    [InlineData(OrderStatus.WaitSellerSend, "not shipped")]
    [InlineData(OrderStatus.BuyerSigned, "signed")]
    [InlineData(OrderStatus.Finished, "signed")]
    [InlineData(OrderStatus.WaitBuyerConfirm, null)]
    [InlineData(OrderStatus.PartlySent, null)]
    [InlineData(OrderStatus.Unknown, null)]
    public void Parcel_IsPresumedFromTheOrdersStatus_AndUnknownOnTheWay(OrderStatus status, string? parcel)
    {
        var order = Order with { Status = status };
        LookedUpFacts.Presumed(Sources(order)).GetValueOrDefault("parcel").ShouldBe(parcel is null ? Value.Unknown : Value.Of(parcel));
        Look(order).ShouldNotContainKey("parcel");
    }

    [Fact]
    public void DaysSinceSigned_IsNotTakenFromTheDayOfConfirming() =>
        Look(Order with { Status = OrderStatus.Finished, ConfirmedAt = Now.AddDays(-1) }).ShouldNotContainKey("days since signed");

    [Fact]
    public void ItemPaid_OfOneLine_IsItsOwn() => Look(Order)["item paid"].ShouldBe(Value.Of(268m));

    [Fact]
    public void ItemPaid_OfOneLineWithoutAmounts_IsTheOrders() =>
        Look(Order with { Lines = [new("1", null, null, null, null, null)] })["item paid"].ShouldBe(Value.Of(268m));

    [Fact]
    public void ItemPaid_OfAnOrderWhoseLinesWereNotImported_IsTheOrders() => Look(Order with { Lines = [] })["item paid"].ShouldBe(Value.Of(268m));

    [Fact]
    public void ItemPaid_OfSeveralLines_IsUnknownUntilTheyAreChosen_AndNeverMoreThanTheOrders()
    {
        var two = Order with { Lines = [new("1", null, null, 129m, 139m, 1), new("2", null, null, null, 50m, 2), new("3", null, null, null, null, 1)] };
        Look(two).ShouldNotContainKey("item paid");
        Look(two, null, "1")["item paid"].ShouldBe(Value.Of(129m));
        Look(two, null, "1", "2")["item paid"].ShouldBe(Value.Of(229m));
        Look(two with { Paid = 168m }, null, "1", "2")["item paid"].ShouldBe(Value.Of(168m), "the order was discounted");
        Look(two, null, "1", "3").ShouldNotContainKey("item paid");
        Look(two, null, "gone").ShouldNotContainKey("item paid");
    }

    [Fact]
    public void ItemPaid_OfALineWithAListPriceOnly_IsWhatWasPaidForTheOrder() =>
        Look(Order with { Paid = 199m, Lines = [new("1", null, null, null, 299m, 1)] })["item paid"].ShouldBe(Value.Of(199m));

    [Fact]
    public void ItemPaid_OfAnOrderThatNobodyPaid_IsUnknown()
    {
        Look(Order with { Paid = null }).ShouldNotContainKey("item paid");
        Look(Order with { Paid = null }).ShouldNotContainKey("margin");
    }

    [Fact]
    public void PaidWithin30Days_OfAnOrderWithARefund_IsTrue()
    {
        Look(Order)["paid within 30 days"].ShouldBe(Value.False);
        Look(Order with { PaidBack = 20m })["paid within 30 days"].ShouldBe(Value.True);
    }

    // (amount, days ago): what the order tells has no date, what the platform's refunds tell mostly has.
    [Theory]
    [InlineData(0, true, 20, 5)]
    [InlineData(0, true, 20, 30 - 1)]
    [InlineData(0, false, 20, 30)]
    [InlineData(20, false, 20, 60)]
    [InlineData(20, true, 20, 5)]
    [InlineData(25, true, 20, 60)]
    [InlineData(0, false, 20, -1)]
    [InlineData(20, true, 20, null)]
    public void PaidWithin30Days_OfADatedRefund_CountsTheDate(int told, bool recent, int amount, int? daysAgo) =>
        Look(Order with { PaidBack = told, Refunds = [new(amount, daysAgo is { } days ? Now.AddDays(-days) : null)] })["paid within 30 days"].ShouldBe(Value.Of(recent));

    [Fact]
    public void Margin_IsTheStoresUsualShare_AndUnknownWithoutOne()
    {
        Look(Order)["margin"].ShouldBe(Value.Of(96.48m));
        Look(Order, Hangzhou with { MarginShare = null }).ShouldNotContainKey("margin");
    }

    [Fact]
    public void ReceiptConfirmed_FollowsTheOrder()
    {
        Look(Order)["receipt confirmed"].ShouldBe(Value.False);
        Look(Order with { Status = OrderStatus.Finished })["receipt confirmed"].ShouldBe(Value.True);
        Look(Order with { ConfirmedAt = Now.AddDays(-1) })["receipt confirmed"].ShouldBe(Value.True);
    }
}
