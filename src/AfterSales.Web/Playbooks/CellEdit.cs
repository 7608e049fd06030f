using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Web.Playbooks;

/// <summary>What a person is making of one cell, and whether it can be read. One for a condition, one for what a row says.</summary>
public sealed class CellEdit
{
    private readonly RuleWords _words;

    private CellEdit(RuleColumn column, string text, bool isCondition, RuleWords words)
    {
        (Column, IsCondition, _words) = (column, isCondition, words);
        Read(text);
    }

    public RuleColumn Column { get; }

    /// <summary>Whether it is an input's; otherwise an output's.</summary>
    public bool IsCondition { get; }

    /// <summary>For a condition: what the form says. For an output: <see cref="TestKind.Equal"/>, nothing or as written.</summary>
    public CellForm Form { get; private set; } = CellForm.Anything;

    /// <summary>Why it cannot be kept as it is.</summary>
    public FeelError? Error { get; private set; }

    /// <summary>What the menu offers.</summary>
    public IReadOnlyList<TestKind> Kinds => IsCondition ? CellForm.KindsFor(Column.Type, Column.IsListed) : [TestKind.Anything, TestKind.Equal, TestKind.Written];

    /// <summary>As a cell writes it.</summary>
    public string Text => IsCondition || Form.Kind != TestKind.Anything ? Form.Write() : "";

    public static CellEdit Condition(RuleColumn column, string text, RuleWords words) => new(column, text, isCondition: true, words);

    public static CellEdit Output(RuleColumn column, string text, RuleWords words) => new(column, text, isCondition: false, words);

    /// <summary>Another test; what it is compared with stays where it fits.</summary>
    public void Choose(TestKind kind)
    {
        var text = Text;
        // Yes and no exclude each other: a condition on them starts with yes.
        var values = kind == TestKind.AnyOf && Form.Values.IsEmpty && Column.Type.Kind == ValueKind.Boolean ? [Column.Choices[0].Written] : Form.Values;
        Form = Form with { Kind = kind, Text = kind == TestKind.Written ? text : Form.Text, Values = values };
        Error = null;
    }

    public void Change(Func<CellForm, CellForm> change) => (Form, Error) = (change(Form), null);

    public void Tick(string value, bool isTicked)
    {
        var wanted = Form.Values.Remove(value);
        if (isTicked) wanted = wanted.Add(value);
        Change(form => form with { Values = [.. Column.Choices.Select(choice => choice.Written).Where(wanted.Contains), .. wanted.Where(one => Column.Choices.All(choice => choice.Written != one))] });
    }

    /// <summary>Takes the text as it is written; the form shows it where it can.</summary>
    public void Write(string text) => Read(text);

    /// <summary>Whether it can be kept; otherwise <see cref="Error"/> says why.</summary>
    public bool IsSound()
    {
        var missing = Form.Kind switch
        {
            TestKind.AnyOf or TestKind.NoneOf => Form.Values.IsEmpty ? "cell.none_chosen" : null,
            TestKind.Between => Form.End.Length == 0 ? "cell.low_missing" : Form.High.Length == 0 ? "cell.high_missing" : null,
            TestKind.Anything or TestKind.Missing or TestKind.Written => null,
            _ => Form.End.Length == 0 ? "cell.end_missing" : null,
        };
        Error = missing is not null ? new(missing, 0) : IsCondition ? FeelParser.ParseTest(Text, _words.Scope).Error : Text.Length == 0 ? null : FeelParser.ParseExpression(Text, _words.Scope).Error;
        return Error is null;
    }

    private void Read(string text)
    {
        Error = null;
        if (IsCondition)
        {
            Form = CellForm.Of(text, Column.IsListed, _words.Scope);
            return;
        }
        Form = text.Trim() is "" or "-" ? CellForm.Anything
            : FeelParser.ParseExpression(text, _words.Scope).Value is Expression.Name or Expression.Literal ? new(TestKind.Equal) { End = text.Trim() }
            : new(TestKind.Written) { Text = text };
    }
}
