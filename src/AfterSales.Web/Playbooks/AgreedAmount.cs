using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary>An amount as somebody types it: 12, 12.5, ¥12.50, ¥1,290.00.</summary>
public static class AgreedAmount
{
    /// <summary>Yuan; null when it is none: not a number, nothing, or finer than a cent.</summary>
    public static decimal? Read(string typed) =>
        TypedNumber.Read(typed) is { } amount && amount > 0 && decimal.Round(amount, 2) == amount ? amount : null;

    /// <summary>What is wrong with it for a remedy, in a sentence; null when nothing is. While the bound is not known no amount can be held against it.</summary>
    public static string? Problem(string typed, RemedyOption option, Texts texts) =>
        !option.IsBoundKnown ? texts["Guidance.AmountUnbounded"]
        : Read(typed) is not { } amount ? texts["Guidance.AmountNone"]
        : amount > option.UpTo ? texts["Guidance.AmountOver", Formats.Money(option.UpTo.Value)]
        : null;
}
