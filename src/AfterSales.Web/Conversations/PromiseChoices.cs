using AfterSales.Web.Shared;

namespace AfterSales.Web.Conversations;

/// <param name="Key">The text of the choice in Resources/Conversations.</param>
public sealed record PromiseChoice(string Key, DateTimeOffset By);

/// <summary>The times agents promise most, as instants; only those that lie ahead and within what the store allows.</summary>
public static class PromiseChoices
{
    private static readonly TimeOnly EndOfWork = new(18, 0);

    public static IReadOnlyList<PromiseChoice> Of(Formats formats, TimeSpan longest)
    {
        var now = formats.Now;
        var today = DateOnly.FromDateTime(formats.Wall(now));
        PromiseChoice[] all =
        [
            new("PromiseIn2Hours", now.AddHours(2)),
            new("PromiseToday", formats.At(today, EndOfWork)),
            new("PromiseTomorrow", formats.At(today.AddDays(1), EndOfWork)),
            new("PromiseIn24Hours", now.AddHours(24)),
        ];
        return [.. all.Where(c => c.By > now.AddMinutes(10) && c.By <= now + longest).OrderBy(c => c.By)];
    }
}
