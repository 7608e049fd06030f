using AfterSales.Application.Feedback;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.Insights;

namespace AfterSales.Web.Feedback;

/// <param name="NextCursor">The cursor of the next page; null: this was the last.</param>
internal sealed record FeedbackListJson(IReadOnlyList<FeedbackItemJson> Feedback, string? NextCursor);

/// <param name="Batch">Null where no import tells batches.</param>
/// <param name="ActionSince">The first day on which goods were shipped as they are since the action.</param>
internal sealed record FeedbackItemJson(
    Guid Id, string Style, string? Batch, CaseSubtype Defect, FeedbackCause Cause, FeedbackState State, DateTimeOffset OpenedAt, int Cases, int Customers, DateTimeOffset LastCaseAt, string? Answer,
    DateTimeOffset? DelistedAt, FeedbackAction? Action, string? ActionText, DateOnly? ActionSince, FeedbackRateJson Rate, FeedbackRateJson? Before, FeedbackRateJson? Since, RateChange? Change, int Version)
{
    public static FeedbackItemJson Of(FeedbackItem i, FeedbackRate r) => new(
        i.Id, i.Style, i.Batch.Length == 0 ? null : i.Batch, i.Defect, i.Cause, i.State, i.OpenedAt, i.Cases, i.Customers, i.LastCaseAt, i.Answer, i.DelistedAt, i.Action, i.ActionText, i.ActionSince,
        FeedbackRateJson.Of(r.SoFar), r.Before is { } before ? FeedbackRateJson.Of(before) : null, r.Since is { } since ? FeedbackRateJson.Of(since) : null, r.Change, i.Version);
}

/// <summary>Faulty pieces among those shipped, with the ends of the 95 % interval; shares from 0 to 1, null where nothing was shipped.</summary>
internal sealed record FeedbackRateJson(long Faulty, long Shipped, double? Share, double? Low, double? High)
{
    public static FeedbackRateJson Of(Rate rate) => new(rate.Hits, rate.Of, Rounded(rate.Share), Rounded(rate.Bounds?.Low), Rounded(rate.Bounds?.High));

    private static double? Rounded(double? share) => share is { } value ? Math.Round(value, 4) : null;
}

/// <summary>One item with its cases: numbers, no buyers.</summary>
internal sealed record FeedbackJson(FeedbackItemJson Feedback, IReadOnlyList<FeedbackCaseJson> Cases, IReadOnlyList<FeedbackStepJson> History)
{
    public static FeedbackJson Of(FeedbackDetails d) => new(
        FeedbackItemJson.Of(d.Item, d.Rate), [.. d.Lines.Select(line => new FeedbackCaseJson(line.Number, line.OpenedAt, line.JoinedAt))],
        [.. d.Steps.Select(step => new FeedbackStepJson(step.Kind, step.At, step.ByName.Length == 0 ? null : step.ByName, step.Note, step.CaseNumber))]);
}

internal sealed record FeedbackCaseJson(string Number, DateTimeOffset OpenedAt, DateTimeOffset JoinedAt);

/// <param name="By">Null: the product itself.</param>
internal sealed record FeedbackStepJson(FeedbackStepKind Kind, DateTimeOffset At, string? By, string? Note, string? Case);

/// <summary>What production found, and what it will do.</summary>
internal sealed record AnswerFeedbackJson
{
    public string? Answer { get; init; }

    /// <summary>The version that was read; what somebody did meanwhile is not answered unseen.</summary>
    public int? Version { get; init; }
}

internal sealed record FeedbackAnsweredJson(Guid Id, int Version);
