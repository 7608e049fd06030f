using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Pay;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.People.Pay;

/// <summary>Tells who may decide that a line is disputed, and the person what became of it. Both answer whom they told.</summary>
internal static class DisputeNotices
{
    public const string Raised = "dispute.raised";
    public const string Decided = "dispute.decided";

    public static async Task<IReadOnlyList<Guid>> RaiseAsync(StoreDb db, PayDispute dispute, string name, DateTimeOffset now, CancellationToken ct)
    {
        var deciders = await db.OthersWhoMayAsync(dispute.IsOfPenalty ? Permission.Approve : Permission.ManagePay, dispute.PersonId, ct);
        foreach (var person in deciders) db.Notifications.Add(Notice(person, Raised, dispute, name, dispute.Words, now));
        return deciders;
    }

    public static IReadOnlyList<Guid> Answer(StoreDb db, PayDispute dispute, DateTimeOffset now)
    {
        db.Notifications.Add(Notice(dispute.PersonId, Decided, dispute, dispute.DecidedBy ?? "", dispute.Reason, now));
        return [dispute.PersonId];
    }

    // No amount: a notification is read over a shoulder.
    private static Notification Notice(Guid to, string kind, PayDispute dispute, string by, string? words, DateTimeOffset now) =>
        new(Ids.New(now), dispute.StoreId, to, kind, $"{kind}:{dispute.Id}", null, null, new(StringComparer.Ordinal)
        {
            ["by"] = by,
            ["state"] = dispute.State.ToString(),
            ["person"] = dispute.PersonId.ToString(),
            ["month"] = PaySheets.MonthText(dispute.Month),
            ["words"] = words,
        }, now);
}
