using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Feedback;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Feedback;

/// <summary>What is one matter: the same style, batch and defect.</summary>
internal readonly record struct Matter(string Style, string Batch, CaseSubtype Defect)
{
    public static Matter Of(FeedbackItem item) => new(item.Style, item.Batch, item.Defect);
}

/// <summary>A case about goods, as it counts for production.</summary>
/// <param name="ShippedOn">The day on which its piece was shipped, by the store's wall clock; null while no import tells.</param>
/// <param name="StandsIn">The item of this matter in which it stands, whatever became of that.</param>
internal sealed record FaultyPiece(Matter Matter, FaultyCase Case, DateOnly? ShippedOn, bool IsOpen, Guid? StandsIn);

/// <summary>
/// Reads which cases speak of faulty goods, from what reports counted (ADR 26): quality cases of which the playbook does not say that the buyer is responsible. A type that was only proposed counts: while
/// many come at once nobody has time to confirm, and a supervisor looks before production is asked.
/// </summary>
internal static class FaultyGoods
{
    private const string Responsible = "buyer";

    /// <summary>That a piece counts for a matter: of an occurrence <c>o</c>.</summary>
    public const string Counts = $"o.word = 'Quality' and o.responsible is distinct from '{Responsible}'";

    public static async Task<List<FaultyPiece>> SinceAsync(StoreDb db, DateOnly first, CancellationToken ct)
    {
        string[] defects = [.. FeedbackItem.Defects.Select(defect => defect.ToString())];
        var rows = await db.Database.SqlQueryRaw<Row>(
            $$"""
            select o.style as "Style", coalesce(o.batch, '') as "Batch", o.subtype as "Defect", o.case_id as "CaseId", c.customer_id as "CustomerId", o.at as "At",
                (select s.day from occurrences s where s.case_id = o.case_id and s.kind = 'Faulty' and s.key = o.key) as "ShippedOn",
                c.state in ('New','Confirming','Analysing','Negotiating','Executing') as "IsOpen", coalesce(said.severe, false) as "IsSevere",
                (select f.item_id from feedback_cases f join feedback_items i on i.id = f.item_id
                    where f.case_id = o.case_id and i.style = o.style and i.batch = coalesce(o.batch, '') and i.defect = o.subtype order by i.opened_at desc limit 1) as "StandsIn"
            from occurrences o join cases c on c.id = o.case_id
            left join lateral (
                select e.facts ->> 'severity' = '"severe"' and (e.facts ->> 'photo' = '"confirms"' or e.facts ->> 'inspection' = '"defect"') as severe
                from case_evaluations e where e.case_id = o.case_id order by e.id desc limit 1) said on true
            where o.store_id = {0} and o.kind = 'Piece' and o.day >= {1} and o.style is not null and o.subtype = any({2}) and {{Counts}}
            """, db.StoreId, first, defects).ToListAsync(ct);
        return rows.ConvertAll(r => new FaultyPiece(new(r.Style, r.Batch, Enum.Parse<CaseSubtype>(r.Defect)), new(r.CaseId, r.CustomerId, r.At, r.IsSevere), r.ShippedOn, r.IsOpen, r.StandsIn));
    }

    private sealed record Row(string Style, string Batch, string Defect, Guid CaseId, Guid CustomerId, DateTimeOffset At, DateOnly? ShippedOn, bool IsOpen, bool IsSevere, Guid? StandsIn);
}
