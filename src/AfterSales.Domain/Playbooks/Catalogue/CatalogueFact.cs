using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Catalogue;

/// <summary>Where a fact comes from.</summary>
public enum FactSource
{
    /// <summary>The case itself and its steps: subtype, clocks, how far a claim or an inspection is.</summary>
    Case,
    Order,
    Parcel,
    Evidence,
    Customer,

    /// <summary>The person who handles the case: what they may still spend.</summary>
    Person,

    /// <summary>Somebody answers a question.</summary>
    Answer,
}

/// <summary>Who has to be asked for a fact, the cheapest first. What the <see cref="System"/> knows is never asked.</summary>
public enum AnsweredBy
{
    System,

    /// <summary>One tap by the agent, who sees it in the chat, the photo or the stock list.</summary>
    Agent,
    Buyer,
    Warehouse,
    Courier,
}

/// <summary>
/// A fact that playbooks may read: its name and type, where it comes from and who answers it. Label, question and the words for its values are
/// resources under its name. The cost in the definition follows from who answers it.
/// </summary>
public sealed record CatalogueFact(FactDefinition Definition, FactSource Source, AnsweredBy By)
{
    public string Name => Definition.Name;

    /// <summary>Whether it is a question for a person; otherwise the system looks it up.</summary>
    public bool IsAsked => By != AnsweredBy.System;
}
