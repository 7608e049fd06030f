using AfterSales.Domain.Customers;
using Microsoft.EntityFrameworkCore;

// These comparisons become SQL, where the column's collation compares.
#pragma warning disable CA1309

namespace AfterSales.Application.Customers;

/// <summary>Finds customers by a part of their nick, on an index, whatever the size of the store.</summary>
internal static class Nicks
{
    // A trigram index needs three characters; shorter words find the nicks that begin with them, as they are typed.
    private const int Trigram = 3;

    public static IQueryable<Customer> Named(this IQueryable<Customer> customers, string part)
    {
        if (part.Length < Trigram)
        {
            var end = part + "\uffff";
            return customers.Where(c => string.Compare(c.Nick, part) >= 0 && string.Compare(c.Nick, end) < 0);
        }
        var pattern = "%" + part.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal) + "%";
        return customers.Where(c => EF.Functions.ILike(c.Nick, pattern, @"\"));
    }
}
