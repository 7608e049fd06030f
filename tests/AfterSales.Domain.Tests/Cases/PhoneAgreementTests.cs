using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using static AfterSales.Domain.Cases.PhoneAgreementStep;

namespace AfterSales.Domain.Tests.Cases;

public sealed class PhoneAgreementTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
    private static readonly Domain.Cases.Case Subject = Domain.Cases.Case.Open(Ids.New(Now), Ids.New(Now), "AS-1", Ids.New(Now), "买家", "qianniu", Now);
    private static readonly Guid Message = Ids.New(Now);

    private static PhoneAgreement? Of(params (PhoneAgreementStep Step, string Words)[] steps) =>
        PhoneAgreement.Of(steps.Select((s, i) => new PhoneAgreementEntry(Subject, s.Step, s.Words, s.Step == Confirmed ? Message : null, Actor.System(Subject.StoreId), Now.AddMinutes(i))));

    [Fact]
    public void Of_NothingOrWithdrawn_IsNothing()
    {
        Of().ShouldBeNull();
        Of((Agreed, "退 15 元"), (Withdrawn, "买家反悔")).ShouldBeNull();
    }

    [Fact]
    public void Of_ALaterAgreement_TakesThePlaceOfTheEarlier()
    {
        var standing = Of((Agreed, "退 15 元"), (Confirmed, ""), (Agreed, "退 20 元")).ShouldNotBeNull();
        (standing.Words, standing.IsConfirmed, standing.At).ShouldBe(("退 20 元", false, Now.AddMinutes(2)));
    }

    [Fact]
    public void Of_AConfirmedOne_KnowsByWhichMessage() => Of((Agreed, "退 15 元"), (Confirmed, ""))!.MessageId.ShouldBe(Message);

    [Theory]
    [InlineData(MessageKind.Buyer, "qianniu", 1, null)]
    [InlineData(MessageKind.Buyer, "qianniu", 0, null)]
    [InlineData(MessageKind.Buyer, "qianniu", -1, "phone.said_before")]
    [InlineData(MessageKind.Buyer, "phone", 1, "phone.not_written")]
    [InlineData(MessageKind.Buyer, "walk_in", 1, "phone.not_written")]
    [InlineData(MessageKind.Reply, "qianniu", 1, "phone.not_from_buyer")]
    [InlineData(MessageKind.Automatic, "qianniu", 1, "phone.not_from_buyer")]
    [InlineData(MessageKind.Note, "desk", 1, "phone.not_from_buyer")]
    [InlineData(MessageKind.Event, "qianniu", 1, "phone.not_from_buyer")]
    public void WhyNot_OnlyWhatTheBuyerWroteAfterwards_Counts(MessageKind kind, string channel, int seconds, string? code) =>
        Of((Agreed, "退 15 元"))!.WhyNot(kind, channel, Now.AddSeconds(seconds))?.Code.ShouldBe(code);
}
