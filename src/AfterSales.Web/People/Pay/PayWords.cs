using System.Globalization;
using AfterSales.Domain.People.Pay;
using AfterSales.Web.Insights;
using AfterSales.Web.Shared;

namespace AfterSales.Web.People.Pay;

/// <summary>Puts the lines of a sheet into words.</summary>
public static class PayWords
{
    /// <summary>超过 30 分钟未回: what a line is for.</summary>
    public static string LineOf(this Texts texts, PayLine line) => line.Kind switch
    {
        PayLineKind.Bonus => texts[$"Pay.Bonus.{line.Word}"],
        PayLineKind.Extra => line.Word ?? "",
        PayLineKind.Unanswered => texts["Pay.Line.Unanswered", texts.Time(int.TryParse(line.Word, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0)],
        PayLineKind.Correction => texts["Pay.Line.Correction", line.Word],
        var kind => texts[$"Pay.Line.{kind}"],
    };

    /// <summary>How many, at how much each.</summary>
    public static string CountOf(this Texts texts, PayLine line) => line.Kind switch
    {
        PayLineKind.Base or PayLineKind.Extra or PayLineKind.Correction => "",
        PayLineKind.Commission => $"{Formats.Money(line.Count)} × {((line.Each ?? 0) * 100).ToString("0.###", CultureInfo.InvariantCulture)}%",
        _ when line.Each is { } each => $"{line.Count.ToString("0", CultureInfo.InvariantCulture)} × {Formats.Money(Math.Abs(each))}",
        _ => texts["Pay.Times", line.Count.ToString("0", CultureInfo.InvariantCulture)],
    };
}
