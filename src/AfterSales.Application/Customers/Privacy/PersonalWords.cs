using AfterSales.Application.Persistence;
using AfterSales.Domain.Customers;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Customers.Privacy;

/// <summary>What names a buyer wherever it stands.</summary>
internal static class PersonalWords
{
    // A single character stands in every other text.
    private const int Shortest = 2;

    /// <summary>Nick, phones and names; masked ones name nobody.</summary>
    public static async Task<List<string>> OfAsync(StoreDb db, Guid customerId, string nick, CancellationToken ct)
    {
        var told = await PersonalOrders.Of(db, customerId).Select(o => new { o.ReceiverName, o.Phone }).ToListAsync(ct);
        return [.. told.SelectMany(o => new[] { o.ReceiverName, o.Phone }).Prepend(nick).OfType<string>().Select(word => word.Trim())
            .Where(word => word.Length >= Shortest && !word.Contains('*', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The request, held until the transaction ends.</summary>
    public static Task<Erasure?> HeldErasureAsync(this StoreDb db, Guid id, CancellationToken ct) =>
        db.Erasures.FromSql($"select * from erasures where store_id = {db.StoreId} and id = {id} for update").SingleOrDefaultAsync(ct);
}
