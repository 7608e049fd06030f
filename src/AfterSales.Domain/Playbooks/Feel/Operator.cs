namespace AfterSales.Domain.Playbooks.Feel;

/// <summary>The operators of S-FEEL.</summary>
public enum Operator : byte
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,

    /// <summary>FEEL's, of three values: false and null is false.</summary>
    And,
    Or,
}

internal static class Operators
{
    public static bool Compares(this Operator op) => op <= Operator.GreaterOrEqual;

    public static bool Joins(this Operator op) => op >= Operator.And;

    public static string Sign(this Operator op) => op switch
    {
        Operator.Equal => "=",
        Operator.NotEqual => "!=",
        Operator.Less => "<",
        Operator.LessOrEqual => "<=",
        Operator.Greater => ">",
        Operator.GreaterOrEqual => ">=",
        Operator.Add => "+",
        Operator.Subtract => "-",
        Operator.Multiply => "*",
        Operator.Divide => "/",
        Operator.Power => "**",
        Operator.And => "and",
        _ => "or",
    };
}
