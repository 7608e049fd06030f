using AfterSales.Domain.Shared;

namespace AfterSales.Domain.People.Pay;

/// <summary>A month whose sheets are what they are for good.</summary>
public sealed class ClosedMonth : IStoreOwned
{
    public const int MaxReason = 500;

    private ClosedMonth() { }

    public ClosedMonth(Guid storeId, DateOnly month, int policyVersion, string? reason, Guid? byId, string byName, DateTimeOffset at)
    {
        StoreId = storeId;
        Month = month;
        PolicyVersion = policyVersion;
        Reason = reason;
        ById = byId;
        ByName = byName;
        At = at;
    }

    public Guid StoreId { get; private set; }
    public DateOnly Month { get; private set; }

    /// <summary>The pay policy that it was closed under.</summary>
    public int PolicyVersion { get; private set; }

    /// <summary>Why it was closed although disputes were open; null where none was.</summary>
    public string? Reason { get; private set; }

    public DateTimeOffset At { get; private set; }
    public Guid? ById { get; private set; }
    public string ByName { get; private set; } = "";
}

/// <summary>One person's sheet of a closed month, as it was paid.</summary>
public sealed class ClosedSheet : IStoreOwned
{
    private ClosedSheet() { }

    public ClosedSheet(Guid storeId, DateOnly month, Guid personId, string personName, string? grade, IReadOnlyList<PayLine> lines)
    {
        StoreId = storeId;
        Month = month;
        PersonId = personId;
        PersonName = personName;
        Grade = grade;
        Lines = lines;
        Total = PaySheets.Total(lines);
    }

    public Guid StoreId { get; private set; }
    public DateOnly Month { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>As they were called then.</summary>
    public string PersonName { get; private set; } = "";

    public string? Grade { get; private set; }
    public IReadOnlyList<PayLine> Lines { get; private set; } = [];
    public decimal Total { get; private set; }
}
