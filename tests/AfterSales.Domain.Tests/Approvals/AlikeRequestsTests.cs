using AfterSales.Domain.Approvals;

namespace AfterSales.Domain.Tests.Approvals;

public sealed class AlikeRequestsTests
{
    [Fact]
    public void KindOf_SameRemedyAndCauses_IsTheSame_InWhateverOrder() =>
        AlikeRequests.KindOf("coupon", ["over one's authority", "over the store's day"]).ShouldBe(AlikeRequests.KindOf("coupon", ["over the store's day", "over one's authority"]));

    [Fact]
    public void KindOf_OtherRemedyOrCause_IsAnother()
    {
        AlikeRequests.KindOf("coupon", ["over one's authority"]).ShouldNotBe(AlikeRequests.KindOf("gift", ["over one's authority"]));
        AlikeRequests.KindOf("coupon", ["over one's authority"]).ShouldNotBe(AlikeRequests.KindOf("coupon", ["asked by the playbook"]));
    }

    [Theory]
    [InlineData("over the guide")]
    [InlineData("over the bound")]
    [InlineData("margin below the floor")]
    [InlineData("paid within 30 days")]
    [InlineData("photo seen before")]
    [InlineData("extortion")]
    [InlineData("not settled yet")]
    public void KindOf_WhatAsksForALookOfItsOwn_IsNone(string cause) => AlikeRequests.KindOf("coupon", ["over one's authority", cause]).ShouldBeNull();

    [Fact]
    public void KindOf_WithoutACause_IsNone() => AlikeRequests.KindOf("coupon", []).ShouldBeNull();
}
