using AfterSales.Domain.Cases;

namespace AfterSales.Web.Evidence.Keeping;

/// <summary>How a line of the form answers.</summary>
public enum KeptAs
{
    /// <summary>It says nothing of its own.</summary>
    Otherwise,

    Good,
    Months,
}

/// <summary>For how long evidence of one sort of cases is kept, as the form edits it.</summary>
public sealed class KeptLine
{
    /// <summary>As in a refusal of the policy.</summary>
    public required string Field { get; init; }

    public KeptAs As { get; set; }
    public int? Months { get; set; }

    /// <summary>Null: as otherwise. Months that are missing come out as what the policy refuses.</summary>
    public KeptFor? Kept => As switch { KeptAs.Otherwise => null, KeptAs.Good => KeptFor.Good, _ => new(Months ?? 0) };

    public static KeptLine Of(string field, KeptFor? kept) => new()
    {
        Field = field,
        As = kept is not { } own ? KeptAs.Otherwise : own.Months is null ? KeptAs.Good : KeptAs.Months,
        Months = kept?.Months,
    };
}

/// <summary>A store's rule for how long evidence is kept, as the settings page edits it.</summary>
public sealed class RetentionForm
{
    public required KeptLine Otherwise { get; init; }
    public required KeptLine WithoutType { get; init; }

    /// <summary>In the order of the types.</summary>
    public required IReadOnlyDictionary<CaseType, KeptLine> Types { get; init; }

    public static RetentionForm Of(RetentionPolicy policy) => new()
    {
        Otherwise = KeptLine.Of(nameof(RetentionPolicy.Otherwise), policy.Otherwise),
        WithoutType = KeptLine.Of(nameof(RetentionPolicy.WithoutType), policy.WithoutType),
        Types = CaseTypes.All.ToDictionary(type => type, type => KeptLine.Of(type.ToString(), policy.Types.TryGetValue(type, out var own) ? own : null)),
    };

    public RetentionPolicy ToPolicy() => new()
    {
        Otherwise = Otherwise.Kept ?? KeptFor.Good,
        WithoutType = WithoutType.Kept,
        Types = Types.Where(type => type.Value.Kept is not null).ToDictionary(type => type.Key, type => type.Value.Kept!.Value),
    };
}
