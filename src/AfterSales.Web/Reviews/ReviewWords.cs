using System.Globalization;
using AfterSales.Application.Reviews;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Reviews;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Reviews;

/// <summary>Reviews, offers and marked lines in words.</summary>
public static class ReviewWords
{
    /// <summary>差评 ★1; the stars where the platform has any.</summary>
    public static string Rating(this Texts texts, ReviewRating rating, int? stars) => stars is { } n ? $"{texts.Word(rating)} ★{n.ToString(CultureInfo.InvariantCulture)}" : texts.Word(rating);

    public static string? ToneOf(ReviewRating rating) => rating switch { ReviewRating.Negative => "late", ReviewRating.Neutral => "soon", _ => "good" };

    public static string? ToneOf(OfferOnCase offer) => offer switch
    {
        { State: ActionState.Voided } => null,
        { State: ActionState.Asked } => "soon",
        { Offer.Answer: OfferAnswer.Accepted } => "good",
        _ => null,
    };

    /// <summary>What an offer achieved; where the cases are too few, that they are.</summary>
    public static string Achieved(this Texts texts, OfferResults one) =>
        one.IsSmall ? texts["Reviews.AchievedFew", one.Cases] : texts["Reviews.AchievedOf", one.Cases, one.Removed, one.Changed, one.Kept];

    /// <summary>The link of a review where it is one that a browser may follow; null for a number.</summary>
    public static string? AddressOf(string? link) => Uri.TryCreate(link, UriKind.Absolute, out var address) && (address.Scheme is "https" or "http") ? address.AbsoluteUri : null;

    /// <summary>The marked lines of a case as one text for the platform: time, who, what, as it was written.</summary>
    public static string TextOf(this Texts texts, MarkedLines marked, Formats formats) =>
        string.Join('\n',
        [
            texts["Reviews.TextHead", marked.Number, marked.Customer, marked.OrderNo ?? "—"],
            "",
            .. marked.Lines.Select(line => $"{formats.Exactly(line.SentAt)} {texts.WhoOf(line)}{texts["Guidance.Colon"]}{line.Text}"),
        ]);

    public static string WhoOf(this Texts texts, MarkedLine line) => texts[line.Kind == MessageKind.Buyer ? "Reviews.ByBuyer" : "Reviews.ByStore", line.AuthorName];
}
