using AfterSales.Application.Persistence;
using AfterSales.Domain.Playbooks.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Reviews;

/// <summary>For a customer flagged for extortion goodwill is a supervisor's decision, whatever it costs and whatever the playbook says (SPEC 4.3).</summary>
internal static class GoodwillLock
{
    /// <summary>As the outcomes catalogue calls the cause.</summary>
    public const string Cause = "extortion";

    /// <summary>The flag, as playbooks know it.</summary>
    public const string Fact = "extortion flag";

    /// <summary>Whether the remedy may be given to this customer only with an approval.</summary>
    public static async Task<bool> HoldsAsync(StoreDb db, Guid customerId, string remedy, CancellationToken ct) =>
        OutcomeCatalogue.Goodwill.Contains(remedy) && await db.Customers.AnyAsync(c => c.Id == customerId && c.Extortion != null, ct);
}
