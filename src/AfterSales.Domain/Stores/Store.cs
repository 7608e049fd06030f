using AfterSales.Domain.Parcels;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Stores;

/// <summary>One shop. Everything else belongs to exactly one of these.</summary>
public sealed class Store
{
    /// <summary>The languages in which a store may speak to its buyers, the usual one first.</summary>
    public static readonly IReadOnlyList<string> Languages = ["zh-CN", "en"];

    /// <summary>Places of a share: a hundredth of a percent.</summary>
    public const int SharePlaces = 4;

    private const int MaxPlace = 40;
    private const int MaxGigabytes = 1_000_000;

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

    /// <summary>Where parcels start, so that an order's address is in the same city or another province; null while nobody said.</summary>
    public string? Province { get; private set; }

    public string? City { get; private set; }

    /// <summary>The part of the price that is usually left after all costs, from 0 to 1 with four places; null while nobody said.</summary>
    public decimal? MarginShare { get; private set; }

    /// <summary>In which language its buyers are spoken to, whatever language its people read.</summary>
    public string Language { get; private set; } = Languages[0];

    /// <summary>How far the weight of a parcel may be off and still count as the same, as a share of what was expected.</summary>
    public decimal WeighShare { get; private set; } = WeighTolerance.Default.Share;

    /// <summary>The same in grams, for light parcels.</summary>
    public int WeighGrams { get; private set; } = WeighTolerance.Default.Grams;

    public WeighTolerance WeighTolerance => new(WeighShare, WeighGrams);

    /// <summary>The most that may be kept as evidence, in gigabytes; null: as much as there is room.</summary>
    public int? EvidenceGigabytes { get; private set; }

    public int Version { get; private set; }

    /// <summary>Says in which language its buyers are spoken to: one of <see cref="Languages"/>.</summary>
    public Result SpeakIn(string language)
    {
        if (!Languages.Contains(language)) return Refusal.Invalid("store.language_unknown", language) with { Field = nameof(Language) };
        Language = language;
        Version++;
        return Result.Done;
    }

    /// <summary>Says how much may be kept as evidence; null: as much as there is room.</summary>
    public Result LimitEvidence(int? gigabytes)
    {
        if (gigabytes is < 1 or > MaxGigabytes) return Refusal.Invalid("evidence.limit_invalid", MaxGigabytes) with { Field = nameof(EvidenceGigabytes) };
        EvidenceGigabytes = gigabytes;
        Version++;
        return Result.Done;
    }

    /// <summary>Says how far a weight may be off.</summary>
    public Result Weigh(WeighTolerance tolerance)
    {
        if (tolerance.Problem() is { } refusal) return refusal;
        (WeighShare, WeighGrams) = tolerance;
        Version++;
        return Result.Done;
    }

    /// <summary>Says where it ships from and what it keeps of the price. A blank place is none.</summary>
    public Result DescribeTrade(string? province, string? city, decimal? marginShare)
    {
        if (province is { Length: > MaxPlace } || city is { Length: > MaxPlace })
            return Refusal.Invalid("store.place_too_long") with { Field = province is { Length: > MaxPlace } ? nameof(Province) : nameof(City) };
        if (marginShare is < 0 or > 1)
            return Refusal.Invalid("store.margin_invalid") with { Field = nameof(MarginShare) };
        Province = PlainText.IsBlank(province) ? null : province!.Trim();
        City = PlainText.IsBlank(city) ? null : city!.Trim();
        MarginShare = marginShare is { } share ? decimal.Round(share, SharePlaces) : null;
        Version++;
        return Result.Done;
    }

    public Result Describe(string name, string timeZoneId)
    {
        if (PlainText.IsBlank(name) || name.Length > 80)
            return Refusal.Invalid("store.name_invalid") with { Field = nameof(Name) };
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZoneId, out _))
            return Refusal.Invalid("store.zone_unknown", timeZoneId) with { Field = nameof(TimeZoneId) };
        Name = PlainText.Name(name);
        TimeZoneId = timeZoneId;
        Version++;
        return Result.Done;
    }
}
