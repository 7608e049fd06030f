using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Ledger;

/// <summary>Who may bear a cost (SPEC 4.2).</summary>
public enum Party
{
    Store,
    Warehouse,
    Courier,
    Supplier,
    Buyer,
    Platform,
    Person,
}

/// <summary>What one party bears.</summary>
/// <param name="Percent">Of the whole, with at most two places, more than 0.</param>
/// <param name="Name">Which courier or supplier, in at most <see cref="MaxName"/> characters; null where it goes without saying.</param>
/// <param name="PersonId">Who, where a person bears it.</param>
public sealed record Share(Party Party, decimal Percent, string? Name = null, Guid? PersonId = null)
{
    public const int MaxName = 64;

    /// <summary>All of it is a courier's, by the name that an order or a claim says, which may be longer than the ledger keeps.</summary>
    public static Share OfCourier(string? name) => new(Party.Courier, 100, name is { Length: > MaxName } ? PlainText.Storable(name[..MaxName]) : name);
}

/// <summary>Who bears a cost, in shares that add up to 100 %.</summary>
public sealed record Shares
{
    public static readonly Shares OfStore = new([new Share(Party.Store, 100)]);

    private Shares(IReadOnlyList<Share> parts) => Parts = parts;

    public IReadOnlyList<Share> Parts { get; }

    public static Result<Shares> Of(IEnumerable<Share> parts)
    {
        Share[] all = [.. parts];
        if (all.Length == 0 || Array.Exists(all, share => share.Percent is <= 0 or > 100 || decimal.Round(share.Percent, 2) != share.Percent)) return Refusal.Invalid("shares.invalid") with { Field = nameof(Shares) };
        if (all.Sum(share => share.Percent) != 100) return Refusal.Invalid("shares.not_whole", all.Sum(share => share.Percent)) with { Field = nameof(Shares) };
        if (Array.Exists(all, share => (share.Party == Party.Person) != (share.PersonId is not null))) return Refusal.Invalid("shares.person_needed") with { Field = nameof(Shares) };
        if (Array.Exists(all, share => share.Name is { Length: > Share.MaxName })) return Refusal.Invalid("shares.name_too_long", Share.MaxName) with { Field = nameof(Share.Name) };
        if (all.DistinctBy(share => (share.Party, share.Name, share.PersonId)).Count() != all.Length) return Refusal.Invalid("shares.twice") with { Field = nameof(Shares) };
        return new Shares(all);
    }

    /// <summary>All of it to the party that a playbook says pays; nobody's fault is the store's cost.</summary>
    public static Shares Whole(string? pays, string? courier) => new([pays switch
    {
        "warehouse" => new Share(Party.Warehouse, 100),
        "courier" => Share.OfCourier(courier),
        "supplier" => new Share(Party.Supplier, 100),
        "platform" => new Share(Party.Platform, 100),
        "buyer" => new Share(Party.Buyer, 100),
        _ => new Share(Party.Store, 100),
    }]);

    /// <summary>
    /// The yuan of each, in whole fen, adding up to <paramref name="amount"/> exactly: everybody's is rounded down, and the fen that are left go
    /// to those who lost most by it.
    /// </summary>
    public IReadOnlyList<(Share Share, decimal Yuan)> Split(decimal amount)
    {
        var exact = Parts.Select((share, place) => (share, place, Yuan: amount * share.Percent / 100)).ToList();
        var yuan = exact.ConvertAll(part => decimal.Round(part.Yuan, 2, MidpointRounding.ToZero));
        var left = (int)((amount - yuan.Sum()) * 100);
        foreach (var part in exact.OrderByDescending(part => part.Yuan - yuan[part.place]).ThenBy(part => part.place).Take(left))
            yuan[part.place] += 0.01m;
        return [.. exact.Select(part => (part.share, yuan[part.place]))];
    }

    public bool Equals(Shares? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Aggregate(0, HashCode.Combine);
}
