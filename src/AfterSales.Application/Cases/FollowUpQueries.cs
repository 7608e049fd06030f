using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases;

/// <summary>Resolved cases whose buyers are still to be asked, the nearest deadline first, and where to read on; null: there are no more.</summary>
public sealed record OwedFollowUps(IReadOnlyList<QueueRow> Rows, string? Next);

/// <summary>Lists the follow-ups that are owed, page by page by key. How many there are, the store's board knows (<see cref="StoreBoard"/>).</summary>
public sealed class FollowUpQueries(Databases databases)
{
    public const int MaxLimit = 500;

    private static readonly CaseState[] Asked = [CaseState.Resolved, CaseState.FollowUp];

    private readonly SharedReadings<(Guid StoreId, Guid? PersonId, int Limit), Result<OwedFollowUps>> _coming = new();

    /// <param name="personId">Only those of this person; null: of everybody, and of nobody.</param>
    /// <param name="after">Where an earlier page ended.</param>
    public async Task<Result<OwedFollowUps>> ListAsync(Actor actor, Guid? personId, int limit, string? after = null, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        if (limit is < 1 or > MaxLimit) return Refusal.Invalid("list.limit_invalid", MaxLimit);
        CaseCursor? from = null;
        if (after is not null && (from = CaseCursor.Read(after)) is not { Sort: CaseSort.Due }) return Refusal.Invalid("list.cursor_invalid");
        return await ReadAsync(actor.StoreId, personId, limit, from, ct);
    }

    /// <summary>The first page for a list that is told of a change: those who ask within a moment share one reading.</summary>
    public Task<Result<OwedFollowUps>> ChangedListAsync(Actor actor, Guid? personId, int limit) =>
        actor.May(Permission.ViewCases)
            ? _coming.ReadAsync((actor.StoreId, personId, limit), () => ListAsync(actor, personId, limit))
            : Task.FromResult<Result<OwedFollowUps>>(Refusal.Forbidden());

    private async Task<OwedFollowUps> ReadAsync(Guid storeId, Guid? personId, int limit, CaseCursor? from, CancellationToken ct)
    {
        await using var db = databases.For(storeId);
        var owed = db.Clocks.AsNoTracking().Where(k => k.StoppedAt == null && k.Kind == ClockKind.FollowUp);
        if (personId is { } person) owed = db.Cases.Where(c => c.AssigneeId == person && EF.Constant(Asked).Contains(c.State)).Join(owed, c => c.Id, k => k.SubjectId, (_, k) => k);
        if (from is { } a) owed = owed.Where(k => EF.Functions.GreaterThan(ValueTuple.Create(k.DueAt, k.Id), ValueTuple.Create(a.At, a.Id)));
        var page = await owed.OrderBy(k => k.DueAt).ThenBy(k => k.Id).Take(limit + 1).Select(k => new { k.Id, k.SubjectId, k.DueAt }).ToListAsync(ct);
        var shown = page.Take(limit).ToList();
        var ids = shown.ConvertAll(k => k.SubjectId);
        var rows = await QueueRows.RowsAsync(db, db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)), db.Clocks.AsNoTracking().Where(k => ids.Contains(k.SubjectId) && k.StoppedAt == null), ct);
        return new OwedFollowUps(
            [.. ids.Where(rows.ContainsKey).Select(id => rows[id])],
            page.Count > limit ? new CaseCursor(CaseSort.Due, shown[^1].DueAt, shown[^1].Id).ToString() : null);
    }
}
