using AfterSales.Domain.Cases;
using AfterSales.Domain.Shared;
using AfterSales.Web.Cases;
using Case = AfterSales.Domain.Cases.Case;

namespace AfterSales.Web.Tests.Cases;

public sealed class CaseActTests
{
    [Fact]
    public void Next_Unclaimed_IsToClaim()
    {
        CaseAct.Next(Open()).ShouldBe(new(CaseDeed.Claim, IsLoud: true));
        CaseAct.Others(Open()).ShouldBe([CaseDeed.Resolve]);
    }

    [Fact]
    public void Next_BuyerWaits_ReplyComesBeforeResolving()
    {
        var subject = Claimed();
        subject.ReceiveFromBuyer("在吗", Rows.Now.AddMinutes(1));
        CaseAct.Next(subject).ShouldBe(new(CaseDeed.Resolve, IsLoud: false));
    }

    [Fact]
    public void Next_Answered_IsToResolve() => CaseAct.Next(Claimed()).ShouldBe(new(CaseDeed.Resolve, IsLoud: true));

    [Fact]
    public void Next_WhileThereIsMoreToFindOut_ResolvingIsNotLoud() => CaseAct.Next(Claimed(), isGuided: false).ShouldBe(new(CaseDeed.Resolve, IsLoud: false));

    [Fact]
    public void Next_ResolvedThenClosed_IsToCloseThenToReopen()
    {
        var subject = Claimed();
        subject.Classify(CaseType.WrongItem, CaseSubtype.Missing).Ok.ShouldBeTrue();
        subject.Resolve(Rows.Now).Ok.ShouldBeTrue();
        CaseAct.Next(subject).ShouldBe(new(CaseDeed.Close, IsLoud: true));
        CaseAct.Next(subject, owesFollowUp: true).ShouldBe(new(CaseDeed.Close, IsLoud: false), "the follow-up comes first");
        CaseAct.Others(subject).ShouldBe([CaseDeed.Reopen]);

        subject.Close(Rows.Now).Ok.ShouldBeTrue();
        CaseAct.Next(subject).ShouldBe(new(CaseDeed.Reopen, IsLoud: false));
        CaseAct.Others(subject).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(CaseState.Confirming, CaseState.Analysing, "done")]
    [InlineData(CaseState.Analysing, CaseState.Analysing, "on")]
    [InlineData(CaseState.Negotiating, CaseState.Analysing, null)]
    [InlineData(CaseState.Executing, CaseState.Resolved, "done")]
    [InlineData(CaseState.FollowUp, CaseState.Resolved, null)]
    public void StandOf_Step_AgainstTheState(CaseState step, CaseState now, string? expected) => CaseSteps.StandOf(step, now).ShouldBe(expected);

    private static Case Open() => Case.Open(Ids.New(Rows.Now), Ids.New(Rows.Now), "AS-1", Ids.New(Rows.Now), "甜", "qianniu", Rows.Now);

    private static Case Claimed()
    {
        var subject = Open();
        subject.Assign(Ids.New(Rows.Now), byThemselves: true).Ok.ShouldBeTrue();
        subject.ReceiveFromBuyer("少了一件", Rows.Now);
        subject.ReplyByHuman("马上核实", Rows.Now, null);
        return subject;
    }
}
