using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Web.Playbooks;

/// <summary>Reads an expression out with the names of people instead of those that cells write.</summary>
internal sealed class ExpressionWords(Func<string, string> name, Func<Value, string> value)
{
    public string Of(Expression expression) => Of(expression, isInner: false);

    private string Of(Expression expression, bool isInner) => expression switch
    {
        Expression.Literal literal => value(literal.Value),
        Expression.Name named => name(named.Written),
        Expression.Negation negation => $"−{Of(negation.Of, isInner: true)}",
        Expression.Binary binary => Bracketed($"{Of(binary.Left, isInner: true)} {Sign(binary.Operator)} {Of(binary.Right, isInner: true)}", isInner),
        Expression.Call call => $"{call.Function.ToString().ToLowerInvariant()}({string.Join(", ", call.Arguments.Select(argument => Of(argument, isInner: false)))})",
        _ => expression.ToString(),
    };

    private static string Bracketed(string text, bool isInner) => isInner ? $"({text})" : text;

    private static string Sign(Operator op) => op switch
    {
        Operator.Equal => "=",
        Operator.NotEqual => "≠",
        Operator.Less => "<",
        Operator.LessOrEqual => "≤",
        Operator.Greater => ">",
        Operator.GreaterOrEqual => "≥",
        Operator.Add => "+",
        Operator.Subtract => "−",
        Operator.Multiply => "×",
        Operator.Divide => "÷",
        _ => "^",
    };
}
