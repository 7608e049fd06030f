namespace AfterSales.Domain.Shared;

/// <summary>The flags sellers put on orders (旗帜), SPEC 2.</summary>
public enum FlagColour
{
    Grey,
    Red,
    Yellow,
    Green,
    Blue,
    Purple,
}
