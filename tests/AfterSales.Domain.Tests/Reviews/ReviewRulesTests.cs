using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Reviews;

namespace AfterSales.Domain.Tests.Reviews;

/// <summary>What may be recorded of a review, what its outcome comes to, and what is a sign of extortion.</summary>
public sealed class ReviewRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
    private static readonly ReviewDetails Bad = new() { Rating = ReviewRating.Negative, Stars = 2, Text = "开线", PostedAt = Now.AddDays(-1) };

    private static Review Recorded(ReviewDetails? details = null) => Review.Record(Guid.Empty, Guid.Empty, details ?? Bad, "客服", Now).Value!;

    [Theory]
    [InlineData(0, "review.stars_invalid")]
    [InlineData(6, "review.stars_invalid")]
    [InlineData(5, null)]
    [InlineData(null, null)]
    public void Record_Stars_AreOneToFive(int? stars, string? code) => (Bad with { Stars = stars }).Problem(Now)?.Code.ShouldBe(code);

    [Fact]
    public void Record_WhatCannotBe_IsRefused()
    {
        (Bad with { PostedAt = Now.AddSeconds(1) }).Problem(Now)!.Code.ShouldBe("review.in_the_future");
        (Bad with { Text = new string('差', 2_001) }).Problem(Now)!.Field.ShouldBe("Text");
        (Bad with { Style = new string('q', 65) }).Problem(Now)!.Field.ShouldBe("Style");
        (Bad with { Link = new string('q', 501) }).Problem(Now)!.Field.ShouldBe("Link");
    }

    public static TheoryData<ReviewEnd, bool> Ends => new()
    {
        { new(ReviewOutcome.Removed), true },
        { new(ReviewOutcome.Kept), false },
        { new(ReviewOutcome.Changed, Rating: ReviewRating.Positive), true },
        { new(ReviewOutcome.Changed, Rating: ReviewRating.Neutral), true },
        { new(ReviewOutcome.Changed, Rating: ReviewRating.Negative), false },
        { new(ReviewOutcome.Changed, Stars: 4), true },
        { new(ReviewOutcome.Changed, Stars: 1), false },
        { new(ReviewOutcome.Changed, Text: "客服态度好，加一句"), false },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void Conclude_RescuesWhatIsGoneOrRatesBetter(ReviewEnd end, bool rescued)
    {
        var review = Recorded();
        review.Conclude(end, "客服", Now).Refusal.ShouldBeNull();
        (review.Outcome, review.IsRescued, review.OutcomeAt, review.Version).ShouldBe((end.Outcome, rescued, Now, 2));
    }

    [Theory]
    [InlineData(ReviewOutcome.Changed, null, 0, "review.new_needed")]
    [InlineData(ReviewOutcome.Removed, ReviewRating.Positive, 0, "review.new_only_changed")]
    [InlineData(ReviewOutcome.Kept, null, 1, "review.in_the_future")]
    [InlineData(ReviewOutcome.Kept, null, -3, "review.before_posted")]
    public void Conclude_WhatCannotBe_IsRefusedAndChangesNothing(ReviewOutcome outcome, ReviewRating? rating, int days, string code)
    {
        var review = Recorded();
        review.Conclude(new(outcome, days == 0 ? null : Now.AddDays(days), rating), "客服", Now).Refusal!.Code.ShouldBe(code);
        (review.Outcome, review.Version).ShouldBe((null, 1));
    }

    [Theory]
    [InlineData("不给我 50 块钱红包就差评", true)]
    [InlineData("给个红包我就改好评", true)]
    [InlineData("转账 100 不然曝光你们", true)]
    [InlineData("质量太差，给你差评", false)]
    [InlineData("红包怎么用不了", false)]
    [InlineData("我要退货退款", false)]
    [InlineData("", false)]
    public void DemandIn_NeedsAThreatAndADemand(string text, bool isSign) => (ReviewPolicy.Default.DemandIn(text) is not null).ShouldBe(isSign);

    [Fact]
    public void Policy_Default_IsSoundAndCleanedAlready()
    {
        ReviewPolicy.Default.Problem().ShouldBeNull();
        ReviewPolicy.Default.Cleaned().SaysTheSameAs(ReviewPolicy.Default).ShouldBeTrue();
        ReviewPolicy.Default.IsPattern(1).ShouldBeFalse();
        ReviewPolicy.Default.IsPattern(2).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Costly))]
    public void Reply_ACostlyOffer_IsNeverAcceptedByAnAnswer(string remedy)
    {
        var offer = ReviewOffer.Make(Guid.Empty, Guid.Empty, Guid.Empty, remedy, OutcomeCatalogue.Money.Contains(remedy) ? 5 : null, null, "客服", Now).Value!;
        offer.Reply(OfferAnswer.Accepted, Now).Refusal!.Code.ShouldBe("offer.agree_instead");
        offer.Answer.ShouldBe(OfferAnswer.None);
        offer.Agree(Guid.Empty, Now).Answer.ShouldBe(OfferAnswer.Accepted);
    }

    public static TheoryData<string> Costly => [.. OutcomeCatalogue.Costly];

    [Fact]
    public void Goodwill_IsMoneyThatTheDefaultRulesCallGoodwill() => OutcomeCatalogue.Goodwill.ShouldBeSubsetOf(OutcomeCatalogue.Money);

    [Fact]
    public void Reply_Text_IsNeeded() =>
        ReviewReply.Of(Recorded(), ReviewVoice.Buyer, " ", null, Actor.System(Guid.Empty), Now).Refusal!.Code.ShouldBe("review.text_needed");
}
