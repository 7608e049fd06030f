using System.Globalization;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary>
/// A playbook in the reader's words: columns, conditions, what rows say and why. What cannot be said in words is shown as it is written.
/// </summary>
/// <param name="own">The playbook's own file.</param>
/// <param name="shared">What it is read with; null for what all types share itself.</param>
/// <param name="phrases">The store's own phrases, which rows may say; null where none are needed.</param>
public sealed class RuleWords(Texts texts, Playbook own, Playbook? shared, PhraseBook? phrases = null)
{
    private const string English = "en";

    private readonly Playbook _whole = shared is null ? own : own.With(shared);

    /// <summary>What cells may name.</summary>
    public FeelScope Scope => field ??= _whole.Scope();

    /// <summary>Its own named values, in the order of the file.</summary>
    public IReadOnlyList<NamedNumber> Numbers => field ??= [.. NumbersOf(own)];

    /// <summary>Every named value that rows may read: its own, and those that all types share.</summary>
    public IReadOnlyList<NamedNumber> AllNumbers => field ??= [.. NumbersOf(_whole)];

    /// <summary>Its own tables, in the order of the file.</summary>
    public IEnumerable<(Decision Decision, DecisionTable Table)> Tables => own.Decisions.Where(one => one.Logic is DecisionTable).Select(one => (one, (DecisionTable)one.Logic));

    /// <summary>Decisions that are computed, other than numbers with a name.</summary>
    public IEnumerable<(Decision Decision, LiteralExpression Expression)> Computed =>
        own.Decisions.Where(one => one.Logic is LiteralExpression && !IsNumber(one)).Select(one => (one, (LiteralExpression)one.Logic));

    /// <summary>A fact, a decision or one of its outputs by the name that cells write.</summary>
    public string Name(string name)
    {
        if (texts.Find($"Playbooks.Fact.{name}") is { } fact) return fact;
        if (texts.Find($"Playbooks.Decision.{name}") is { } decision) return WithoutUnit(decision);
        var giver = _whole.Decisions.FirstOrDefault(one => name.StartsWith(one.Name + '.', StringComparison.Ordinal));
        if (giver is not null) return texts["Rules.OutputOf", Name(giver.Name), OutputLabel(giver, name[(giver.Name.Length + 1)..])];
        return _whole.Decisions.FirstOrDefault(one => one.Name == name)?.Label is { } label ? WithoutUnit(label) : _whole.Facts.FirstOrDefault(one => one.Name == name)?.Label ?? name;
    }

    public RuleColumn Input(TableInput input)
    {
        var read = FeelParser.ParseExpression(input.Expression, Scope).Value;
        var (subject, type) = read is Expression.Name name ? (name.Written, name.Type) : ("", new FactType(read?.Kind ?? ValueKind.Unknown));
        var label = input.Label is { Length: > 0 } && subject.Length == 0 ? input.Label : ExpressionOf(input.Expression);
        return new(read?.ToString() ?? input.Expression, label, subject, type, ChoicesOf(subject, type));
    }

    public RuleColumn Output(Decision decision, TableOutput output)
    {
        var subject = decision.Name == output.Name ? decision.Name : $"{decision.Name}.{output.Name}";
        return new(output.Name, OutputLabel(decision, output.Name), subject, output.Type, ChoicesOf(subject, output.Type));
    }

    /// <summary>A condition: “称重：相符 或 缺失”, “≤ 3 天”, “任何”.</summary>
    public string Condition(RuleColumn column, string cell)
    {
        var form = CellForm.Of(cell, column.IsListed, Scope);
        return form.Kind switch
        {
            TestKind.Anything => texts["Rules.Anything"],
            TestKind.AnyOf => string.Join(texts["Rules.Or"], form.Values.Select(value => Said(column, value))),
            TestKind.NoneOf => texts["Rules.NotThese", string.Join(texts["Rules.ListComma"], form.Values.Select(value => Said(column, value)))],
            TestKind.AtLeast => texts["Rules.SignAtLeast", Said(column, form.End)],
            TestKind.MoreThan => texts["Rules.SignMoreThan", Said(column, form.End)],
            TestKind.AtMost => texts["Rules.SignAtMost", Said(column, form.End)],
            TestKind.LessThan => texts["Rules.SignLessThan", Said(column, form.End)],
            TestKind.Equal => Said(column, form.End),
            TestKind.NotEqual => texts["Rules.NotThese", Said(column, form.End)],
            TestKind.Between when form is { LowBelongs: true, HighBelongs: true } => texts["Rules.FromTo", Said(column, form.End), Said(column, form.High)],
            TestKind.Between => texts["Rules.RangeOpen",
                texts[form.LowBelongs ? "Rules.SignAtLeast" : "Rules.SignMoreThan", Said(column, form.End)], texts[form.HighBelongs ? "Rules.SignAtMost" : "Rules.SignLessThan", Said(column, form.High)]],
            TestKind.Missing => texts["Playbooks.None"],
            _ => cell.Trim(),
        };
    }

    /// <summary>What a row says in a column; nothing for a cell that says nothing.</summary>
    public string Says(RuleColumn column, string cell) => cell.Trim() is "" or "-" or "null" ? "" : Said(column, cell);

    /// <summary>A value in words, as a cell writes it; a name or an expression is read out.</summary>
    public string Said(RuleColumn column, string written) =>
        FeelParser.ParseExpression(written, Scope).Value is Expression.Literal { Value: var value } ? Value(column.Subject, column.Type, value) : ExpressionOf(written, column);

    /// <summary>Why a row is there, in the reader's language; in the other one where it is said in that alone.</summary>
    public string Reason(DecisionTable table, TableRow row)
    {
        var mine = RowReasons.Of(table, row, texts.Culture.Name);
        if (mine.Length > 0) return mine;
        var other = RowReasons.Of(table, row, texts.IsChinese ? English : "zh-CN");
        return other.Length > 0 ? other : row.Annotations.FirstOrDefault(note => !string.IsNullOrWhiteSpace(note))?.Trim() ?? row.Description?.Trim() ?? "";
    }

    /// <summary>A value of a fact, a decision or an output.</summary>
    public string Value(string subject, FactType type, in Value value) => value.Kind switch
    {
        ValueKind.Unknown => texts["Playbooks.Unknown"],
        ValueKind.Null => texts["Playbooks.None"],
        ValueKind.Boolean when FactCatalogue.Find(subject) is null => texts[value.AsBoolean ? "Rules.Yes" : "Rules.No"],
        ValueKind.Text when KindOf(subject) is { } kind => phrases?.Find(value.AsText) is { } phrase ? Name(phrase) : PhrasePlaces.Show(texts.Outcome(kind, value.AsText), texts.Culture.Name),
        ValueKind.Number when type.IsMoney => Money(value.AsNumber),
        ValueKind.Number when subject == "days since signed" => texts["Rules.Amount_Days", Number(value.AsNumber)],
        ValueKind.Number when subject.EndsWith(".hours", StringComparison.Ordinal) => texts["Rules.Amount_Hours", Number(value.AsNumber)],
        ValueKind.Number => Number(value.AsNumber),
        _ => texts.FactValue(subject, value),
    };

    /// <summary>A number with its unit.</summary>
    public string Amount(NumberUnit unit, decimal value) => unit switch
    {
        NumberUnit.Yuan => Money(value),
        NumberUnit.Share => texts["Rules.Amount_Share", Number(value * 100)],
        NumberUnit.None => Number(value),
        _ => texts[$"Rules.Amount_{unit}", Number(value)],
    };

    /// <summary>An expression with the names read out: “商品实付 ≥ 高价商品起点”.</summary>
    public string ExpressionOf(string written, RuleColumn? column = null) =>
        FeelParser.ParseExpression(written, Scope).Value is { } read ? new ExpressionWords(Name, value => Value(column?.Subject ?? "", column?.Type ?? FactType.Number, value)).Of(read) : written.Trim();

    // Labels of numbers name their unit for who reads the file; here every number is said with it.
    private string WithoutUnit(string label)
    {
        foreach (var unit in (NumberUnit[])[NumberUnit.Yuan, NumberUnit.Hours])
        {
            var words = texts[$"Rules.Unit_{unit}"];
            string[] endings = [$"（{words}）", $" ({words})"];
            if (Array.Find(endings, ending => label.EndsWith(ending, StringComparison.Ordinal)) is { } found) return label[..^found.Length];
        }
        return label;
    }

    private string OutputLabel(Decision decision, string output) =>
        texts.Find($"Rules.Output.{decision.Name}.{output}")
        ?? (decision.Name == output ? Name(decision.Name) : (decision.Logic as DecisionTable)?.Outputs.FirstOrDefault(one => one.Name == output)?.Label ?? output);

    private static string? KindOf(string subject) => subject switch
    {
        "situation" => "Situation",
        "window" => "Window",
        "price class" => "PriceClass",
        "kind of money" => "MoneyKind",
        _ => OutcomeCatalogue.ByOutput.GetValueOrDefault(subject)?.Kind,
    };

    private List<Choice> ChoicesOf(string subject, FactType type)
    {
        if (type.IsList) return [];
        var values = type.Kind == ValueKind.Boolean ? [Domain.Playbooks.Values.Value.True, Domain.Playbooks.Values.Value.False] : type.Enumerated(FeelScope.Empty);
        var listed = values.Where(value => value.Kind is ValueKind.Text or ValueKind.Boolean).ToList();
        return [.. (KindOf(subject) == OutcomeCatalogue.Phrases.Kind ? WithOwn(listed) : listed).Select(value => new Choice(value.ToString(), Value(subject, type, value)))];
    }

    // Rows may say the store's own, whether or not the table lists them yet; where it lists nothing, every phrase there is.
    private IEnumerable<Value> WithOwn(List<Value> listed) =>
        (listed.Count > 0 ? listed : OutcomeCatalogue.Phrases.Words.Select(Domain.Playbooks.Values.Value.Of))
            .Union((phrases?.Own ?? []).Where(phrase => !phrase.IsRetired).Select(phrase => Domain.Playbooks.Values.Value.Of(phrase.Key)));

    private string Name(OwnPhrase phrase) => phrase.IsRetired ? texts["Rules.RetiredPhrase", phrase.Name] : phrase.Name;

    private IEnumerable<NamedNumber> NumbersOf(Playbook playbook) =>
        from decision in playbook.Decisions
        where IsNumber(decision)
        let literal = (LiteralExpression)decision.Logic
        select new NamedNumber(
            decision.Name, Name(decision.Name), NamedNumber.UnitOf(decision.Name, literal.Type.IsMoney),
            FeelParser.ParseExpression(literal.Text, FeelScope.Empty).Value is Expression.Literal { Value: { Kind: ValueKind.Number } value } ? value.AsNumber : null,
            [.. _whole.ReadersOf(decision.Name).Select(Name)]);

    private static bool IsNumber(Decision decision) =>
        decision.Logic is LiteralExpression { Text: var text } && FeelParser.ParseExpression(text, FeelScope.Empty).Value is Expression.Literal { Value.Kind: ValueKind.Number };

    private static string Money(decimal yuan) => decimal.Truncate(yuan) == yuan ? Formats.Money(yuan)[..^3] : Formats.Money(yuan);

    private static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
