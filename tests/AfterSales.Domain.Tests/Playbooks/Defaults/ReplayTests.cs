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

    [Theory]
    [InlineData("partial discount", "12", "agent", "supervisor")]
    [InlineData("partial discount", null, "agent", "supervisor")]
    public void Of_AnotherDecider_IsAnotherApproval_AtWhatWasAgreed(string chosen, string? amount, string was, string becomes)
    {
        var stricter = Shared.Replace("<outputEntry><text>\"agent\"</text></outputEntry>\n        <outputEntry><text>\"within authority\"</text></outputEntry>", "<outputEntry><text>\"supervisor\"</text></outputEntry>\n        <outputEntry><text>\"over one's authority\"</text></outputEntry>", StringComparison.Ordinal);
        stricter.ShouldNotBe(Shared);
        var (before, after) = (Desk.Of("WrongItem"), Of(WrongItem, stricter));
        const string facts = "subtype=Missing; photo=unclear; weigh slip=missing; stock=true";
        Replay.Of(before.Guide(facts), after.Guide(facts), chosen, amount is null ? null : decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)).Changes
            .ShouldBe([new ReplayedChange(ReplayedPart.Approval, chosen, was, becomes)]);
    }

    [Fact]
    public void Of_ANeedOfTheRemedyItself_IsAnotherApproval()
    {
        var stricter = With("remedies-share", row => row with { Outputs = [row.Outputs[0], row.Outputs[1], row.Outputs[2], "\"owner\""] });
        Between(Desk.Of("WrongItem"), stricter, Settled).Changes.ShouldBe([new ReplayedChange(ReplayedPart.Approval, "refund only", "agent", "owner")]);
    }

    [Fact]
    public void Of_AChosenRemedyThatIsForbiddenNow_SaysThatNobodyMayAllowIt()
    {
        var stricter = With("remedies-share", row => row with { Outputs = [row.Outputs[0], "\"forbidden\"", "null", "\"none\""] });
        Between(Desk.Of("WrongItem"), stricter, Settled, "refund only").Changes.ShouldBe(
            [new ReplayedChange(ReplayedPart.Remedy, "refund only", "Allowed", "Forbidden"), new ReplayedChange(ReplayedPart.Approval, "refund only", "agent", "refused")]);
    }

    [Fact]
    public void Of_AnotherWhoPays_SaysSo()
    {
        var other = With("responsibility-packed", row => row with { Outputs = [row.Outputs[0], "\"warehouse\""] });
        Between(Desk.Of("WrongItem"), other, Settled).Changes.ShouldBe([new ReplayedChange(ReplayedPart.Pays, null, "store", "warehouse")]);
    }

    [Fact]
    public void Of_ABoundThatIsNotKnownAnyMore_SaysSo()
    {
        var other = With("remedies-share", row => row with { Outputs = [row.Outputs[0], row.Outputs[1], "5", row.Outputs[3]] });
        var replay = Between(other, Desk.Of("WrongItem"), Settled + "; piece paid=?");
        replay.Changes.ShouldContain(new ReplayedChange(ReplayedPart.Bound, "refund only", "5.00", Replay.UnknownBound));
    }

    [Fact]
    public void Of_EvidenceThatIsAskedNoMore_SaysSo()
    {
        var whole = DefaultPlaybooks.Of("WrongItem");
        var none = new Desk(whole with { Decisions = [.. whole.Decisions.Where(decision => decision.Name != "evidence")] });
        var replay = Between(Desk.Of("WrongItem"), none, Settled);
        replay.Changes.ShouldNotBeEmpty();
        replay.Changes.ShouldAllBe(change => change.Part == ReplayedPart.Evidence && change.Before == change.Subject && change.After == null);
    }

    private static Desk With(string rule, Func<TableRow, TableRow> change)
    {
        var whole = DefaultPlaybooks.Of("WrongItem");
        return new(whole with
        {
            Decisions = [.. whole.Decisions.Select(decision => decision.Logic is DecisionTable table ? decision with { Logic = table with { Rows = [.. table.Rows.Select(row => row.Id == rule ? change(row) : row)] } } : decision)],
        });
    }

    [Fact]
    public void Of_ACaseWithoutAChoice_CostsWhatTheFirstOfferWithAPriceMay()
    {
        var raised = Shared.Replace("<variable name=\"other province guide\" typeRef=\"number\" as:money=\"true\"/>\n    <literalExpression><text>15</text>", "<variable name=\"other province guide\" typeRef=\"number\" as:money=\"true\"/>\n    <literalExpression><text>20</text>", StringComparison.Ordinal);
        const string facts = "subtype=SlowHandling; breached=true";
        Desk.Of("Service").Guide(facts).Options[0].UpTo.ShouldBeNull("an apology comes first and costs nothing");
        Between(Desk.Of("Service"), Of(DefaultPlaybooks.Document("Service"), raised), facts).Difference.ShouldBe(5m);
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
