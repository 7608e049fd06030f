using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases;

/// <summary>Reads open cases as queue rows: two queries, whatever their number.</summary>
internal static class QueueRows
{
    /// <summary>The open ones among <paramref name="ids"/>, or all open cases of the store.</summary>
    public static async Task<Dictionary<Guid, QueueRow>> ReadAsync(Databases databases, Guid storeId, IReadOnlyCollection<Guid>? ids, CancellationToken ct)
    {
        await using var db = databases.For(storeId);
        var cases = db.Cases.AsNoTracking().Where(OpenStates.Condition);
        var clocks = db.Clocks.AsNoTracking().Where(c => c.StoppedAt == null);
        if (ids is not null)
        {
            var wanted = ids.ToArray();
            cases = cases.Where(c => wanted.Contains(c.Id));
            clocks = clocks.Where(c => wanted.Contains(c.SubjectId));
        }
        var running = (await clocks.Select(c => new { c.SubjectId, c.Id, c.Kind, c.StartedAt, c.DueAt, Paused = c.Pauses.Any(p => p.EndedAt == null) }).ToListAsync(ct))
            .ToLookup(c => c.SubjectId, c => new RunningClock(c.Id, c.Kind, c.StartedAt, c.DueAt, c.Paused));
        var found = await cases
            .GroupJoin(db.Orders, c => c.OrderId, o => o.Id, (c, o) => new { c, o })
            .SelectMany(x => x.o.DefaultIfEmpty(), (x, o) => new { x.c, Paid = o == null ? null : o.PaidAmount }).ToListAsync(ct);
        return found.ToDictionary(x => x.c.Id, x => Row(x.c, x.Paid, [.. running[x.c.Id]]));
    }

    private static QueueRow Row(Case c, decimal? paid, IReadOnlyList<RunningClock> clocks) => new(
        c.Id, c.Number, c.CustomerNick, c.Type, c.Subtype, c.TypeConfirmed, c.State, c.WaitingFor, c.AssigneeId, c.Priority, c.Flag,
        c.LastText, c.LastIsInbound, c.LastActivityAt, c.OpenedAt, c.Nudges, c.EvidenceCount, c.OrderNo, paid, c.Tags, clocks);
}
