using AfterSales.Application.Ledger;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Insights;

/// <summary>The numbers of everybody in a range, by name.</summary>
public sealed record TeamNumbers(ReportRange Range, IReadOnlyList<TeamMemberNumbers> People);

/// <param name="Name">Null: not of the store any more.</param>
public sealed record TeamMemberNumbers(Guid PersonId, string? Name, PersonNumbers Numbers);

/// <summary>One person's numbers in a range, and of each day or month of it on which anything was counted, the latest first.</summary>
/// <param name="Name">Null: not of the store any more.</param>
public sealed record NumbersOfPerson(Guid PersonId, string? Name, ReportRange Range, PersonNumbers Whole, IReadOnlyList<SpanNumbers> Parts);

public sealed record SpanNumbers(ReportRange Range, PersonNumbers Numbers);

/// <summary>Reads people's numbers (SPEC 7), from roll-ups alone. A person sees their own, who may see reports everybody's.</summary>
public sealed class NumbersQueries(Databases databases, FigureQueries figures)
{
    public async Task<Result<TeamNumbers>> TeamAsync(ReportRange range, Actor actor, CancellationToken ct = default)
    {
        var found = await figures.OfAsync(range, PersonNumbers.Wanted, actor, ct);
        if (!found.Ok) return found.Refusal;
        var numbers = PersonNumbers.Of(found.Value);
        await using var db = databases.For(actor);
        var names = await db.NamesAsync([.. numbers.Keys], ct);
        return new TeamNumbers(range, [.. numbers.Select(one => new TeamMemberNumbers(one.Key, names.GetValueOrDefault(one.Key), one.Value)).OrderBy(one => one.Name is null).ThenBy(one => one.Name, StringComparer.Ordinal).ThenBy(one => one.PersonId)]);
    }

    /// <param name="span">By what the range is told apart; by months it is made of whole ones.</param>
    public async Task<Result<NumbersOfPerson>> OfPersonAsync(Guid personId, ReportRange range, RollUpSpan span, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewReports) && actor.PersonId != personId) return Refusal.Forbidden();
        if (range.Days > ReportRange.MostDays) return Refusal.Invalid("reports.range_too_long", ReportRange.MostDays / 366);
        await using var db = databases.For(actor);
        var name = (await db.NamesAsync([personId], ct)).GetValueOrDefault(personId);
        if (name is null && !await db.Occurrences.AnyAsync(o => o.PersonId == personId, ct)) return Refusal.NotFound("person.not_found");
        var parts = await PartsAsync(actor.StoreId, personId, range, span, ct);
        var whole = Figures.Sum(range, parts.Values);
        return new NumbersOfPerson(personId, name, range, Numbers(whole), [.. parts.OrderByDescending(part => part.Key).Select(part => new SpanNumbers(part.Value.Range, Numbers(part.Value)))]);

        PersonNumbers Numbers(Figures of) => PersonNumbers.Of(of).GetValueOrDefault(personId, PersonNumbers.None);
    }

    private async Task<Dictionary<DateOnly, Figures>> PartsAsync(Guid storeId, Guid personId, ReportRange range, RollUpSpan span, CancellationToken ct)
    {
        await using var command = databases.Source.CreateCommand("""
            select r.starts, r.measure, r.cut, r.key, r.count, r.late, r.seconds, r.yuan from unnest($2, $3) wanted (measure, cut)
            join roll_ups r on r.store_id = $1 and r.measure = wanted.measure and r.cut = wanted.cut and r.span = $4 and r.starts between $5 and $6
                and case r.cut when 'Person' then r.key = $7 else starts_with(r.key, $7 || '|') end
            -- Of promises only those count that were missed.
            where case when starts_with(r.measure, 'Promise:') then r.late <> 0 else r.count <> 0 or r.yuan <> 0 end
            """);
        object[] values =
        [
            storeId, PersonNumbers.Wanted.Select(one => one.Measure).ToArray(), PersonNumbers.Wanted.Select(one => one.Cut.ToString()).ToArray(), span.ToString(), range.First, range.Last, personId.ToString(),
        ];
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        var lines = new List<(DateOnly Starts, Wanted Wanted, string Key, Figure Figure)>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            lines.Add((await rows.GetFieldValueAsync<DateOnly>(0, ct), new(rows.GetString(1), Enum.Parse<Cut>(rows.GetString(2))), rows.GetString(3), new(rows.GetInt64(4), rows.GetInt64(5), rows.GetInt64(6), rows.GetDecimal(7))));
        return lines.GroupBy(line => line.Starts).ToDictionary(part => part.Key, part => new Figures(
            span == RollUpSpan.Day ? new(part.Key, part.Key) : new(part.Key, part.Key.AddMonths(1).AddDays(-1)),
            part.GroupBy(line => line.Wanted).ToDictionary(of => of.Key, of => (IReadOnlyDictionary<string, Figure>)of.ToDictionary(line => line.Key, line => line.Figure, StringComparer.Ordinal))));
    }
}
