using AfterSales.Application.Persistence;
using AfterSales.Application.Persistence.Mapping;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Customers.Privacy;

/// <summary>What has to come to its end before a customer can be erased.</summary>
public enum ErasureObstacleKind
{
    OpenCase,

    /// <summary>A clock of a case that is not open still runs: its buyer is still to be asked.</summary>
    FollowUp,
    Claim,
    Payout,
    Approval,

    /// <summary>A refund of the platform that waits for the store.</summary>
    Refund,
    LegalHold,

    /// <summary>An evidence pack is being made.</summary>
    Pack,
}

/// <param name="Of">The case it is about; of a refund, the order.</param>
public sealed record ErasureObstacle(ErasureObstacleKind Kind, string Of);

internal static class ErasureObstacles
{
    public const int Most = 20;

    private static readonly string Sql = $$"""
        with theirs as materialized (select id, number, {{CaseMapping.OpenCases}} as is_open from cases where store_id = {0} and customer_id = {1})
        select kind as "Kind", what as "Of" from (
            select 'OpenCase' as kind, number as what from theirs where is_open
            union select 'FollowUp', c.number from theirs c where not is_open and exists (select from clocks k where k.subject_id = c.id and k.stopped_at is null)
            union select 'Claim', c.number from theirs c join case_actions a on a.case_id = c.id where a.flow in ('Claim', 'Appeal') and a.ended_at is null
            union select 'Payout', c.number from payouts p join cases c on c.id = p.case_id where p.store_id = {0} and p.customer_id = {1} and p.state in ('Requested', 'Approved', 'Sent', 'Failed')
            union select 'Approval', c.number from theirs c join approval_requests r on r.case_id = c.id where r.state in ('Open', 'AskedBack')
            union select 'Refund', r.order_no from orders o join platform_refunds r on r.store_id = o.store_id and r.order_no = o.order_no
                where o.store_id = {0} and o.id in ({{PersonalOrders.Ids("{0}", "{1}")}}) and r.status not in ('None', 'Succeeded', 'Closed') and greatest(r.deadline, r.proof_deadline) > {2}
            union select 'LegalHold', c.number from theirs c join legal_holds h on h.case_id = c.id where h.released_at is null
            union select 'Pack', c.number from theirs c join evidence_packs p on p.case_id = c.id where p.ended_at is null) o
        order by kind, what limit {3}
        """;

    /// <summary>At most <see cref="Most"/> of them.</summary>
    public static async Task<IReadOnlyList<ErasureObstacle>> OfAsync(StoreDb db, Guid customerId, DateTimeOffset now, CancellationToken ct) =>
        [.. (await db.Database.SqlQueryRaw<Row>(Sql, db.StoreId, customerId, now, Most).ToListAsync(ct)).Select(row => new ErasureObstacle(Enum.Parse<ErasureObstacleKind>(row.Kind), row.Of))];

    private sealed record Row(string Kind, string Of);
}
