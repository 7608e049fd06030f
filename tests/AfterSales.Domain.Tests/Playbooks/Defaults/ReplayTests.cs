using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Domain.Tests.Playbooks.Defaults;

/// <summary>What two versions say of the same case, held against each other.</summary>
public sealed class ReplayTests
{
    private const string Settled = "subtype=Missing; photo=confirms; weigh slip=confirms; stock=true";

    private static readonly string WrongItem = DefaultPlaybooks.Document("WrongItem");
    private static readonly string Shared = DefaultPlaybooks.Document(DefaultPlaybooks.SharedName);

    private static Desk Of(string own, string shared) => new(DmnReader.Read(own).Playbook!.With(DmnReader.Read(shared).Playbook!));

    private static Replay Between(Desk before, Desk after, string facts, string? chosen = null) => Replay.Of(before.Guide(facts), after.Guide(facts), chosen);

    [Theory]
    [InlineData(Settled)]
    [InlineData("subtype=Missing")]
    [InlineData("subtype=OverShipped; weigh slip=confirms; extra piece=keeps")]
    public void Of_TheSameRules_IsTheSame(string facts)
    {
        var replay = Between(Desk.Of("WrongItem"), Of(WrongItem, Shared), facts);
        (replay.IsSame, replay.Difference).ShouldBe((true, 0m));
    }

    [Fact]
    public void Of_AnotherGuide_IsAnotherBound_InYuan()
    {
        var raised = Shared.Replace("<variable name=\"other province guide\" typeRef=\"number\" as:money=\"true\"/>\n    <literalExpression><text>15</text>", "<variable name=\"other province guide\" typeRef=\"number\" as:money=\"true\"/>\n    <literalExpression><text>20</text>", StringComparison.Ordinal);
        raised.ShouldNotBe(Shared);
        const string facts = "subtype=Missing; photo=unclear; weigh slip=missing; stock=true";
        var replay = Between(Desk.Of("WrongItem"), Of(WrongItem, raised), facts, "partial discount");
        replay.Changes.ShouldBe([new ReplayedChange(ReplayedPart.Bound, "partial discount", "15.00", "20.00")]);
        (replay.CostBefore, replay.CostAfter, replay.Difference).ShouldBe((15m, 20m, 5m));
    }

    [Fact]
    public void Of_ARemedyThatIsOfferedNoMore_SaysSo()
    {
        var without = WrongItem.Replace("\"refund only\"", "\"gift\"", StringComparison.Ordinal);
        var replay = Between(Desk.Of("WrongItem"), Of(without, Shared), Settled);
        replay.Changes.ShouldContain(new ReplayedChange(ReplayedPart.Remedy, "refund only", "Allowed", null));
        replay.Changes.ShouldContain(new ReplayedChange(ReplayedPart.Remedy, "gift", null, "Allowed"));
    }

    [Fact]
    public void Of_WhatMayStillComeOnOneSideOnly_IsNoChange() =>
        Between(Desk.Of("WrongItem"), Of(WrongItem.Replace("\"refund only\"", "\"gift\"", StringComparison.Ordinal), Shared), "subtype=Missing").IsSame.ShouldBeTrue();
}
