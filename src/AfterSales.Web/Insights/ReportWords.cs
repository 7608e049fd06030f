using System.Globalization;
using AfterSales.Application.Insights;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Reviews;
using AfterSales.Web.Playbooks;
using AfterSales.Web.Remedies;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Insights;

/// <summary>Puts figures into words.</summary>
public static class ReportWords
{
    /// <summary>98.6%; – where there is nothing to say.</summary>
    public static string Percent(double? share) => share is { } s ? (s * 100).ToString(s is 0 or 1 ? "0" : "0.0", CultureInfo.InvariantCulture) + "%" : "–";

    /// <summary>1.9: an end of an interval, in per cent, without its sign.</summary>
    public static string Bound(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>2.6: parts of a thousand, without their sign.</summary>
    public static string PerMille(double? share) => share is { } s ? (s * 1000).ToString("0.0", CultureInfo.InvariantCulture) : "–";

    public static string OneDecimal(decimal? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>¥4,218: whole yuan, where cents say nothing.</summary>
    public static string WholeYuan(decimal yuan) => string.Create(CultureInfo.InvariantCulture, $"{(yuan < 0 ? "−" : "")}¥{Math.Abs(decimal.Round(yuan, MidpointRounding.AwayFromZero)):#,##0}");

    /// <summary>41 秒, 1 分 20 秒, 3 小时 5 分: how long, to the second below an hour.</summary>
    public static string Time(this Texts texts, int? seconds) => seconds switch
    {
        null => "–",
        < 60 => texts["Shared.Seconds", seconds],
        < 3600 => seconds % 60 == 0 ? texts["Shared.Minutes", seconds / 60] : texts["Reports.MinutesSeconds", seconds / 60, seconds % 60],
        _ => seconds / 60 % 60 == 0 ? texts["Shared.Hours", seconds / 3600] : texts["Reports.HoursMinutes", seconds / 3600, seconds / 60 % 60],
    };

    public static string TypeOf(this Texts texts, string type) => Enum.TryParse<CaseType>(type, out var known) ? texts.Word(known) : type;

    /// <summary>QH2361 · 2610-B.</summary>
    public static string Piece(string key) => key.Replace("|", " · ", StringComparison.Ordinal);

    /// <summary>周一 09:00: an hour of the week, by its key.</summary>
    public static string HourOf(this Texts texts, string key) => texts["Reports.HourOfDay", texts[$"Reports.Day{key[0]}"], key[2..]];

    public static string RangeOf(this Texts texts, ReportRange range) => range.First == range.Last ? Day(range.First) : texts["Reports.FromTo", Day(range.First), Day(range.Last)];

    /// <summary>What a number counted, e.g. 错过的响应承诺 · 周一 09:00.</summary>
    public static string TitleOf(this Texts texts, Behind behind, IReadOnlyDictionary<Guid, string> people)
    {
        var (kind, word) = Measures.Read(behind.Measure) ?? throw new ArgumentException("The measure is none.", nameof(behind));
        var key = $"Reports.Of.{kind}{(kind != OccurrenceKind.Promise ? "" : behind.OnlyLate ? ".Late" : behind.OnlyInTime ? ".InTime" : "")}";
        // Whatever its word: of some kinds that has a name of its own.
        var what = word is null && texts.Find($"{key}.All") is { } all ? all : texts[key, word is null ? "" : texts.WordOf(kind, word)];
        if (behind.OverSeconds is { } over) what = texts["Reports.Longer", what, texts.Time(over)];
        if (behind.UpToSeconds is { } upTo) what = texts["Reports.NoLonger", what, texts.Time(upTo)];
        return behind.Cut == Cut.All ? what : $"{what} · {texts.KeyOf(behind.Cut, behind.Key, people)}";
    }

    private static string WordOf(this Texts texts, OccurrenceKind kind, string word) => kind switch
    {
        OccurrenceKind.Promise or OccurrenceKind.Took when Enum.TryParse<ClockKind>(word, out var clock) => texts.Word(clock),
        OccurrenceKind.Piece or OccurrenceKind.Faulty => texts.TypeOf(word),
        OccurrenceKind.Replied => texts[$"Reports.Reply.{word}"],
        OccurrenceKind.FollowUp when Enum.TryParse<FollowUpOutcome>(word, out var outcome) => texts.Word(outcome),
        OccurrenceKind.ApprovalDecided when Enum.TryParse<ApprovalState>(word, out var state) => texts.Word(state),
        OccurrenceKind.Remedy => texts.Action(word),
        OccurrenceKind.Opinion when Enum.TryParse<OpinionWord>(word, out var opinion) => texts.Word(opinion),
        OccurrenceKind.Claim => texts[$"Reports.Claim.{word}"],
        OccurrenceKind.Review when Enum.TryParse<ReviewRating>(word, out var rating) => texts.Word(rating),
        OccurrenceKind.ReviewEnded when Enum.TryParse<ReviewOutcome>(word, out var ended) => texts.Word(ended),
        _ => word,
    };

    private static string KeyOf(this Texts texts, Cut cut, string key, IReadOnlyDictionary<Guid, string> people) => cut switch
    {
        Cut.Type => texts.TypeOf(key),
        Cut.Subtype => texts.SubtypeOf(key),
        Cut.Responsible => texts.Outcome("Party", key),
        Cut.PartyName when key.Split('|') is [var party, var name] && Enum.TryParse<Party>(party, out var bearer) => name.Length == 0 ? texts.Word(bearer) : $"{texts.Word(bearer)} · {(Guid.TryParse(name, out var who) ? people.GetValueOrDefault(who) ?? texts["History.SomebodyGone"] : name)}",
        Cut.Party when Enum.TryParse<Party>(key, out var party) => texts.Word(party),
        Cut.Person when Guid.TryParse(key, out var person) => people.GetValueOrDefault(person) ?? texts["History.SomebodyGone"],
        Cut.Hour when key.Length == 4 => texts.HourOf(key),
        Cut.CourierSubtype when key.Split('|') is [var courier, var subtype] => $"{courier} · {string.Join(texts["Guidance.ListComma"], subtype.Split('+').Select(one => texts.SubtypeOf(one)))}",
        Cut.Seconds when int.TryParse(key, CultureInfo.InvariantCulture, out var seconds) => texts.Time(seconds),
        _ => Piece(key),
    };

    public static string SubtypeOf(this Texts texts, string key) => Enum.TryParse<CaseSubtype>(key, out var subtype) ? texts.Word(subtype) : key;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
