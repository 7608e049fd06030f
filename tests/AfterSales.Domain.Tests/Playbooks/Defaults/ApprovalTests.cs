using System.Globalization;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Domain.Tests.Playbooks.Defaults;

/// <summary>SPEC 4.2, what all case types share: who decides on an amount, and why. The same for every type.</summary>
public sealed class ApprovalTests
{
    /// <summary>Every remedy is offered at more than anybody asks, so that the money table alone decides.</summary>
    private static readonly Desk Anything = new(OfferingAll("Quality"));

    private const string Late = "subtype=Defect; photo=confirms; own fault=false; days since signed=9; ";

    [Theory]
    [InlineData("Guides: same city at most 10", "region=same city", "partial discount", "10", "agent: within authority")]
    [InlineData("over the guide, same city", "region=same city", "partial discount", "10.01", "supervisor: over the guide")]
    [InlineData("same province counts as near", "region=same province", "partial discount", "12", "supervisor: over the guide")]
    [InlineData("other province 10 to 15", "", "partial discount", "15", "agent: within authority")]
    [InlineData("Over the guide or over one's authority: approval", "", "partial discount", "16", "supervisor: over one's authority, over the guide")]
    [InlineData("high-value goods 20 to 50", "item paid=500; authority left=60", "partial discount", "50", "agent: within authority")]
    [InlineData("over the guide, high value", "item paid=500; authority left=60", "partial discount", "51", "supervisor: over the guide")]
    [InlineData("high value begins at 300", "item paid=300; authority left=60", "partial discount", "50", "agent: within authority")]
    [InlineData("a supervisor acts within the guide of the goods", "item paid=500; authority left=200; margin=300", "partial discount", "120", "supervisor: over the guide")]
    [InlineData("over the supervisor's authority: the owner", "item paid=900; margin=400", "partial discount", "201", "owner: over the supervisor's authority, over one's authority, over the guide")]
    [InlineData("never more than the item was paid for", "item paid=12", "partial discount", "13", "refused: more than was paid")]
    [InlineData("not even as a refund", "", "return and refund", "200.01", "refused: more than was paid")]
    [InlineData("the price of returned goods is not goodwill", "", "return and refund", "200", "agent: within authority")]
    [InlineData("the order must keep a margin of 0 unless the owner overrides", "margin=8", "partial discount", "9", "owner: margin below the floor")]
    [InlineData("a margin of exactly 0 is kept", "margin=9", "partial discount", "9", "agent: within authority")]
    [InlineData("a reship costs no margin here", "margin=0", "reship", "80", "agent: within authority")]
    [InlineData("same order, buyer or payee paid within 30 days: a human look", "paid within 30 days=true", "partial discount", "5", "supervisor: paid within 30 days")]
    [InlineData("for refunds as well", "paid within 30 days=true", "refund only", "80", "supervisor: paid within 30 days")]
    [InlineData("the same photo used in another case: a human look", "photo seen before=true", "coupon", "5", "supervisor: photo seen before")]
    [InlineData("extortion locks goodwill to the supervisor", "extortion flag=true", "coupon", "5", "supervisor: extortion")]
    [InlineData("extortion does not lock what is owed", "extortion flag=true", "return and refund", "200", "agent: within authority")]
    [InlineData("phone agreement before it is confirmed in chat", "phone agreement unconfirmed=true", "partial discount", "5", "refused: phone agreement unconfirmed")]
    [InlineData("price difference before receipt is confirmed", "", "price difference", "5", "refused: receipt not confirmed")]
    [InlineData("price difference after receipt is confirmed", "receipt confirmed=true", "price difference", "5", "agent: within authority")]
    [InlineData("an apology costs nothing", "", "apology", "0", "agent: no money")]
    [InlineData("a used-up authority", "authority left=0", "coupon", "1", "supervisor: over one's authority")]
    [InlineData("several causes at once, the strictest decides", "margin=4; paid within 30 days=true", "partial discount", "5", "owner: margin below the floor, paid within 30 days")]
    public void ApprovalFor_AnAmount_SaysWhoAndWhy(string rule, string facts, string remedy, string amount, string expected)
    {
        var demand = Anything.Guide(Late + facts).ApprovalFor(remedy, decimal.Parse(amount, CultureInfo.InvariantCulture));
        $"{demand.Decider}: {string.Join(", ", demand.Causes)}".ShouldBe(expected, rule);
        demand.IsCertain.ShouldBeTrue();
    }

    [Theory]
    [InlineData("", 200, "0: agent; 15: supervisor; 60: owner")]
    [InlineData("", 15, "0: agent")]
    [InlineData("", 0, "0: agent")]
    [InlineData("authority left=0", 50, "0: supervisor")]
    [InlineData("item paid=900; margin=900; authority left=60", 900, "0: agent; 50: supervisor; 200: owner")]
    [InlineData("margin=8", 200, "0: agent; 8: owner")]
    [InlineData("item paid=12", 30, "0: agent; 12: refused")]
    public void ApprovalStepsFor_AllAmounts_AreWhereTheDeciderChanges(string facts, int upTo, string expected) =>
        string.Join("; ", Anything.Guide(Late + facts).ApprovalStepsFor("partial discount", upTo).Select(step => $"{step.Over:0.##}: {step.Demand.Decider}")).ShouldBe(expected);

    [Theory]
    [InlineData("offer=refused", "supervisor: asked by the playbook")]
    [InlineData("offer=refused; margin=4", "owner: margin below the floor")]
    [InlineData("offer=open", "agent: within authority")]
    public void ApprovalFor_ARemedyThatNeedsOneByItself_IsAskedForAnyAmount(string facts, string expected)
    {
        var demand = Desk.Of("Quality").Guide(Late + facts).ApprovalFor("partial discount", 5);
        $"{demand.Decider}: {string.Join(", ", demand.Causes)}".ShouldBe(expected);
    }

    [Theory]
    [InlineData(80, "agent: within authority")]
    [InlineData(81, "supervisor: over the bound")]
    [InlineData(201, "refused: more than was paid")]
    public void ApprovalFor_MoreThanTheBoundOfTheRemedy_IsForTheSupervisor(decimal amount, string expected)
    {
        var demand = Desk.Of("WrongItem").Guide("subtype=Missing; photo=confirms; weigh slip=confirms; stock=true").ApprovalFor("refund only", amount);
        $"{demand.Decider}: {string.Join(", ", demand.Causes)}".ShouldBe(expected);
    }

    [Fact]
    public void ApprovalFor_ABoundNotKnownYet_IsNotCertain_AndNotTheAgents()
    {
        var guidance = Desk.Of("WrongItem").Guide("subtype=Missing; photo=confirms; weigh slip=confirms; stock=true; piece paid=?");
        var refund = guidance.Options.Single(option => option.Remedy == "refund only");
        (refund.IsCertain, refund.UpTo, refund.IsBoundKnown).ShouldBe((true, null, false));
        Said(guidance.ApprovalFor("refund only", 150)).ShouldBe("supervisor: bound not known (not certain)");
    }

    [Fact]
    public void ApprovalFor_ARemedyThatMayStillCome_IsNotCertain_AndNotTheAgents()
    {
        var guidance = Desk.Of("WrongItem").Guide("subtype=Missing; photo=confirms; weigh slip=confirms");
        Said(guidance.ApprovalFor("reship", 0)).ShouldBe("supervisor: not settled yet (not certain)");
    }

    [Theory]
    [InlineData("reship", 50, "refused: forbidden by the playbook")]
    [InlineData("repair", 50, "refused: not offered by the playbook")]
    [InlineData("coupon", 61, "refused: margin below the floor, over one's authority, over the guide, not offered by the playbook")]
    public void ApprovalFor_WhatThePlaybookDoesNotLetAnybodyOffer_IsRefused(string remedy, decimal amount, string expected) =>
        Said(Desk.Of("WrongItem").Guide("subtype=Missing; photo=confirms; weigh slip=confirms; stock=false").ApprovalFor(remedy, amount)).ShouldBe(expected);

    [Fact]
    public void ApprovalFor_WithoutAMoneyTable_IsNobodys()
    {
        var whole = DefaultPlaybooks.Of("WrongItem");
        var guidance = new Desk(whole with { Decisions = [.. whole.Decisions.Where(decision => decision.Name != "approval")] }).Guide("subtype=Missing; photo=confirms; weigh slip=confirms; stock=true");
        Said(guidance.ApprovalFor("refund only", 5)).ShouldBe("refused:  (not certain)");
    }

    [Fact]
    public void ApprovalFor_RowsInAnyOrder_IsTheStrictest()
    {
        var whole = DefaultPlaybooks.Of("WrongItem");
        var rows = new Desk(whole with { Decisions = [.. whole.Decisions.Select(decision => decision.Name != "approval" ? decision : decision with { Logic = Backwards((DecisionTable)decision.Logic) })] });
        Said(rows.Guide("subtype=Missing; photo=confirms; weigh slip=confirms; stock=true; photo seen before=true").ApprovalFor("refund only", 5)).ShouldBe("supervisor: photo seen before");

        static DecisionTable Backwards(DecisionTable table) => table with { HitPolicy = HitPolicy.RuleOrder, Rows = [.. table.Rows.Reverse()] };
    }

    [Fact]
    public void ApprovalFor_WithFactsMissing_IsTheStrictestPossible()
    {
        var demand = Desk.Of("Quality").Guide(Late + "margin=?").ApprovalFor("partial discount", 5);
        (demand.Decider, demand.IsCertain).ShouldBe(("owner", false));
    }

    [Theory]
    [MemberData(nameof(DefaultPlaybookTests.Types), MemberType = typeof(DefaultPlaybookTests))]
    public void Approval_OfEveryType_IsTheSharedOne(string type) =>
        Desk.Of(type).Guide("region=same city").ApprovalFor("partial discount", 11).Causes.ShouldContain("over the guide");

    private static string Said(ApprovalDemand demand) => $"{demand.Decider}: {string.Join(", ", demand.Causes)}{(demand.IsCertain ? "" : " (not certain)")}";

    private static Playbook OfferingAll(string type)
    {
        var whole = DefaultPlaybooks.Of(type);
        return whole with { Decisions = [.. whole.Decisions.Select(decision => decision.Name != "remedies" ? decision : decision with { Logic = Offering((DecisionTable)decision.Logic) })] };

        static DecisionTable Offering(DecisionTable table) => table with
        {
            Rows = [.. OutcomeCatalogue.Remedies.Words.Select(remedy => new TableRow([.. table.Inputs.Select(_ => "-")], [$"\"{remedy}\"", "\"allowed\"", "100000", "\"none\""]))],
        };
    }

    [Fact]
    public void Deciders_AreOrderedByStrictness() =>
        OutcomeCatalogue.Deciders.Words.ShouldBe(["refused", "owner", "supervisor", "agent"]);
}
