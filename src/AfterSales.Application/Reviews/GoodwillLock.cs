using AfterSales.Application.Persistence;
using AfterSales.Domain.Playbooks.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Reviews;

/// <summary>For a customer flagged for extortion goodwill is a supervisor's decision, whatever it costs and whatever the playbook says (SPEC 4.3).</summary>
internal static class GoodwillLock
{
    /// <summary>As the outcomes catalogue calls the cause.</summary>
    public const string Cause = "extortion";

    /// <summary>Whether the remedy may be given to this customer only with an approval.</summary>
    public static async Task<bool> HoldsAsync(StoreDb db, Guid customerId, string remedy, CancellationToken ct) =>
        OutcomeCatalogue.Goodwill.Contains(remedy) && await db.Customers.AnyAsync(c => c.Id == customerId && c.Extortion != null, ct);

    /// <summary>Those of these customers to whom goodwill goes only with an approval.</summary>
    public static async Task<HashSet<Guid>> AmongAsync(StoreDb db, IReadOnlyCollection<Guid> customers, CancellationToken ct) =>
        await db.Customers.Where(c => customers.Contains(c.Id) && c.Extortion != null).Select(c => c.Id).ToHashSetAsync(ct);
}
