using AfterSales.Domain.Playbooks.Feel;
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

    /// <summary>What it is until somebody says otherwise, such as a claim that was not made yet; unknown for most.</summary>
    public Value AtFirst { get; init; } = Value.Unknown;

    /// <summary>Whether nobody may say it, not even while the system does not know: it guards the store's money.</summary>
    public bool IsGuarded { get; init; }

    /// <summary>Whether the fact can have this value.</summary>
    public bool Allows(in Value value) =>
        value.Kind == Definition.Type.Kind
        && (!Definition.Type.IsMoney || decimal.Round(value.AsNumber, 2) == value.AsNumber)
        && (Definition.Type.Allowed is not { } allowed || FeelParser.ParseTest(allowed, FeelScope.Empty).Value!.Test(value, []) == Truth.True);
}
