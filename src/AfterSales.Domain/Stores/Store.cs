using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Stores;

/// <summary>One shop. Everything else belongs to exactly one of these.</summary>
public sealed class Store
{
    private Store() { }

    public Store(Guid id, string name, string timeZoneId, DateTimeOffset createdAt, bool isDemo)
    {
        Id = id;
        Name = name;
        TimeZoneId = timeZoneId;
        CreatedAt = createdAt;
        IsDemo = isDemo;
    }

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>IANA id; what "today" and "18:00" mean in this store.</summary>
    public string TimeZoneId { get; private set; } = "Asia/Shanghai";

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Made by the product to show itself; its sign-ins are shown on the sign-in page.</summary>
    public bool IsDemo { get; private set; }

    public int Version { get; private set; }

    public Result Describe(string name, string timeZoneId)
    {
        if (PlainText.IsBlank(name) || name.Length > 80)
            return Refusal.Invalid("store.name_invalid") with { Field = nameof(Name) };
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZoneId, out _))
            return Refusal.Invalid("store.zone_unknown", timeZoneId) with { Field = nameof(TimeZoneId) };
        Name = name.Trim();
        TimeZoneId = timeZoneId;
        Version++;
        return Result.Done;
    }
}
