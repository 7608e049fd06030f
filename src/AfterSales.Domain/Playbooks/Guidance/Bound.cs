namespace AfterSales.Domain.Playbooks.Guidance;

/// <summary>The most a remedy may cost. That it costs nothing and that the bound is not known yet are two things.</summary>
/// <param name="Yuan">Null when it costs nothing, and while it is not known.</param>
internal readonly record struct Bound(bool IsKnown, decimal? Yuan)
{
    public static Bound Nothing => new(IsKnown: true, null);

    public static Bound Unknown => default;

    public static Bound Of(decimal yuan) => new(IsKnown: true, yuan);

    /// <summary>What holds where both do. One that is not known may be the smaller.</summary>
    public Bound And(Bound other) =>
        !IsKnown || !other.IsKnown ? Unknown
        : Yuan is { } one && other.Yuan is { } another ? Of(Math.Min(one, another))
        : Nothing;
}
