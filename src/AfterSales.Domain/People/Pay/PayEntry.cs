using AfterSales.Domain.Shared;

namespace AfterSales.Domain.People.Pay;

public enum PayEntryKind
{
    /// <summary>What was sold through a person in a month.</summary>
    Sales,

    /// <summary>What came back of it through them.</summary>
    Returns,

    /// <summary>Something granted or taken off besides, by a name.</summary>
    Extra,
}

/// <summary>An amount of a person's month that nobody can count here. The last one of a kind and name holds; those before it stand.</summary>
public sealed class PayEntry : IStoreOwned
{
    public const int MaxName = 40;

    private PayEntry() { }

    /// <summary>Grows with every entry of a store, so that of two the later is known.</summary>
    public long Id { get; private set; }

    public Guid StoreId { get; private set; }
    public Guid PersonId { get; private set; }
    public DateOnly Month { get; private set; }
    public PayEntryKind Kind { get; private set; }

    /// <summary>Of an extra; else empty.</summary>
    public string Name { get; private set; } = "";

    public decimal Yuan { get; private set; }
    public DateTimeOffset At { get; private set; }
    public Guid? ById { get; private set; }
    public string ByName { get; private set; } = "";

    public static Result<PayEntry> Enter(Guid personId, DateOnly month, PayEntryKind kind, string? name, decimal yuan, Actor by, DateTimeOffset now)
    {
        if (kind == PayEntryKind.Extra && (PlainText.IsBlank(name) || name!.Length > MaxName)) return Refusal.Invalid("pay.extra_name_needed", MaxName) with { Field = nameof(Name) };
        if (!Money.IsWholeFen(yuan) || Math.Abs(yuan) > MostOf(kind) || (kind != PayEntryKind.Extra && yuan < 0)) return Refusal.Invalid("pay.amount_invalid") with { Field = nameof(Yuan) };
        return new PayEntry { StoreId = by.StoreId, PersonId = personId, Month = month, Kind = kind, Name = kind == PayEntryKind.Extra ? name!.Trim() : "", Yuan = yuan, At = now, ById = by.Id, ByName = by.Name };
    }

    // A good seller sells more in a month than any single payment comes to.
    private static decimal MostOf(PayEntryKind kind) => kind == PayEntryKind.Extra ? Money.Most : Money.Most * 100;
}
