using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Reviews;
using AfterSales.Application.Tests.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Reviews.ReviewCase;

namespace AfterSales.Application.Tests.Reviews;

/// <summary>A review case keeps its review, what was offered, what became of it and what it cost.</summary>
public sealed class ReviewTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Record_KeepsTheReview_AndItsCauseIsAFact()
    {
        var number = await OpenAsync(_desk, recorded: false);
        (await RecordAsync(_desk, number, Bad with { Text = " 线头太多 ", OrderNo = null })).Value.ShouldBe(1);

        var review = (await ReadAsync(_desk, number)).Review.ShouldNotBeNull();
        (review.Text, review.OrderNo, review.Cause, review.RecordedBy, review.Outcome).ShouldBe(("线头太多", QualityCase.OrderNo, ReviewCause.Quality, _desk.Agent.Name, null));
        (await RemedyDesk.FactAsync(_desk, number, "review cause")).ShouldBe(Value.Of("quality"));
        (await RecordAsync(_desk, number, Bad with { Text = "线头太多" }, seen: 1)).Value.ShouldBe(1, "the same changes nothing");
        (await RecordAsync(_desk, number, Bad with { Cause = ReviewCause.Service }, seen: 1)).Value.ShouldBe(2);
        (await RecordAsync(_desk, number, Bad, seen: 1)).Refusal!.Code.ShouldBe("review.stale");
        (await RemedyDesk.FactAsync(_desk, number, "review cause")).ShouldBe(Value.Of("service"));
    }

    [Fact]
    public async Task Record_OnACaseOfAnotherType_OrByTheWarehouse_IsRefused()
    {
        var number = await QualityCase.OpenAsync(_desk);
        (await RecordAsync(_desk, number)).Refusal!.Code.ShouldBe("review.not_a_review");
        (await RecordAsync(_desk, number, actor: _desk.Warehouse)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await OfferAsync(_desk, number)).Refusal!.Code.ShouldBe("review.not_a_review");
        (await ConcludeAsync(_desk, number, ReviewOutcome.Removed)).Refusal!.Code.ShouldBe("review.not_recorded");
    }

    [Fact]
    public async Task Offer_IsHeldAgainstTheRulesBeforeItIsSaid()
    {
        var number = await OpenAsync(_desk);
        (await OfferAsync(_desk, number)).Value!.Decider.ShouldBe("agent");
        (await OfferAsync(_desk, number, amount: 40)).Value!.Decider.ShouldBe("supervisor", "who decides is said before the buyer hears of it");
        (await OfferAsync(_desk, number, amount: 300)).Refusal!.Code.ShouldBe("remedy.refused", "more than was paid");
        (await OfferAsync(_desk, number, "partial discount", 5)).Refusal!.Code.ShouldBe("remedy.not_offered", "only once the buyer refused the cheaper one");
        (await OfferAsync(_desk, number, "apology", 5)).Refusal!.Code.ShouldBe("remedy.no_amount");
        (await OfferAsync(_desk, number, "moon", null)).Refusal!.Code.ShouldBe("remedy.unknown");
        (await OfferAsync(_desk, number, "apology", null)).Refusal.ShouldBeNull();
        (await ReadAsync(_desk, number)).Offers.Select(o => (o.Offer.Remedy, o.Amount, o.Offer.Answer)).ShouldBe([("coupon", 10m, OfferAnswer.None), ("coupon", 40m, OfferAnswer.None), ("apology", null, OfferAnswer.None)], ignoreOrder: true);
    }

    [Fact]
    public async Task Answer_OfACostlyOffer_IsAcceptedOnlyByAgreeingIt()
    {
        var number = await OpenAsync(_desk);
        var offer = (await OfferAsync(_desk, number)).Value!.OfferId;
        (await AnswerAsync(_desk, number, offer, OfferAnswer.Accepted)).Refusal!.Code.ShouldBe("offer.agree_instead");
        (await AnswerAsync(_desk, number, offer, OfferAnswer.Refused)).Refusal.ShouldBeNull();
        (await RemedyDesk.FactAsync(_desk, number, "offer")).ShouldBe(Value.Of("refused"));
        (await OfferAsync(_desk, number, "partial discount", 5)).Refusal.ShouldBeNull("the cheaper one was refused");

        (await QualityCase.AgreeAsync(_desk, number, 10, "coupon")).Refusal.ShouldBeNull();
        var read = await ReadAsync(_desk, number);
        var agreed = read.Offers.Single(o => o.Offer.Id == offer);
        (agreed.Offer.Answer, agreed.State, read.Offers.Count).ShouldBe((OfferAnswer.Accepted, ActionState.Open, 2));
        (await AnswerAsync(_desk, number, offer, OfferAnswer.Refused)).Refusal!.Code.ShouldBe("offer.agreed");
        read.Cost.ShouldBe(10, "granted, by the ledger");
        (await AnswerAsync(_desk, number, Guid.Empty, OfferAnswer.Refused)).Refusal!.Code.ShouldBe("offer.not_found");
    }

    [Fact]
    public async Task Agree_WithoutAnOfferNoted_CountsAsOneThatWasAccepted()
    {
        var number = await OpenAsync(_desk);
        (await QualityCase.AgreeAsync(_desk, number, 12, "coupon")).Refusal.ShouldBeNull();
        var offer = (await ReadAsync(_desk, number)).Offers.ShouldHaveSingleItem();
        (offer.Offer.Remedy, offer.Amount, offer.Offer.Answer).ShouldBe(("coupon", 12m, OfferAnswer.Accepted));

        (await RemedyDesk.VoidAsync(_desk, number, "coupon")).Refusal.ShouldBeNull();
        var read = await ReadAsync(_desk, number);
        (read.Cost, read.Offers.Single().State).ShouldBe((0m, ActionState.Voided));
    }

    [Fact]
    public async Task Conclude_ByTwoAtOnce_OneIsTold()
    {
        var number = await OpenAsync(_desk);
        var answers = await Task.WhenAll(
            Task.Run(() => ConcludeAsync(_desk, number, ReviewOutcome.Removed, seen: 1)),
            Task.Run(() => ConcludeAsync(_desk, number, ReviewOutcome.Kept, seen: 1, actor: _desk.OtherAgent)));
        answers.Count(a => a.Ok).ShouldBe(1);
        answers.Single(a => !a.Ok).Refusal!.Code.ShouldBe("review.stale");
        await using var db = _desk.Db();
        (await db.History.CountAsync(h => h.Kind == CaseEventKind.ReviewConcluded)).ShouldBe(1);
    }

    [Fact]
    public async Task Conclude_AfterTheCaseIsClosed_AndAgain_KeepsTheLast()
    {
        var number = await OpenAsync(_desk);
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "抱歉给您添麻烦了"), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<ResolveCase>().ExecuteAsync(new(number, null), _desk.Agent)).Refusal.ShouldBeNull();
        (await ConcludeAsync(_desk, number, ReviewOutcome.Kept)).Value.ShouldBe(2);
        (await ConcludeAsync(_desk, number, ReviewOutcome.Changed)).Refusal!.Code.ShouldBe("review.new_needed");
        (await ConcludeAsync(_desk, number, ReviewOutcome.Changed, rating: ReviewRating.Positive)).Value.ShouldBe(3);
        var review = (await ReadAsync(_desk, number)).Review!;
        (review.Outcome, review.NewRating, review.IsRescued).ShouldBe((ReviewOutcome.Changed, ReviewRating.Positive, true));
    }

    [Fact]
    public async Task Replies_StandUnderTheReview()
    {
        var number = await OpenAsync(_desk);
        var reply = _desk.Get<ReplyToReview>();
        (await reply.ExecuteAsync(new(number, ReviewVoice.Store, "亲，已为您处理"), _desk.Agent)).Refusal.ShouldBeNull();
        (await reply.ExecuteAsync(new(number, ReviewVoice.Buyer, " "), _desk.Agent)).Refusal!.Code.ShouldBe("review.text_needed");
        (await reply.ExecuteAsync(new(number, ReviewVoice.Buyer, "追评", _desk.Time.Now.AddDays(-9)), _desk.Agent)).Refusal!.Code.ShouldBe("review.before_posted");
        (await reply.ExecuteAsync(new(number, ReviewVoice.Buyer, "追评", _desk.Time.Now.AddDays(1)), _desk.Agent)).Refusal!.Code.ShouldBe("review.in_the_future");
        (await ReadAsync(_desk, number)).Replies.Select(r => (r.Voice, r.Text)).ShouldBe([(ReviewVoice.Store, "亲，已为您处理")]);
    }

    [Fact]
    public async Task Achieved_CountsCasesByKindOfOffer_WithinTheDays()
    {
        for (var order = 0; order < 4; order++)
        {
            var number = await OpenAsync(_desk, order);
            (await OfferAsync(_desk, number)).Refusal.ShouldBeNull();
            if (order == 0) (await OfferAsync(_desk, number, amount: 12)).Refusal.ShouldBeNull("the same kind in the same case counts once");
            if (order < 3) (await ConcludeAsync(_desk, number, order == 2 ? ReviewOutcome.Kept : ReviewOutcome.Removed)).Refusal.ShouldBeNull();
            if (order == 1)
            {
                (await QualityCase.AgreeAsync(_desk, number, 9, "gift")).Refusal.ShouldBeNull();
                (await RemedyDesk.VoidAsync(_desk, number, "gift")).Refusal.ShouldBeNull("what was taken back achieved nothing");
            }
        }
        var coupon = (await ReadAsync(_desk, await OpenAsync(_desk, 5))).Achieved.ShouldHaveSingleItem();
        (coupon.Remedy, coupon.Removed, coupon.Changed, coupon.Kept, coupon.Cases, coupon.IsSmall).ShouldBe(("coupon", 2, 0, 1, 3, true));

        var totals = (await _desk.Get<ReviewListQueries>().TotalsAsync(_desk.Supervisor)).Value!;
        (totals.Concluded, totals.Rescued, totals.Days).ShouldBe((3, 2, 90));
        _desk.Time.Move(TimeSpan.FromDays(91));
        (await ReadAsync(_desk, await OpenAsync(_desk, 6))).Achieved.ShouldBeEmpty();
    }

    [Fact]
    public async Task List_ByOutcome_GoesOnByKey()
    {
        for (var order = 0; order < 3; order++)
        {
            var number = await OpenAsync(_desk, order);
            _desk.Time.Move(TimeSpan.FromMinutes(1));
            if (order > 0) (await ConcludeAsync(_desk, number, order == 1 ? ReviewOutcome.Removed : ReviewOutcome.Kept)).Refusal.ShouldBeNull();
        }
        var list = _desk.Get<ReviewListQueries>();
        var all = (await list.ListAsync(_desk.Supervisor, ReviewFilter.All)).Value!;
        all.Rows.Select(r => r.Customer).ShouldBe(["买家002", "买家001", "买家000"]);
        (await list.ListAsync(_desk.Supervisor, ReviewFilter.Open)).Value!.Rows.ShouldHaveSingleItem().Customer.ShouldBe("买家000");
        (await list.ListAsync(_desk.Supervisor, ReviewFilter.Removed)).Value!.Rows.ShouldHaveSingleItem().Review.IsRescued.ShouldBeTrue();
        (await list.ListAsync(_desk.Supervisor, ReviewFilter.All, all.Rows[0].CaseId.ToString())).Value!.Rows.Count.ShouldBe(2);
        (await list.ListAsync(_desk.Supervisor, ReviewFilter.All, "x")).Refusal!.Code.ShouldBe("list.cursor_invalid");
    }

    [Fact]
    public async Task Policy_IsTheStores_AndTheSecondOfTwoEditorsIsTold()
    {
        var change = _desk.Get<ChangeReviewPolicy>();
        (await change.ExecuteAsync(new(1, ReviewPolicy.Default), _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await change.ExecuteAsync(new(1, ReviewPolicy.Default with { PatternCases = 0 }), _desk.Supervisor)).Refusal!.Field.ShouldBe(nameof(ReviewPolicy.PatternCases));
        (await change.ExecuteAsync(new(1, ReviewPolicy.Default with { LeastCases = 1, MoneyWords = [" 打赏 ", "打赏", " "] }), _desk.Supervisor)).Value.ShouldBe(2);
        (await change.ExecuteAsync(new(1, ReviewPolicy.Default with { LeastCases = 9 }), _desk.Owner)).Refusal!.Code.ShouldBe("policy.stale");
        (await _desk.Get<ReviewPolicyQueries>().NowAsync(_desk.Agent)).Value!.Policy.MoneyWords.ShouldBe(["打赏"]);
    }
}
