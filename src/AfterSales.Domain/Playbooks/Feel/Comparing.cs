using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Feel;

/// <summary>FEEL's comparisons: null equals null and nothing else; values of different kinds do not compare.</summary>
internal static class Comparing
{
    public static Truth Compare(Operator op, in Value left, in Value right)
    {
        if (!left.IsKnown || !right.IsKnown)
            return Truth.Unknown;
        if (op is Operator.Equal)
            return Equal(left, right);
        if (op is Operator.NotEqual)
            return Equal(left, right).Not();
        if (left.Kind != right.Kind || !left.IsOrdered)
            return Truth.Null;

        var order = Value.Compare(left, right);
        return Truths.Of(op switch
        {
            Operator.Less => order < 0,
            Operator.LessOrEqual => order <= 0,
            Operator.Greater => order > 0,
            _ => order >= 0,
        });
    }

    private static Truth Equal(in Value left, in Value right) =>
        left.Kind == right.Kind ? Truths.Of(left.Equals(right))
        : left.IsNull || right.IsNull ? Truth.False
        : Truth.Null;
}
