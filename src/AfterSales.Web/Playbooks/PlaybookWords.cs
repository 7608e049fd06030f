using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Stores;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary>
/// The words of playbooks for people: facts, answers and outcomes (Resources/Playbooks). What a supervisor made up, and no resource knows, is shown as it
/// is written.
/// </summary>
public static class PlaybookWords
{
    /// <summary>A case type, or what all types share.</summary>
    public static string Playbook(this Texts texts, string name) =>
        Enum.TryParse<CaseType>(name, out var type) ? texts.Word(type) : texts.Find($"Playbooks.{name}") ?? name;

    public static string Fact(this Texts texts, string name) => texts.Find($"Playbooks.Fact.{name}") ?? name;

    /// <summary>The question by which a fact is asked.</summary>
    public static string Question(this Texts texts, string name) => texts.Find($"Playbooks.Question.{name}") ?? texts.Fact(name);

    /// <summary>The value of a fact: a word, yes or no, a number, yuan.</summary>
    public static string FactValue(this Texts texts, string fact, in Value value) => value.Kind switch
    {
        ValueKind.Unknown => texts["Playbooks.Unknown"],
        ValueKind.Null => texts["Playbooks.None"],
        ValueKind.Text when fact == "subtype" => Enum.TryParse<CaseSubtype>(value.AsText, out var subtype) ? texts.Word(subtype) : value.AsText,
        ValueKind.Text when fact == "chosen remedy" => texts.Outcome("Remedy", value.AsText),
        ValueKind.Text => texts.Find($"Playbooks.Value.{fact}.{value.AsText}") ?? value.AsText,
        ValueKind.Boolean => texts.Find($"Playbooks.Value.{fact}.{value}") ?? value.ToString(),
        ValueKind.Number when FactCatalogue.Find(fact)?.Definition.Type.IsMoney == true => Formats.Money(value.AsNumber),
        _ => value.ToString(),
    };

    /// <summary>The same for a value as it is kept: as a cell would write it.</summary>
    public static string FactValue(this Texts texts, string fact, string? written) =>
        written is null ? texts["Playbooks.Unknown"]
        : FeelParser.ParseExpression(written, FeelScope.Empty).Value is Expression.Literal { Value: var value } ? texts.FactValue(fact, value) : written;

    /// <summary>
    /// What is said for a phrase (话术) in these texts' language: in the store's own words where it has some, otherwise in the product's. A phrase of the store's own that says
    /// nothing in this language says what it says in another. Null for a phrase that neither knows, as a file from elsewhere may name.
    /// </summary>
    public static string? Phrase(this Texts texts, PhraseBook book, string phrase) =>
        (book.Say(phrase, texts.Culture.Name)?.Text ?? texts.Find($"Playbooks.Phrase.{phrase}"))
        ?? Store.Languages.Select(language => book.Say(phrase, language)?.Text).FirstOrDefault(text => text is not null);

    /// <summary>The latest version: 第 3 版，现行; or that it will be in force in a moment.</summary>
    public static string Standing(this Texts texts, int latest, DateTimeOffset inForceFrom, DateTimeOffset now) => texts[inForceFrom <= now ? "Rules.InForce" : "Rules.InForceSoon", latest];

    /// <summary>A word of the outcomes catalogue.</summary>
    /// <param name="kind">Remedy, Obligation, Party, …</param>
    public static string Outcome(this Texts texts, string kind, string? word) => word is null ? "" : texts.Find($"Playbooks.{kind}.{word}") ?? word;
}
