using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.People;

/// <summary>Tells who may decide that leave was asked for, and the person what became of it. Both answer whom they told.</summary>
internal static class LeaveNotices
{
    public const string Asked = "leave.asked";
    public const string Decided = "leave.decided";

    public static async Task<IReadOnlyList<Guid>> AskAsync(StoreDb db, Leave leave, string name, DateTimeOffset now, CancellationToken ct)
    {
        var deciders = await db.OthersWhoDecideAsync(leave.PersonId, ct);
        foreach (var person in deciders) db.Notifications.Add(Notice(person, Asked, leave, name, now));
        return deciders;
    }

    /// <summary>Nobody is told what they did themselves.</summary>
    public static IReadOnlyList<Guid> Answer(StoreDb db, Leave leave, DateTimeOffset now)
    {
        if (leave.DecidedById == leave.PersonId) return [];
        db.Notifications.Add(Notice(leave.PersonId, Decided, leave, leave.DecidedBy ?? "", now));
        return [leave.PersonId];
    }

    private static Notification Notice(Guid to, string kind, Leave leave, string by, DateTimeOffset now) =>
        new(Ids.New(now), leave.StoreId, to, kind, $"{kind}:{leave.Id}:{leave.State}", null, null, new(StringComparer.Ordinal)
        {
            ["by"] = by,
            ["state"] = leave.State.ToString(),
            ["start"] = leave.StartsAt.ToString("O"),
            ["end"] = leave.EndsAt.ToString("O"),
            ["reason"] = leave.State == LeaveState.Asked ? leave.Reason : leave.DecidedBecause,
        }, now);
}
