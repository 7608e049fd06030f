using AfterSales.Domain.Feedback;
using AfterSales.Domain.Insights;
using AfterSales.Web.Insights;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Feedback;

/// <summary>Feedback to production in words.</summary>
public static class FeedbackWords
{
    public const string List = "/feedback";
    public const string Opinions = List + "/opinions";

    public static string Address(Guid item) => $"{List}/{item}";

    /// <summary>QH2361 · 2610-B; the style alone where there are no batches.</summary>
    public static string Goods(string style, string? batch) => string.IsNullOrEmpty(batch) ? style : $"{style} · {batch}";

    public static string Goods(this FeedbackItem item) => Goods(item.Style, item.Batch);

    public static string? ToneOf(FeedbackState state) => state switch
    {
        FeedbackState.Open => "late",
        FeedbackState.Verified => "soon",
        FeedbackState.Answered => "act",
        FeedbackState.Closed => "good",
        _ => null,
    };

    public static string? ToneOf(RateChange change) => change switch { RateChange.Fell => "good", RateChange.Rose => "late", _ => null };

    /// <summary>↓ 已下降: by a sign and a word, never by colour alone.</summary>
    public static string Change(this Texts texts, RateChange change) => change switch
    {
        RateChange.Fell => "↓ " + texts.Word(change),
        RateChange.Rose => "↑ " + texts.Word(change),
        _ => texts.Word(change),
    };

    /// <summary>3.2% (1.9–5.3); only what was counted where the pieces are too few.</summary>
    public static string Rate(this Texts texts, Rate rate, int least) =>
        rate.Bounds is not var (low, high) ? texts["Feedback.NoPieces"]
        : rate.Of < least ? texts["Feedback.FewPieces", rate.Hits, rate.Of]
        : $"{ReportWords.Percent(rate.Share)} ({ReportWords.Bound(low)}–{ReportWords.Bound(high)})";

    /// <summary>同批次：3 单.</summary>
    public static string Chip(this Texts texts, SameBatch mark) => texts["Feedback.SameBatch", mark.Cases];
}
