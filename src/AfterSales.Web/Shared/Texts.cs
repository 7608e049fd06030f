using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using AfterSales.Domain.Customers;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Shared;

namespace AfterSales.Web.Shared;

/// <summary>
/// Every string a person reads. The key names its resource file first: <c>Cases.Claim</c> is the entry <c>Claim</c> of
/// <c>Resources/Cases.resx</c> (简体中文) and <c>Cases.en.resx</c> (English). One per request or circuit: it keeps the
/// language it was made in, because a live update arrives on a thread that knows no language.
/// </summary>
public sealed class Texts
{
    private static readonly ConcurrentDictionary<string, ResourceManager> Files = new(StringComparer.Ordinal);

    private readonly Plurals _plurals;

    public Texts() : this(CultureInfo.CurrentUICulture) { }

    public Texts(CultureInfo culture) => (Culture, _plurals) = (culture, new(culture));

    public CultureInfo Culture { get; }

    public bool IsChinese => Culture.TwoLetterISOLanguageName == "zh";

    /// <summary>The text, with its {0}, {1}… filled in; what is filled in turns nothing round that stands behind it; English tells one from several (<see cref="Plurals"/>). A key without a text answers itself, so a gap is seen, not hidden.</summary>
    public string this[string key, params object?[] args]
    {
        get
        {
            var text = Find(key) ?? key;
            return args.Length == 0 ? text : string.Format(_plurals, text, [.. args.Select(arg => arg is string word ? PlainText.Undirected(Said(word)) : arg)]);
        }
    }

    /// <summary>What somebody said, or on which day it was erased (<see cref="Erased"/>).</summary>
    public string Said(string? text) => Erased.MarkedOn(text) is { } day ? this["Shared.ErasedOn", day.ToString(this["Shared.DateFormat"], Culture)] : text ?? "";

    /// <summary>The word for a value of an enumeration: entry <c>{Type}.{Value}</c> of Resources/Words.</summary>
    public string Word<T>(T value) where T : struct, Enum => this[$"Words.{typeof(T).Name}.{value}"];

    public string? Word<T>(T? value) where T : struct, Enum => value is { } v ? Word(v) : null;

    /// <summary>The sentence of a refusal: entry <c>{Code}</c> of Resources/Refusals.</summary>
    public string Sentence(Refusal refusal) => Sentence(refusal.Code, refusal.Args);

    public string Sentence(string code, params object?[] args) => this[$"Refusals.{code}", [.. args.Select(arg => Readable(code, arg))]];

    /// <summary>Several sentences in one line. Chinese puts ； between them; English ends each with a full stop, so that what follows begins with a capital. The last has none.</summary>
    public string Sentences(IEnumerable<string> sentences) =>
        string.Join(this["Shared.SentenceBreak"], sentences.Select((sentence, place) => place == 0 || IsChinese || sentence.Length == 0 ? sentence : char.ToUpper(sentence[0], Culture) + sentence[1..]));

    public string? Find(string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0) return null;
        var file = Files.GetOrAdd(key[..dot], name => new ResourceManager($"AfterSales.Web.Resources.{name}", typeof(Texts).Assembly));
        try
        {
            return file.GetString(key[(dot + 1)..], Culture);
        }
        catch (MissingManifestResourceException)
        {
            return null;
        }
    }

    /// <summary>5 分钟, 1 小时 30 分钟, 48 小时, 3 天: all of a duration.</summary>
    public string Length(TimeSpan length)
    {
        length = length.Duration();
        var days = length >= TimeSpan.FromDays(3) ? length.Days : 0;
        var hours = (int)(length - TimeSpan.FromDays(days)).TotalHours;
        (string Unit, int Amount)[] parts = [("Days", days), ("Hours", hours), ("Minutes", length.Minutes), ("Seconds", length.Seconds)];
        var said = parts.Where(part => part.Amount > 0).Select(part => this[$"Shared.{part.Unit}", part.Amount]).ToList();
        return said.Count == 0 ? this["Shared.Seconds", 0] : string.Join(' ', said);
    }

    // A refusal names states, types, facts and playbooks by their code, and durations as they are; people read words.
    private object? Readable(string code, object? arg) => arg switch
    {
        decimal yuan when code is "fact.piece_over_item" => Formats.Money(yuan),
        string name when code.StartsWith("fact.", StringComparison.Ordinal) => Find($"Playbooks.Fact.{name}") ?? name,
        string name when code.StartsWith("playbook.", StringComparison.Ordinal) => Find($"Words.CaseType.{name}") ?? Find($"Playbooks.Decision.{name}") ?? Find($"Playbooks.{name}") ?? name,
        PhrasePlace.Mark when code.StartsWith("phrase.place_", StringComparison.Ordinal) => this["Rules.PhrasePlace"],
        string uses when code is "phrase.in_use" => string.Join(this["Shared.ListSeparator"], uses.Split('|').Select(Use)),
        string names when code is "pay.grade_in_use" => string.Join(this["Shared.ListSeparator"], names.Split('|')),
        string words when code is "case.actions_open" or "case.checks_waiting" => string.Join(this["Shared.ListSeparator"], words.Split('|').Select(Outcome)),
        string word when code.StartsWith("action.", StringComparison.Ordinal) || code.StartsWith("remedy.", StringComparison.Ordinal) => Outcome(word),
        string platform when code.StartsWith("batch.", StringComparison.Ordinal) => Find($"Ledger.Platform.{platform}") ?? platform,
        decimal yuan when code.StartsWith("batch.", StringComparison.Ordinal) || code.StartsWith("payout.", StringComparison.Ordinal) => Formats.Money(yuan),
        string name when code == "approval.laxer" => Find($"Playbooks.Decider.{name}") ?? name,
        PlaybookProblem inner => Sentence(inner.Code, [.. inner.Args]),
        Enum e => Find($"Words.{e.GetType().Name}.{e}") ?? e.ToString(),
        TimeSpan length => Length(length),
        _ => arg,
    };

    // A playbook, or the draft of one.
    private string Use(string name) => name.Split(':') is ["draft", var draft] ? this["Playbooks.DraftOf", Use(draft)] : Find($"Words.CaseType.{name}") ?? Find($"Playbooks.{name}") ?? name;

    // A remedy, an obligation or a cause, in the word of the outcomes catalogue.
    private string Outcome(string word) => Find($"Playbooks.Remedy.{word}") ?? Find($"Playbooks.Obligation.{word}") ?? Find($"Playbooks.Evidence.{word}") ?? Find($"Playbooks.Cause.{word}") ?? word;
}
