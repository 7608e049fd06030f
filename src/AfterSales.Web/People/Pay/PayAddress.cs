using System.Globalization;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People.Pay;
using AfterSales.Web.Insights;
using AfterSales.Web.Ledger;

namespace AfterSales.Web.People.Pay;

/// <summary>Addresses of pay, and of what is behind each line of a sheet.</summary>
public static class PayAddress
{
    public const string Month = "/people/pay";
    public const string Disputes = "/people/disputes";
    public const string Settings = "/settings/pay";

    public static string MonthOf(DateOnly month) => $"{Month}?month={Months.Text(month)}";

    public static string Sheet(Guid person, DateOnly month) => $"/people/{person}/sheet?month={Months.Text(month)}";

    public static string SheetFile(Guid person, DateOnly month, string kind) => $"/people/{person}/sheet.{kind}?month={Months.Text(month)}";

    public static string MonthFile(DateOnly month, string kind) => $"{Month}.{kind}?month={Months.Text(month)}";

    /// <summary>Where on a sheet the amounts stand that somebody entered.</summary>
    public const string Entered = "entered";

    /// <summary>The cases, shifts, amounts or sheet that a line comes from; null for the base.</summary>
    public static string? Behind(PayLine line, PayPolicy policy, Guid person, DateOnly month)
    {
        var days = new ReportRange(month, month.AddMonths(1).AddDays(-1));
        return line.Kind switch
        {
            PayLineKind.SlowReplies => Cases(Measures.Replied, policy.SlowReplies.OverSeconds),
            PayLineKind.Unanswered when int.TryParse(line.Word, CultureInfo.InvariantCulture, out var seconds) => Cases(Measures.Waited, seconds, policy.Heavier(seconds)?.OverSeconds),
            PayLineKind.Bonus when Enum.TryParse<BonusFor>(line.Word, out var what) => Cases(MeasureOf(what)),
            PayLineKind.LateStarts or PayLineKind.OffWithoutLeave => $"/people/attendance?month={Months.Text(month)}&person={person}",
            PayLineKind.Commission or PayLineKind.Extra => $"{Sheet(person, month)}#{Entered}",
            PayLineKind.Correction => Sheet(person, Months.Of(line.Word, month)),
            _ => null,
        };

        string Cases(string measure, int? over = null, int? upTo = null) => ReportAddress.Behind(new(days, measure, Cut.Person, person.ToString(), OverSeconds: over, UpToSeconds: upTo));
    }

    private static string MeasureOf(BonusFor what) => what switch
    {
        BonusFor.ReviewRescued => Measures.ReviewsRescued,
        BonusFor.FullMark => Measures.Satisfaction[^1],
        BonusFor.FollowUp => Measures.Of(OccurrenceKind.FollowUp),
        _ => Measures.Resolved,
    };
}
