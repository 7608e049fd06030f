using AfterSales.Application.Cases;

namespace AfterSales.Web.Cases;

/// <summary>Finds rows of the queue by what people have at hand: nick, case number, order number or tag, any part of it.</summary>
public static class QueueFilter
{
    public static bool Matches(QueueRow row, string? text, TagList tags)
    {
        if (string.IsNullOrWhiteSpace(text)) return true;
        var wanted = text.Trim();
        return Holds(row.CustomerNick, wanted) || Holds(row.Number, wanted) || Holds(row.OrderNo, wanted) || row.Tags.Any(t => Holds(t, wanted) || Holds(tags.Find(t)?.EnglishName, wanted));
    }

    private static bool Holds(string? where, string wanted) => where?.Contains(wanted, StringComparison.OrdinalIgnoreCase) == true;
}
