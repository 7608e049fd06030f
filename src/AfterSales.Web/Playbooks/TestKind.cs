namespace AfterSales.Web.Playbooks;

/// <summary>The tests that the form of a cell can say in words.</summary>
public enum TestKind
{
    Anything,
    AnyOf,
    NoneOf,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    Equal,
    NotEqual,
    Between,

    /// <summary>It is known that there is none.</summary>
    Missing,

    /// <summary>Whatever else S-FEEL can say: kept as it is written.</summary>
    Written,
}
