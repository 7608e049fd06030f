using AfterSales.Domain.Cases;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases;

/// <summary>The tags a new store starts with; shipped as default-tags.csv (name, English name, colour or nothing), in the order in which they are offered.</summary>
internal static class DefaultTags
{
    public static IEnumerable<StoreTag> For(Guid storeId, DateTimeOffset now)
    {
        using var stream = typeof(DefaultTags).Assembly.GetManifestResourceStream("AfterSales.Application.default-tags.csv")!;
        using var reader = new StreamReader(stream);
        for (var place = 1; reader.ReadLine() is { } line; place++)
        {
            var cells = line.Split(',');
            var tag = new StoreTag(Ids.New(now), storeId, place);
            if (tag.Describe(cells[0], cells[1], cells[2].Length == 0 ? null : Enum.Parse<FlagColour>(cells[2])).Refusal is { } refusal) throw new InvalidDataException($"default-tags.csv, line {place}: {refusal.Code}");
            yield return tag;
        }
    }
}
