using System.Globalization;
using AfterSales.Application.Insights;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Insights;
using AfterSales.Web.Cases;
using AfterSales.Web.Feedback;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Insights;

/// <summary>One sentence of a digest.</summary>
/// <param name="Lead">What it is about: enough for who has no time.</param>
/// <param name="Rest">What else there is to say of it.</param>
/// <param name="Href">What is behind it, as it is counted now.</param>
public sealed record DigestSentence(string Lead, string Rest, string Href)
{
    public string Text => Lead + Rest;
}

/// <summary>Puts a digest into sentences, in the reader's language.</summary>
public sealed class DigestWords(Texts texts, Formats formats)
{
    public const string List = "/dashboard/digests";
    public const string Choice = "/account#digests";

    private static readonly string ReplyPromise = Measures.Promise(ClockKind.Reply);
    private static readonly string ResolutionPromise = Measures.Promise(ClockKind.Resolution);

    public static string Address(Guid id) => $"{List}/{id}";

    public static string DaysOf(DigestLine digest) => $"{ReportAddress.Dashboard}?{RangeChoice.DaysOf(digest.Range)}";

    /// <summary>日报 · 2026-11-26 周四.</summary>
    public string Title(DigestLine digest) => $"{texts[$"Digests.Name_{digest.Kind}"]} · {texts.RangeOf(digest.Range)}{(digest.Kind == DigestKind.Daily ? $" {texts[$"Reports.Day{((int)digest.Range.First.DayOfWeek + 6) % 7 + 1}"]}" : "")}";

    public IReadOnlyList<DigestSentence> Sentences(DigestLine digest)
    {
        var (told, now, before) = (digest.Content, digest.Content.Now, digest.Content.Before);
        var sentences = new List<DigestSentence>
        {
            Say(Behind(digest, Measures.Opened), now.Cases == 0 ? T("NoCases") : T("Cases", formats.Number(now.Cases)), Change(digest, now.Cases - before.Cases), now.Cases > 0 && now.Orders > 0 ? T("PerHundred", ReportWords.OneDecimal(now.Cases * 100m / now.Orders)) : null),
            Kept(digest, "Replies", ReplyPromise, new(now.RepliesInTime, now.Replies), new(before.RepliesInTime, before.Replies)),
            Kept(digest, "Resolutions", ResolutionPromise, new(now.ResolvedInTime, now.Resolutions), new(before.ResolvedInTime, before.Resolutions)),
            told.LongestLate is { } longest
                ? Say(QueueAddress.Of(null, Application.Cases.QueueView.All, null, QueueOnly.Late), T("Late", formats.TimeOfDay(digest.MadeAt), formats.Number(told.LateNow)), T("LateLongest", formats.Duration(longest)))
                : Say(QueueAddress.Of(null, Application.Cases.QueueView.All, null), T("NoneLate", formats.TimeOfDay(digest.MadeAt))),
            Say(Behind(digest, Measures.Borne), now.Spent == 0 ? T("NoneSpent") : T("Spent", ReportWords.WholeYuan(now.Spent)), Percent(digest, now.Spent, before.Spent), now.Recovered == 0 ? null : T("Recovered", ReportWords.WholeYuan(now.Recovered))),
        };
        if (told.Cause is { } cause)
            sentences.Add(Say(Behind(digest, Measures.Opened, Cut.Type, cause.Type), T("Cause", texts.TypeOf(cause.Type)), T("CauseCases", formats.Number(cause.Cases)), cause.Yuan == 0 ? null : T("CauseYuan", ReportWords.WholeYuan(cause.Yuan))));
        if (told.Asked is [var first, ..])
        {
            var goods = string.Join(texts["Shared.ListSeparator"], told.Asked.Select(item => ReportWords.Piece(item.Goods)));
            sentences.Add(Say(
                told.AskedInAll == 1 ? $"{FeedbackWords.List}/{first.ItemId}" : FeedbackWords.List, T("Asked", formats.Number(told.AskedInAll)), told.AskedInAll > told.Asked.Count ? T("AskedMore", goods) : goods,
                told.ToVerify > 0 ? T("ToVerifyToo", formats.Number(told.ToVerify)) : null));
        }
        else if (told.ToVerify > 0) sentences.Add(Say(FeedbackWords.List, T("ToVerify", formats.Number(told.ToVerify))));
        return sentences;
    }

    private DigestSentence Kept(DigestLine digest, string what, string measure, Rate now, Rate before)
    {
        if (now.Share is not { } share) return Say(Behind(digest, measure), T($"No{what}"));
        var missed = now.Of - now.Hits;
        return Say(Behind(digest, measure, onlyLate: missed > 0), T(what, ReportWords.Percent(share)), before.Share is { } was ? Points(digest, share - was) : null, missed == 0 ? T("NoneMissed") : T("Missed", formats.Number(missed)));
    }

    private string Change(DigestLine digest, long more) => more == 0 ? T("Same", Period(digest)) : T(more > 0 ? "More" : "Less", Period(digest), T("Pieces", formats.Number(Math.Abs(more))));

    private string Points(DigestLine digest, double more)
    {
        var points = decimal.Round((decimal)more * 100, 1, MidpointRounding.AwayFromZero);
        return points == 0 ? T("Same", Period(digest)) : T(points > 0 ? "Higher" : "Lower", Period(digest), Math.Abs(points).ToString("0.#", CultureInfo.InvariantCulture));
    }

    // Of nothing there is no percentage.
    private string? Percent(DigestLine digest, decimal now, decimal before)
    {
        if (before <= 0 || now == 0) return null;
        var percent = decimal.Round((now - before) * 100 / before, MidpointRounding.AwayFromZero);
        return percent == 0 ? T("Same", Period(digest)) : T(percent > 0 ? "More" : "Less", Period(digest), Math.Abs(percent).ToString("0'%'", CultureInfo.InvariantCulture));
    }

    private string Period(DigestLine digest) => T(digest.Kind == DigestKind.Daily ? "DayBefore" : "WeekBefore");

    private static string Behind(DigestLine digest, string measure, Cut cut = Cut.All, string key = "", bool onlyLate = false) => ReportAddress.Behind(new Behind(digest.Range, measure, cut, key, onlyLate));

    private DigestSentence Say(string href, string lead, params string?[] rest) => new(lead, string.Concat(rest.OfType<string>().Select(part => T("Comma") + part)) + T("Stop"), href);

    private string T(string key, params object?[] args) => texts[$"Digests.{key}", args];
}
