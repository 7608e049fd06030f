namespace AfterSales.Domain.Shared;

/// <summary>Keys we assign ourselves: version 7 (time-ordered), so that indexes stay dense and rows can be built before they are saved.</summary>
public static class Ids
{
    public static Guid New(DateTimeOffset now) => Guid.CreateVersion7(now);
}
