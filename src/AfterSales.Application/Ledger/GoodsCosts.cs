using AfterSales.Application.Persistence;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Remedies;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Ledger;

/// <summary>What goods that are sent once more cost the store, as far as its data says.</summary>
internal static class GoodsCosts
{
    /// <summary>Only what is sent in place of something lost costs goods: what is exchanged comes back, and a gift is not what was ordered.</summary>
    private const string Reship = "reship";

    /// <summary>The part of what was paid for the lines that the store does not usually keep. Null for other shipments, and while it is not known.</summary>
    public static async Task<decimal?> OfAsync(StoreDb db, Case subject, CaseAction action, DateTimeOffset now, CancellationToken ct)
    {
        if (action.Word != Reship) return null;
        var file = (await CaseFacts.ReadAsync(db, [subject], now, ct))[subject.Id];
        var items = action.Items.Length > 0 ? action.Items : subject.Items;
        var lines = file.Lines.Where(line => items.Contains(line.Key)).ToList();
        var paid = lines.Count == 0 ? file.OrderPaid : lines.Exists(line => line.Worth is null) ? null : lines.Sum(line => line.Worth);
        return Claims.GoodsCost(paid, await db.Stores.Where(s => s.Id == db.StoreId).Select(s => s.MarginShare).SingleAsync(ct));
    }
}
