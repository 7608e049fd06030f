using System.Globalization;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Tests.Playbooks;

/// <summary>Whatever a playbook may ask or answer is said to people in both languages.</summary>
public sealed class PlaybookTextTests
{
    public static TheoryData<string> Languages => ["zh-CN", "en"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryFact_HasALabelAndAQuestion(string language) =>
        Missing(language, FactCatalogue.All.SelectMany(fact => new[] { $"Fact.{fact.Name}", $"Question.{fact.Name}" })).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryAnswer_HasAWord(string language) => Missing(language, FactCatalogue.All.SelectMany(Answers)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryOutcome_HasAWord(string language) =>
        Missing(language, OutcomeCatalogue.All.SelectMany(outcome => outcome.Words.Select(word => $"{outcome.Kind}.{word}"))).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryDecision_OfADefaultPlaybook_HasAName(string language) =>
        Missing(language, Playbooks.SelectMany(playbook => playbook.Decisions).Select(decision => $"Decision.{decision.Name}")).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Languages))]
    public void EverySituation_OfADefaultPlaybook_HasAWord(string language)
    {
        var situations = Playbooks.SelectMany(playbook => playbook.Decisions).Where(decision => decision.Name == "situation")
            .SelectMany(decision => ((DecisionTable)decision.Logic).Outputs[0].Type.Enumerated(FeelScope.Empty)).Select(value => $"Situation.{value.AsText}").ToList();
        situations.Count.ShouldBeGreaterThan(50);
        Missing(language, situations).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void WhoAnswers_HasAWord(string language) =>
        Missing(language, Enum.GetNames<AnsweredBy>().Select(by => $"{nameof(AnsweredBy)}.{by}")).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryProblem_OfOutcomes_HasASentence(string language)
    {
        var texts = new Texts(CultureInfo.GetCultureInfo(language));
        string[] codes = [.. OutcomeCheck.Rules.Select(rule => rule.Code), "remedy.word_unknown", "remedy.word_missing", "playbook.output_missing"];
        codes.Where(code => texts.Find($"Refusals.{code}") is null).ShouldBeEmpty();
    }

    private static IEnumerable<Playbook> Playbooks => DefaultPlaybooks.Types.Select(DefaultPlaybooks.Of);

    /// <summary>Subtypes and remedies have words of their own.</summary>
    private static IEnumerable<string> Answers(CatalogueFact fact) => (fact.Name, fact.Definition.Type) switch
    {
        ("subtype" or "chosen remedy", _) => [],
        (_, { Kind: ValueKind.Boolean }) => [$"Value.{fact.Name}.true", $"Value.{fact.Name}.false"],
        (_, { Kind: ValueKind.Text } type) => type.Enumerated(FeelScope.Empty).Select(value => $"Value.{fact.Name}.{value.AsText}"),
        _ => [],
    };

    private static IEnumerable<string> Missing(string language, IEnumerable<string> keys)
    {
        var texts = new Texts(CultureInfo.GetCultureInfo(language));
        return keys.Where(key => string.IsNullOrWhiteSpace(texts.Find($"Playbooks.{key}")));
    }
}
