using System.Globalization;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary>An amount as somebody types it: 12, 12.5, ¥12.50.</summary>
public static class AgreedAmount
{
    /// <summary>Yuan; null when it is none: not a number, nothing, or finer than a cent.</summary>
    public static decimal? Read(string typed) =>
        decimal.TryParse(typed.Trim().TrimStart('¥', '￥'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount > 0 && decimal.Round(amount, 2) == amount
            ? amount
            : null;

    /// <summary>What is wrong with it, in a sentence; null when nothing is.</summary>
    public static string? Problem(string typed, decimal? upTo, Texts texts) =>
        Read(typed) is not { } amount ? texts["Guidance.AmountNone"]
        : amount > upTo ? texts["Guidance.AmountOver", Formats.Money(upTo.Value)]
        : null;
}
