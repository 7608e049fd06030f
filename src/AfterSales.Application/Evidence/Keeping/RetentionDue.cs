using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Evidence.Keeping;

/// <summary>A case of which something goes now.</summary>
internal sealed record DueCase(Guid Id, string Number);

/// <summary>What goes, or stays nevertheless, of the cases of one type.</summary>
/// <param name="Type">Empty: cases without one.</param>
/// <param name="Why">Why it stays; null: it goes.</param>
internal sealed record DueSum(string Type, string? Why, long Cases, long Pieces, long Bytes);

/// <summary>
/// What a rule makes go now, and what stays beyond its time, each in one statement: what is foretold, what is done and what is checked again under the lock of the case are the same question.
/// A case is due as a whole, its copies with their originals, when it was closed and got its last piece before the moment of its type.
/// </summary>
internal static class RetentionDue
{
    private const string Due =
        $"""
        select c.id, c.number, t.type, e.pieces, e.bytes,
               case when exists (select from legal_holds h where h.case_id = c.id and h.released_at is null) then '{nameof(KeptBecause.LegalHold)}'
                    when exists (select from removal_requests r where r.case_id = c.id and r.store_id = c.store_id and r.state = 'Open') then '{nameof(KeptBecause.RemovalRequest)}'
                    when exists (select from approval_requests a where a.case_id = c.id and a.state in ('Open','AskedBack')) then '{nameof(KeptBecause.Approval)}'
                    when exists (select from payouts p where p.case_id = c.id and p.state not in ('Confirmed','Voided')) then '{nameof(KeptBecause.Payout)}'
                    when exists (select from case_actions a where a.case_id = c.id and a.flow in ('Claim','Appeal') and a.state not in ('Done','Voided','Failed')) then '{nameof(KeptBecause.Claim)}'
               end as why
        from unnest(@types, @moments) t(type, goes_before)
        join cases c on c.store_id = @store and c.state = 'Closed' and c.closed_at < (select max(latest) from unnest(@moments) latest) and c.closed_at < t.goes_before and coalesce(c.type, '') = t.type and (@only is null or c.id = @only)
        cross join lateral (select count(*) as pieces, coalesce(sum(e.size), 0) as bytes, max(e.added_at) as last from evidence e where e.case_id = c.id and e.removed_at is null) e
        where e.pieces > 0 and e.last < t.goes_before
        """;

    /// <summary>Sums by type and by why something stays.</summary>
    public static Task<List<DueSum>> SumsAsync(StoreDb db, RetentionPolicy policy, DateTimeOffset now, CancellationToken ct) =>
        db.Database.SqlQueryRaw<DueSum>(
            $"""
            select d.type as "Type", d.why as "Why", count(*) as "Cases", sum(d.pieces)::bigint as "Pieces", sum(d.bytes)::bigint as "Bytes" from ({Due}) d group by d.type, d.why
            """, Parameters(db, policy, now, null)).ToListAsync(ct);

    /// <summary>The first cases, by their ids, of which something goes.</summary>
    /// <param name="after">Those up to this one were done, or tried.</param>
    public static Task<List<DueCase>> CasesAsync(StoreDb db, RetentionPolicy policy, DateTimeOffset now, Guid after, int most, CancellationToken ct) =>
        db.Database.SqlQueryRaw<DueCase>(
            $"""
            select d.id as "Id", d.number as "Number" from ({Due}) d where d.why is null and d.id > @after order by d.id limit @most
            """, [.. Parameters(db, policy, now, null), new NpgsqlParameter<Guid>("after", after), new NpgsqlParameter<int>("most", most)]).ToListAsync(ct);

    /// <summary>Whether what is left of this case goes. Asked by whoever holds it.</summary>
    public static Task<bool> IsDueAsync(StoreDb db, RetentionPolicy policy, DateTimeOffset now, Guid caseId, CancellationToken ct) =>
        db.Database.SqlQueryRaw<bool>(
            $"""
            select exists (select from ({Due}) d where d.why is null) as "Value"
            """, Parameters(db, policy, now, caseId)).SingleAsync(ct);

    /// <summary>The type of a sum; null: cases without one.</summary>
    public static CaseType? TypeOf(string name) => name.Length == 0 ? null : Enum.Parse<CaseType>(name);

    private static string NameOf(CaseType? type) => type?.ToString() ?? "";

    private static object[] Parameters(StoreDb db, RetentionPolicy policy, DateTimeOffset now, Guid? only)
    {
        var due = RetentionPolicy.AllTypes.Select(type => (Name: NameOf(type), Moment: policy.GoesBefore(type, now))).Where(due => due.Moment is not null).ToList();
        return
        [
            new NpgsqlParameter<Guid>("store", db.StoreId),
            new NpgsqlParameter<string[]>("types", [.. due.Select(one => one.Name)]),
            new NpgsqlParameter<DateTimeOffset[]>("moments", [.. due.Select(one => one.Moment!.Value)]),
            new NpgsqlParameter("only", NpgsqlTypes.NpgsqlDbType.Uuid) { Value = (object?)only ?? DBNull.Value },
        ];
    }
}
