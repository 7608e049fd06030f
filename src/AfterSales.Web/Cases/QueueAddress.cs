using AfterSales.Application.Cases;

namespace AfterSales.Web.Cases;

/// <summary>Where a view of the queue with a case lives: /cases/AS-…?view=mine&amp;q=…, and only=late or only=soon for those alone;
/// of=all for the follow-ups of everybody.</summary>
public static class QueueAddress
{
    public static QueueView? ViewOf(string? text) => text switch
    {
        "mine" => QueueView.Mine,
        "unclaimed" => QueueView.Unclaimed,
        "waiting" => QueueView.Waiting,
        "all" => QueueView.All,
        "followup" => QueueView.FollowUp,
        _ => null,
    };

    public static QueueOnly? OnlyOf(string? text) => text switch
    {
        "late" => QueueOnly.Late,
        "soon" => QueueOnly.Soon,
        _ => null,
    };

    /// <param name="everybodys">Of follow-ups, those of everybody and not only one's own.</param>
    public static string OfFollowUps(string? number, bool everybodys) => Of(number, QueueView.FollowUp, null) + (everybodys ? "&of=all" : "");

    public static string Of(string? number, QueueView view, string? filter, QueueOnly? only = null)
    {
        var path = number is null ? "/cases" : $"/cases/{Uri.EscapeDataString(number)}";
        var query = string.IsNullOrWhiteSpace(filter) ? "" : $"&q={Uri.EscapeDataString(filter)}";
        return $"{path}?view={view.ToString().ToLowerInvariant()}{query}{(only is { } alone ? $"&only={alone.ToString().ToLowerInvariant()}" : "")}";
    }
}
