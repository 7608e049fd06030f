using AfterSales.Domain.Cases;

namespace AfterSales.Domain.Tests.Cases;

public sealed class FollowUpAnswerTests
{
    [Theory]
    [InlineData(FollowUpOutcome.Settled, null, false)]
    [InlineData(FollowUpOutcome.Settled, 5, false)]
    [InlineData(FollowUpOutcome.Settled, 3, false)]
    [InlineData(FollowUpOutcome.Settled, 2, true)]
    [InlineData(FollowUpOutcome.Settled, 1, true)]
    [InlineData(FollowUpOutcome.NotSettled, null, true)]
    [InlineData(FollowUpOutcome.NotSettled, 5, true)]
    [InlineData(FollowUpOutcome.NotReached, null, false)]
    public void Answer_NotSettledOrAMarkUpToTwo_IsDissatisfied(FollowUpOutcome outcome, int? satisfaction, bool dissatisfied) =>
        FollowUpAnswer.Of(outcome, satisfaction, null).Value!.IsDissatisfied.ShouldBe(dissatisfied);

    [Theory]
    [InlineData(FollowUpOutcome.Settled, 0, 0, "follow_up.satisfaction_invalid")]
    [InlineData(FollowUpOutcome.Settled, 6, 0, "follow_up.satisfaction_invalid")]
    [InlineData(FollowUpOutcome.NotReached, 3, 0, "follow_up.nobody_said")]
    [InlineData(FollowUpOutcome.NotSettled, 1, 500, null)]
    [InlineData(FollowUpOutcome.NotSettled, 1, 501, "follow_up.words_too_long")]
    public void Answer_OutOfBounds_IsRefused(FollowUpOutcome outcome, int? satisfaction, int words, string? code) =>
        FollowUpAnswer.Of(outcome, satisfaction, new string('好', words)).Refusal?.Code.ShouldBe(code);

    [Fact]
    public void Answer_WithASpaceAroundTheWords_KeepsTheWords() =>
        FollowUpAnswer.Of(FollowUpOutcome.Settled, 4, "  收到了\0 ").Value!.Words.ShouldBe("收到了");
}
