using AfterSales.Application.Customers;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases;

/// <summary>Which cases, in which order. Every filter is optional.</summary>
public sealed record CaseListFilter
{
    public IReadOnlyList<CaseState> States { get; init; } = [];
    public CaseType? Type { get; init; }
    public CaseSubtype? Subtype { get; init; }

    /// <summary>A display or sign-in name; <see cref="Nobody"/> for the unclaimed.</summary>
    public string? Assignee { get; init; }

    /// <summary>The buyer's nick, whole.</summary>
    public string? Customer { get; init; }

    public string? OrderNo { get; init; }

    /// <summary>A case number, an order number, or a part of a nick.</summary>
    public string? Text { get; init; }

    public CaseSort Sort { get; init; }
    public int Limit { get; init; } = DefaultLimit;
    public string? Cursor { get; init; }

    public const string Nobody = "none";
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;
}

/// <summary>A case in a list, with its assignee's name and its nearest running clock.</summary>
public sealed record ListedCase(Case Case, string? AssigneeName, RunningClock? Nearest);

public sealed record CaseList(IReadOnlyList<ListedCase> Cases, string? NextCursor);

/// <summary>Lists cases of any state, page by page by key: the last page costs what the first does.</summary>
public sealed class CaseListQueries(Databases databases)
{
    private const int MaxCustomersOfText = 200;

    public async Task<Result<CaseList>> ListAsync(CaseListFilter filter, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        if (filter.Limit is < 1 or > CaseListFilter.MaxLimit) return Refusal.Invalid("list.limit_invalid", CaseListFilter.MaxLimit) with { Field = nameof(filter.Limit) };
        CaseCursor? after = null;
        if (filter.Cursor is { } text)
        {
            after = CaseCursor.Read(text);
            if (after is null || !Continues(filter.Sort, after.Value.Sort)) return Refusal.Invalid("list.cursor_invalid") with { Field = nameof(filter.Cursor) };
        }

        await using var db = databases.For(actor);
        if (await NarrowAsync(db, filter, ct) is not { } cases) return new CaseList([], null);
        var page = filter.Sort switch
        {
            CaseSort.Due => await ByDueAsync(db, cases, filter, after, ct),
            _ => await ByTimeAsync(Ways(cases, filter), filter.Sort, filter.Limit + 1, after, ct),
        };
        var rows = page.Take(filter.Limit).ToList();
        return new CaseList(await FillAsync(db, rows, ct), page.Count > filter.Limit ? rows[^1].Place.ToString() : null);
    }

    // What has no deadline follows what has one, so a list by due ends in one by opening.
    private static bool Continues(CaseSort asked, CaseSort of) => asked == of || (asked == CaseSort.Due && of == CaseSort.Opened);

    /// <summary>Null when nothing can match.</summary>
    private static async Task<IQueryable<Case>?> NarrowAsync(StoreDb db, CaseListFilter filter, CancellationToken ct)
    {
        var cases = db.Cases.AsNoTracking();
        if (filter.States.Count > 0)
        {
            var states = filter.States.Distinct().ToArray();
            cases = cases.Where(c => EF.Constant(states).Contains(c.State));
        }
        if (filter.Type is { } type) cases = cases.Where(c => c.Type == type);
        if (filter.Subtype is { } subtype) cases = cases.Where(c => c.Subtype == subtype);
        if (filter.OrderNo is { } orderNo) cases = cases.Where(c => c.OrderNo == orderNo);
        if (filter.Assignee == CaseListFilter.Nobody) cases = cases.Where(c => c.AssigneeId == null);
        else if (filter.Assignee is { } name)
        {
            var people = await db.Memberships.Join(db.Users, m => m.PersonId, p => p.Id, (m, p) => p)
                .Where(p => p.DisplayName == name || p.UserName == name).Select(p => p.Id).Distinct().ToArrayAsync(ct);
            if (people.Length == 0) return null;
            cases = cases.Where(c => c.AssigneeId != null && people.Contains(c.AssigneeId.Value));
        }
        if (filter.Customer is { } nick)
        {
            var customer = await db.Customers.Where(c => c.Nick == nick).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct);
            if (customer is not { } id) return null;
            cases = cases.Where(c => c.CustomerId == id);
        }
        if (filter.Text?.Trim() is { Length: > 0 } text)
        {
            var customers = await db.Customers.Named(text).OrderByDescending(c => c.Id).Take(MaxCustomersOfText).Select(c => c.Id).ToArrayAsync(ct);
            var number = text.ToUpperInvariant();
            cases = cases.Where(c => c.Number == number || c.OrderNo == text || customers.Contains(c.CustomerId));
        }
        return cases;
    }

    // Cases are indexed by subtype, and those of a type are those of its few subtypes: each is asked for its first ones.
    private static IEnumerable<IQueryable<Case>> Ways(IQueryable<Case> cases, CaseListFilter filter) =>
        filter is { Type: { } type, Subtype: null } ? CaseTypes.SubtypesOf(type).Select(subtype => cases.Where(c => c.Subtype == subtype)) : [cases];

    private static async Task<List<Found>> ByTimeAsync(IEnumerable<IQueryable<Case>> ways, CaseSort sort, int count, CaseCursor? after, CancellationToken ct)
    {
        if (sort == CaseSort.Updated)
        {
            if (after is { } a) ways = ways.Select(w => w.Where(c => EF.Functions.LessThan(ValueTuple.Create(c.LastActivityAt, c.Id), ValueTuple.Create(a.At, a.Id))));
            var updated = await First(ways, cases => cases.OrderByDescending(c => c.LastActivityAt).ThenByDescending(c => c.Id).Take(count)).ToListAsync(ct);
            return updated.ConvertAll(c => new Found(c, new(sort, c.LastActivityAt, c.Id)));
        }
        if (after is { } b) ways = ways.Select(w => w.Where(c => EF.Functions.LessThan(ValueTuple.Create(c.OpenedAt, c.Id), ValueTuple.Create(b.At, b.Id))));
        var opened = await First(ways, cases => cases.OrderByDescending(c => c.OpenedAt).ThenByDescending(c => c.Id).Take(count)).ToListAsync(ct);
        return opened.ConvertAll(c => new Found(c, new(CaseSort.Opened, c.OpenedAt, c.Id)));
    }

    private static IQueryable<Case> First(IEnumerable<IQueryable<Case>> ways, Func<IQueryable<Case>, IQueryable<Case>> first)
    {
        var each = ways.Select(first).ToList();
        return each is [var only] ? only : first(each.Aggregate((all, next) => all.Concat(next)));
    }

    // Walks the running clocks by their due time and takes of each case the first: as many steps as the page is long, however
    // many cases there are.
    private static async Task<List<Found>> ByDueAsync(StoreDb db, IQueryable<Case> cases, CaseListFilter filter, CaseCursor? after, CancellationToken ct)
    {
        var count = filter.Limit + 1;
        var all = cases;
        if (filter is { Type: { } type, Subtype: null })
        {
            // What a type has few of is found by its subtypes, which are indexed.
            CaseSubtype?[] subtypes = [.. CaseTypes.SubtypesOf(type)];
            cases = cases.Where(c => EF.Constant(subtypes).Contains(c.Subtype));
        }
        var running = db.Clocks.AsNoTracking().Where(k => k.StoppedAt == null && !k.Pauses.Any(p => p.EndedAt == null));
        var found = new List<Found>();
        if (after is not { Sort: CaseSort.Opened })
        {
            var nearest = running.Where(k => !running.Any(e => e.SubjectId == k.SubjectId && EF.Functions.LessThan(ValueTuple.Create(e.DueAt, e.Id), ValueTuple.Create(k.DueAt, k.Id))));
            if (after is { } a) nearest = nearest.Where(k => EF.Functions.GreaterThan(ValueTuple.Create(k.DueAt, k.Id), ValueTuple.Create(a.At, a.Id)));
            var due = await nearest.Join(cases, k => k.SubjectId, c => c.Id, (k, c) => new { k.DueAt, k.Id, Case = c })
                .OrderBy(x => x.DueAt).ThenBy(x => x.Id).Take(count).ToListAsync(ct);
            found = due.ConvertAll(x => new Found(x.Case, new(CaseSort.Due, x.DueAt, x.Id)));
            after = null;
        }
        if (found.Count < count)
            found.AddRange(await ByTimeAsync(Ways(all.Where(c => !running.Any(k => k.SubjectId == c.Id)), filter), CaseSort.Opened, count - found.Count, after, ct));
        return found;
    }

    private static async Task<List<ListedCase>> FillAsync(StoreDb db, List<Found> rows, CancellationToken ct)
    {
        var ids = rows.ConvertAll(r => r.Case.Id);
        var clocks = (await db.Clocks.AsNoTracking().Where(k => ids.Contains(k.SubjectId) && k.StoppedAt == null && !k.Pauses.Any(p => p.EndedAt == null))
            .Select(k => new { k.SubjectId, Clock = new RunningClock(k.Id, k.Kind, k.StartedAt, k.DueAt, false) }).ToListAsync(ct)).ToLookup(k => k.SubjectId, k => k.Clock);
        var people = rows.Select(r => r.Case.AssigneeId).OfType<Guid>().Distinct().ToArray();
        var names = await db.Users.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, ct);
        return rows.ConvertAll(r => new ListedCase(r.Case, r.Case.AssigneeId is { } id ? names.GetValueOrDefault(id) : null, clocks[r.Case.Id].MinBy(k => k.DueAt)));
    }

    private sealed record Found(Case Case, CaseCursor Place);
}
