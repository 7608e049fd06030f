using AfterSales.Domain.Cases;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;
using static AfterSales.Domain.Tests.Playbooks.Tables;

namespace AfterSales.Domain.Tests.Playbooks.Defaults;

public sealed class CatalogueTests
{
    [Fact]
    public void Subtypes_OfTheCatalogue_AreThoseOfCases() =>
        FactCatalogue.Find("subtype")!.Definition.Type.Enumerated(FeelScope.Empty).Select(value => value.AsText).ShouldBe(Enum.GetNames<CaseSubtype>());

    [Fact]
    public void Facts_ThatTheSystemKnows_CostNothing_AndTheOthersRiseWithWhomTheyTrouble()
    {
        FactCatalogue.All.ShouldAllBe(fact => fact.IsAsked == fact.Definition.Cost > 0);
        decimal Dearest(AnsweredBy by) => FactCatalogue.All.Where(fact => fact.By == by && fact.Name is not ("own fault" or "fault found")).Max(fact => fact.Definition.Cost);
        decimal[] costs = [Dearest(AnsweredBy.System), Dearest(AnsweredBy.Agent), Dearest(AnsweredBy.Buyer), Dearest(AnsweredBy.Warehouse), Dearest(AnsweredBy.Courier)];
        costs.ShouldBe(costs.Order());
        costs.ShouldBeUnique();
    }

    [Fact]
    public void EveryFact_IsReadBySomePlaybook() =>
        FactCatalogue.All.Select(fact => fact.Name).Except(DefaultPlaybooks.Types.SelectMany(type => DefaultPlaybooks.Of(type).Facts).Select(fact => fact.Name)).ShouldBeEmpty();

    [Fact]
    public void EveryWord_IsSaidBySomePlaybook()
    {
        var said = (from type in DefaultPlaybooks.Types
                    from decision in DefaultPlaybooks.Of(type).Decisions
                    where decision.Logic is DecisionTable
                    let table = (DecisionTable)decision.Logic
                    from output in table.Outputs.Select((output, place) => (output.Name, place))
                    let words = OutcomeCatalogue.ByOutput.GetValueOrDefault($"{decision.Name}.{output.Name}")
                    where words is not null
                    from row in table.Rows
                    select (words.Kind, Word: row.Outputs[output.place].Trim('"'))).ToHashSet();
        (string, string)[] beside = [("Cause", "not offered by the playbook"), ("Cause", "forbidden by the playbook"), ("Cause", "not settled yet"), ("Cause", "bound not known"), ("Cause", "over the store's day")];
        // Nothing by default is the owner's by itself or the platform's fault; what a remedy itself asks is seen when an amount is named.
        OutcomeCatalogue.All.SelectMany(words => words.Words.Select(word => (words.Kind, Word: word))).Except(said).ShouldBe([("Party", "platform"), ("Need", "owner"), ("Cause", "over the bound"), ("Cause", "asked by the playbook"), .. beside], ignoreOrder: true);
    }

    [Fact]
    public void Check_RemedyWithoutBound_IsNamedByItsRow()
    {
        var found = Remedies("- => \"coupon\" | \"preferred\" | -", "- => \"apology\" | \"allowed\" | -", "- => \"reship\" | \"forbidden\" | -", "- => \"gift\" | \"allowed\" | 5").Compiled().Check(OutcomeCheck.Rules);
        var problem = found.Where(one => one.Code == "remedy.unbounded").ShouldHaveSingleItem();
        (problem.Decision, problem.Rows.ShouldHaveSingleItem(), problem.Severity).ShouldBe(("remedies", 0, Severity.Error));
    }

    [Fact]
    public void Check_RemedyThatStandsTwoWaysAtOnce_IsNamedByItsRowsAndFacts()
    {
        var found = Remedies("true => \"gift\" | \"preferred\" | 5", "- => \"gift\" | \"forbidden\" | -", "false => \"gift\" | \"forbidden\" | -", "- => \"coupon\" | \"allowed\" | 5").Compiled().Check(OutcomeCheck.Rules).ShouldHaveSingleItem();
        (found.Code, found.Decision, found.Severity).ShouldBe(("remedy.standing_twice", "remedies", Severity.Warning));
        found.Rows.ShouldBe([0, 1]);
        found.Example.Select(fact => $"{fact.Name} = {fact.Value}").ShouldBe(["stock = true"]);
    }

    [Theory]
    [InlineData("5", "50", true)]
    [InlineData("5", "paid", true)]
    [InlineData("5", "5", false)]
    [InlineData("paid", "paid", false)]
    public void Check_RowsThatNameTwoBoundsForOneRemedy_AreNamed(string one, string other, bool isFound)
    {
        var remedies = Remedies($"true => \"gift\" | \"allowed\" | {one}", $"- => \"gift\" | \"allowed\" | {other}", "- => \"coupon\" | \"allowed\" | 7");
        var found = (remedies with { Facts = [.. remedies.Facts, Fact("paid", FactType.Money)] }).Compiled().Check(OutcomeCheck.Rules)
            .Where(problem => problem.Code == "remedy.bound_twice").ToList();
        found.Count.ShouldBe(isFound ? 1 : 0);
        found.ShouldAllBe(problem => problem.Decision == "remedies" && problem.Rows.SequenceEqual(new[] { 0, 1 }) && problem.Severity == Severity.Warning);
    }

    [Fact]
    public void CheckOutcomes_WordThatNobodyKnows_IsNamedByRowAndColumn()
    {
        var problem = Remedies("- => \"coupon\" | \"preferred\" | 5", "- => \"cash\" | \"allowed\" | 5").CheckOutcomes().ShouldHaveSingleItem();
        (problem.Code, problem.Decision, problem.Rows.ShouldHaveSingleItem(), problem.Column).ShouldBe(("remedy.word_unknown", "remedies", 1, 1));
    }

    [Fact]
    public void CheckOutcomes_APhraseThatIsNotOfTheCatalogue_IsTheStoresOwn_OrAWarningThatNamesRowAndColumn()
    {
        var playbook = Phrases("- => \"restate\" | \"confirming\"", "- => \"own-1\" | \"confirming\"", "- => \"own-2\" | \"confirming\"", "- => \"own-3\" | \"noon\"");
        playbook.PhrasesSaid().ShouldBe(["restate", "own-1", "own-2", "own-3"], ignoreOrder: true);
        playbook.CheckOutcomes(new(new HashSet<string> { "own-1" }, new HashSet<string> { "own-2" })).Select(problem => (problem.Code, problem.Severity, problem.Rows[0], problem.Column)).ShouldBe(
            [("phrase.retired", Severity.Warning, 2, 1), ("phrase.unknown", Severity.Warning, 3, 1), ("remedy.word_unknown", Severity.Error, 3, 2)], ignoreOrder: true);
        playbook.CheckOutcomes().Count(problem => problem.Code == "phrase.unknown").ShouldBe(3, "without a store there are none of its own");
    }

    [Theory]
    [InlineData("请把{0}寄回来", null)]
    [InlineData("好的 ^_^ }{", null)]
    [InlineData("请把{1}寄回来", "{1}")]
    [InlineData("{0}，{商品}", "{商品}")]
    public void PhrasePlace_WhatNothingWouldBePutInFor_IsFound(string text, string? place) => PhrasePlace.Unknown(text).ShouldBe(place);

    [Fact]
    public void With_WhatBothDeclare_IsThePlaybooksOwn()
    {
        var shared = Playbook([Fact("paid", FactType.Money, 2), Fact("margin", FactType.Money)], Formula("guide", FactType.Money, "10"), Formula("half", FactType.Money, "paid / 2"));
        var own = Playbook([Fact("paid", FactType.Money)], Formula("guide", FactType.Money, "20"), Formula("offer", FactType.Money, "min(guide, half)"));
        var whole = own.With(shared);
        whole.Facts.Select(fact => (fact.Name, fact.Cost)).ShouldBe([("paid", 1m), ("margin", 1m)]);
        whole.Compiled().Says("offer", ("paid", Value.Of(100m))).ShouldBe("20");
    }

    private static Playbook Remedies(params string[] rows) => Playbook(
        [Fact("stock", FactType.Boolean)],
        Table("remedies", HitPolicy.RuleOrder, "stock", [Output("remedy", FactType.Text), Output("standing", FactType.Text), Output("up to", FactType.Money)], rows));

    private static Playbook Phrases(params string[] rows) => Playbook(
        [Fact("stock", FactType.Boolean)],
        Table("phrases", HitPolicy.RuleOrder, "stock", [Output("phrase", FactType.Text), Output("step", FactType.Text)], rows));
}
