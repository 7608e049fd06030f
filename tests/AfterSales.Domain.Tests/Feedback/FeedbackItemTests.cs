using AfterSales.Domain.Cases;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Tests.Feedback;

/// <summary>The life of an item, and whether what was done helped.</summary>
public sealed class FeedbackItemTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly Dictionary<string, Func<FeedbackItem, Result<FeedbackStep>>> Deeds = new()
    {
        ["verify"] = item => item.Verify(null, Now),
        ["reject"] = item => item.Reject("洗坏的", Now),
        ["answer"] = item => item.AnswerWith("缝线换了", Now),
        ["delist"] = item => item.Delist(null, null, Now),
        ["close"] = item => item.Close(FeedbackAction.Reworked, null, Today, Today, Now),
    };

    [Theory]
    [InlineData("verify", FeedbackState.Verified)]
    [InlineData("verify answer", FeedbackState.Answered)]
    [InlineData("verify answer answer", FeedbackState.Answered)]
    [InlineData("verify answer close", FeedbackState.Closed)]
    [InlineData("reject", FeedbackState.Rejected)]
    [InlineData("verify reject", FeedbackState.Rejected)]
    [InlineData("delist verify answer close", FeedbackState.Closed)]
    [InlineData("verify delist", FeedbackState.Verified)]
    public void Deeds_InTheirOrder_ComeTo(string deeds, FeedbackState state)
    {
        var item = Opened();
        foreach (var deed in deeds.Split(' ')) Deeds[deed](item).Refusal.ShouldBeNull(deed);
        (item.State, item.Version).ShouldBe((state, 1 + deeds.Split(' ').Length));
        (item.EndedAt is not null).ShouldBe(!item.IsUnderWay);
    }

    [Theory]
    [InlineData("answer", "feedback.not_verified")]
    [InlineData("close", "feedback.not_verified")]
    [InlineData("verify close", "feedback.not_answered")]
    [InlineData("verify verify", "feedback.not_in_state")]
    [InlineData("verify answer reject", "feedback.not_in_state")]
    [InlineData("reject verify", "feedback.not_in_state")]
    [InlineData("reject answer", "feedback.not_in_state")]
    [InlineData("reject delist", "feedback.not_in_state")]
    [InlineData("verify answer close close", "feedback.not_in_state")]
    [InlineData("verify answer close delist", "feedback.not_in_state")]
    [InlineData("delist delist", "feedback.delisted_already")]
    public void Deeds_OutOfOrder_AreRefusedAndChangeNothing(string deeds, string code)
    {
        var item = Opened();
        var all = deeds.Split(' ');
        foreach (var deed in all[..^1]) Deeds[deed](item).Refusal.ShouldBeNull(deed);
        var (state, version) = (item.State, item.Version);
        Deeds[all[^1]](item).Refusal!.Code.ShouldBe(code);
        (item.State, item.Version).ShouldBe((state, version));
    }

    [Fact]
    public void Deeds_WithoutWhatTheyNeed_AreRefused()
    {
        Opened().Reject(" ", Now).Refusal!.Code.ShouldBe("feedback.reason_needed");
        var item = Opened();
        item.Verify(new string('x', FeedbackItem.MaxText + 1), Now).Refusal!.Field.ShouldBe("Text");
        item.Verify(null, Now).Refusal.ShouldBeNull();
        item.AnswerWith("", Now).Refusal!.Code.ShouldBe("feedback.answer_needed");
        item.AnswerWith("缝线换了", Now).Refusal.ShouldBeNull();
        item.Close(FeedbackAction.Reworked, null, Today.AddDays(1), Today, Now).Refusal!.Field.ShouldBe("Since");
        item.Close(FeedbackAction.Other, null, Today, Today, Now).Refusal!.Code.ShouldBe("feedback.action_text_needed");
        item.Close(FeedbackAction.Other, "改了洗标", Today, Today, Now).Refusal.ShouldBeNull();
        (item.Action, item.ActionText, item.ActionSince).ShouldBe((FeedbackAction.Other, "改了洗标", Today));
    }

    [Fact]
    public void FirstDaySinceTheAction_CanBePutRight_WithinReason()
    {
        var item = Opened();
        foreach (var deed in new[] { "verify", "answer" }) Deeds[deed](item).Refusal.ShouldBeNull(deed);
        item.Close(FeedbackAction.Reworked, null, Today.AddYears(-1), Today, Now).Refusal!.Code.ShouldBe("feedback.since_long_ago", "a year that was mistyped would say nothing for good");
        item.CorrectSince(Today, null, Today, Now).Refusal!.Code.ShouldBe("feedback.not_in_state");
        item.Close(FeedbackAction.Reworked, null, Today.AddDays(-20), Today, Now).Refusal.ShouldBeNull();

        item.CorrectSince(Today.AddDays(1), null, Today, Now).Refusal!.Code.ShouldBe("feedback.since_future");
        item.CorrectSince(Today.AddDays(-181), null, Today, Now).Refusal!.Code.ShouldBe("feedback.since_long_ago");
        var corrected = item.CorrectSince(Today.AddDays(-2), "抄错了", Today, Now).Value!;

        (corrected.Kind, corrected.Note).ShouldBe((FeedbackStepKind.SinceCorrected, "抄错了"));
        (item.ActionSince, item.State, item.Version).ShouldBe((Today.AddDays(-2), FeedbackState.Closed, 5));
    }

    [Fact]
    public void Hold_OfWhatJoined_MakesNoScreenStale()
    {
        var item = Opened();
        item.Hold(3, 2, Now.AddHours(-1)).ShouldBeTrue();
        item.Hold(3, 2, Now.AddHours(-1)).ShouldBeFalse();
        (item.Cases, item.Customers, item.Version).ShouldBe((3, 2, 1));
    }

    /// <summary>By two Wilson intervals: it fell where they lie apart, and too few pieces on either side say nothing.</summary>
    [Theory]
    [InlineData(30, 300, 3, 300, RateChange.Fell)]
    [InlineData(30, 300, 0, 60, RateChange.Fell)]
    [InlineData(30, 300, 20, 300, RateChange.NotShown)]
    [InlineData(3, 30, 0, 30, RateChange.NotShown)]
    [InlineData(3, 300, 30, 300, RateChange.Rose)]
    [InlineData(30, 300, 0, 29, RateChange.TooEarly)]
    [InlineData(30, 29, 0, 300, RateChange.TooEarly)]
    [InlineData(0, 0, 0, 0, RateChange.TooEarly)]
    public void Between_TwoRates_SaysWhatTheNumbersShow(long hitsBefore, long before, long hitsSince, long since, RateChange change) =>
        RateChanges.Between(new(hitsBefore, before), new(hitsSince, since), 30).ShouldBe(change);

    [Theory]
    [InlineData(1, 14, 30, 7, "Customers")]
    [InlineData(3, 0, 30, 7, "WindowDays")]
    [InlineData(3, 14, 0, 7, "LeastPieces")]
    [InlineData(3, 14, 30, -1, "RipeDays")]
    [InlineData(3, 366, 30, 7, "WindowDays")]
    [InlineData(2, 1, 1, 0, null)]
    public void Policy_OfWhatCannotBe_SaysWhere(int customers, int days, int pieces, int ripe, string? field) =>
        (new FeedbackPolicy { Customers = customers, WindowDays = days, LeastPieces = pieces, RipeDays = ripe }.Problem()?.Field).ShouldBe(field);

    private static FeedbackItem Opened() => FeedbackItem.Open(Guid.Empty, Guid.Empty, "QH2361", "2610-B", CaseSubtype.Defect, FeedbackCause.Customers, Now);
}
