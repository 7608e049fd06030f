using AfterSales.Application.Persistence;
using AfterSales.Domain.People.Pay;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.People.Pay;

/// <summary>A sheet as it is worked out now.</summary>
internal sealed record DraftSheet(Guid PersonId, PayFacts Facts, IReadOnlyList<PayLine> Lines);

/// <summary>Works out the sheets of a month from occurrences, attendance and what was entered. Whoever has a grade then, or an entry, has one.</summary>
public sealed class PayBook(Databases databases, TimeProvider time)
{
    /// <summary>How many closed months are looked at for what came to light of them since.</summary>
    private const int MonthsCorrected = 3;

    private const string Counted = """
        select person_id, count(*) filter (where kind = 'Replied' and seconds > $4), array_agg(seconds order by at) filter (where kind = 'Waited' and seconds > $5),
            count(*) filter (where kind = 'ReviewRescued'), count(*) filter (where kind = 'Satisfaction' and word = '5'), count(*) filter (where kind = 'FollowUp'), count(*) filter (where kind = 'Resolved')
        from occurrences where store_id = $1 and kind = any($6) and day between $2 and $3 and person_id is not null and ($7::uuid is null or person_id = $7) group by person_id
        """;

    private static readonly string[] Kinds = ["Replied", "Waited", "ReviewRescued", "Satisfaction", "FollowUp", "Resolved"];

    /// <summary>Of the closed months that an open one looks back at, the earliest.</summary>
    internal static DateOnly FirstCorrected(DateOnly open) => open.AddMonths(-MonthsCorrected);

    /// <param name="only">One person's; null: everybody's.</param>
    internal async Task<IReadOnlyList<DraftSheet>> OfMonthAsync(StoreDb db, DateOnly month, Guid? only, CancellationToken ct)
    {
        var corrections = (await CorrectionsAsync(db, month, only, ct)).ToLookup(one => one.PersonId, one => one.Correction);
        return await WorkOutAsync(db, month, only, corrections, ct);
    }

    /// <summary>What the lines of a closed month would come to now, without what it carried of months before.</summary>
    internal async Task<IReadOnlyList<DraftSheet>> AsOfNowAsync(StoreDb db, DateOnly month, Guid? only, CancellationToken ct) => await WorkOutAsync(db, month, only, Enumerable.Empty<int>().ToLookup(_ => Guid.Empty, _ => new Correction(month, 0)), ct);

    private async Task<IReadOnlyList<DraftSheet>> WorkOutAsync(StoreDb db, DateOnly month, Guid? only, ILookup<Guid, Correction> corrections, CancellationToken ct)
    {
        var policy = await db.PolicyOfAsync(month, ct);
        var (grades, entries) = (await db.GradesOfAsync(month, ct), await db.EntriesOfAsync(month, ct));
        var counted = await CountedAsync(db.StoreId, month, policy, only, ct);
        var attended = (await db.AttendanceAsync(month, only, time.GetUtcNow(), ct)).ToDictionary(one => one.PersonId, one => one.Shifts);
        var accepted = (await db.PayDisputes.AsNoTracking().Where(d => d.Month == month && d.State == DisputeState.Accepted && (only == null || d.PersonId == only)).ToListAsync(ct)).ToLookup(d => d.PersonId);
        return
        [
            .. grades.Keys.Concat(entries.Select(one => one.Key)).Concat(corrections.Select(one => one.Key)).Distinct().Where(person => only is null || person == only).Order().Select(person =>
            {
                var mine = entries[person].ToLookup(entry => entry.Kind);
                var shifts = attended.GetValueOrDefault(person, []);
                var facts = counted.GetValueOrDefault(person, new()) with
                {
                    Grade = grades.GetValueOrDefault(person),
                    Sales = mine[PayEntryKind.Sales].SingleOrDefault()?.Yuan,
                    Returns = mine[PayEntryKind.Returns].SingleOrDefault()?.Yuan ?? 0,
                    Extras = [.. mine[PayEntryKind.Extra].Select(entry => new NamedYuan(entry.Name, entry.Yuan))],
                    LateStarts = [.. shifts.Select(shift => shift.LateSeconds).Where(seconds => seconds > 0)],
                    ShiftsOffWithoutLeave = shifts.Count(shift => shift.OffWithoutLeave),
                    Corrections = [.. corrections[person]],
                };
                return new DraftSheet(person, facts, PaySheets.Lines(policy, facts, accepted[person].GroupBy(d => d.LineKey).ToDictionary(d => d.Key, d => d.Sum(one => one.Granted), StringComparer.Ordinal)));
            }),
        ];
    }

    private async Task<List<(Guid PersonId, Correction Correction)>> CorrectionsAsync(StoreDb db, DateOnly month, Guid? only, CancellationToken ct)
    {
        var earliest = FirstCorrected(month);
        var closed = await db.ClosedMonths.Where(m => m.Month >= earliest).OrderBy(m => m.Month).Select(m => m.Month).ToListAsync(ct);
        // The month after the last that is closed carries it; two that are open would both.
        if (closed.Count == 0 || closed[^1].AddMonths(1) != month) return [];
        var sheets = await db.ClosedSheets.AsNoTracking().Where(s => s.Month >= closed[0] && s.Month < month && (only == null || s.PersonId == only)).ToListAsync(ct);
        var corrections = new List<(Guid, Correction)>();
        foreach (var then in closed)
        {
            var key = PayLine.KeyOf(PayLineKind.Correction, PaySheets.MonthText(then));
            var now = (await AsOfNowAsync(db, then, only, ct)).ToDictionary(sheet => sheet.PersonId, sheet => PaySheets.Total(sheet.Lines));
            foreach (var sheet in sheets.Where(sheet => sheet.Month == then))
            {
                var paid = sheet.Lines.Where(line => line.Kind != PayLineKind.Correction).Sum(line => line.Yuan);
                // What a later sheet carried of it already is not carried twice; had a dispute changed that line, it is settled as well.
                var carried = sheets.Where(later => later.Month > then && later.PersonId == sheet.PersonId).SelectMany(later => later.Lines).Where(line => line.Key == key).Sum(line => line.Computed ?? line.Yuan);
                if (now.GetValueOrDefault(sheet.PersonId, 0) - paid - carried is not 0 and var left) corrections.Add((sheet.PersonId, new(then, left)));
            }
        }
        return corrections;
    }

    private async Task<Dictionary<Guid, PayFacts>> CountedAsync(Guid storeId, DateOnly month, PayPolicy policy, Guid? only, CancellationToken ct)
    {
        await using var command = databases.Source.CreateCommand(Counted);
        var least = policy.Unanswered.Count == 0 ? int.MaxValue : policy.Unanswered.Min(rule => rule.OverSeconds);
        object[] values = [storeId, month, month.AddMonths(1).AddDays(-1), policy.SlowReplies.OverSeconds, least, Kinds];
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        command.Parameters.Add(new() { Value = only is { } one ? one : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        var found = new Dictionary<Guid, PayFacts>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) found[rows.GetGuid(0)] = await FactsAsync(rows, ct);
        return found;
    }

    private static async Task<PayFacts> FactsAsync(NpgsqlDataReader row, CancellationToken ct) => new()
    {
        SlowReplies = row.GetInt64(1),
        Waits = await row.IsDBNullAsync(2, ct) ? [] : await row.GetFieldValueAsync<int[]>(2, ct),
        Earned = new Dictionary<BonusFor, long>
        {
            [BonusFor.ReviewRescued] = row.GetInt64(3),
            [BonusFor.FullMark] = row.GetInt64(4),
            [BonusFor.FollowUp] = row.GetInt64(5),
            [BonusFor.Resolved] = row.GetInt64(6),
        },
    };
}
