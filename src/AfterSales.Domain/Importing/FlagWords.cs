using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Importing;

/// <summary>`红旗`, `红色`, `红` or the platform's number.</summary>
public static class FlagWords
{
    /// <summary>The colour; null for a label of the seller's own, or nothing.</summary>
    public static FlagColour? Read(string? text) => text?.TrimEnd('旗', '色', '帜') switch
    {
        "灰" or "0" => FlagColour.Grey,
        "红" or "1" => FlagColour.Red,
        "黄" or "2" => FlagColour.Yellow,
        "绿" or "3" => FlagColour.Green,
        "蓝" or "4" => FlagColour.Blue,
        "紫" or "粉" or "粉红" or "5" => FlagColour.Purple,
        _ => null,
    };
}
