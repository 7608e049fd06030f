namespace AfterSales.Domain.People;

/// <summary>Whether work may be handed to a person now (SPEC 1).</summary>
public enum Presence
{
    Away,
    Busy,
    Online,
}
