using AfterSales.Domain.Customers;
using Microsoft.EntityFrameworkCore;

// These comparisons become SQL, where the column's collation compares.
#pragma warning disable CA1309

namespace AfterSales.Application.Customers;

/// <summary>Finds customers by a part of their nick, on an index, whatever the size of the store.</summary>
internal static class Nicks
{
    // Inside a nick a trigram index needs three characters; shorter words find the nicks that begin with them, as they are typed.
    private const int Trigram = 3;

    // The last character there is: no nick that begins with a word goes beyond the word with it, emoji included.
    private const string Last = "\U0010FFFF";

    public static IQueryable<Customer> Named(this IQueryable<Customer> customers, string part)
    {
        // Characters as the database counts them: an emoji is one.
        if (part.EnumerateRunes().Count() < Trigram)
        {
            // The range is what the index is asked for, however the values are planned; the beginning is what is meant.
            var end = part + Last;
            return customers.Where(c => string.Compare(c.Nick, part) >= 0 && string.Compare(c.Nick, end) < 0 && c.Nick.StartsWith(part));
        }
        var pattern = "%" + part.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal) + "%";
        return customers.Where(c => EF.Functions.ILike(c.Nick, pattern, @"\"));
    }
}
