using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Facts;

/// <summary>How a fact of a case came to be known.</summary>
public enum FactOrigin
{
    /// <summary>Nobody has said, and the system cannot tell.</summary>
    Unknown,

    /// <summary>Nothing has happened yet that would change what it is at first.</summary>
    AtFirst,

    /// <summary>The system takes it to be so until somebody says better.</summary>
    Presumed,

    /// <summary>Somebody said it.</summary>
    Said,

    /// <summary>The system looked it up; nobody is asked, and nobody may say otherwise.</summary>
    LookedUp,

    /// <summary>Whoever tries out facts gave it; nothing was looked up, and nobody said it of a case.</summary>
    Given,
}

/// <summary>A fact as it stands on a case.</summary>
/// <param name="Said">Who said it and when; null unless somebody did.</param>
public sealed record FactOnCase(CatalogueFact Fact, Value Value, FactOrigin Origin, SaidFact? Said)
{
    public string Name => Fact.Name;

    /// <summary>Whether a person may say it, or say otherwise.</summary>
    public bool MaySay => !Fact.IsGuarded && Origin != FactOrigin.LookedUp;
}
