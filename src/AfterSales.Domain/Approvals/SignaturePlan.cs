using AfterSales.Domain.People;

namespace AfterSales.Domain.Approvals;

/// <summary>How the signatures of a request add up.</summary>
public enum SignatureMode
{
    /// <summary>One of those named.</summary>
    AnyOne,

    /// <summary>Each of those named, in any order, all different people.</summary>
    AllOf,

    /// <summary>Each of those named, one after the other.</summary>
    InOrder,
}

/// <summary>Who has to sign. A role is signed for by whoever holds it or one above it.</summary>
public sealed record SignaturePlan(SignatureMode Mode, IReadOnlyList<Role> Roles)
{
    public static readonly SignaturePlan AnySupervisor = new(SignatureMode.AnyOne, [Role.Supervisor]);
    public static readonly SignaturePlan AnyOwner = new(SignatureMode.AnyOne, [Role.Owner]);

    /// <summary>What is asked for next, after so many signatures; the highest of what is left where the order is free.</summary>
    public Role Next(int signatures) => Mode == SignatureMode.InOrder ? Roles[Math.Min(signatures, Roles.Count - 1)] : Roles.Min();

    public bool Allows(Signer signer, int signatures) => Wanted(signatures).Any(signer.Holds);

    /// <summary>Which of the signatures this person gives: the highest they can, so that the lower ones are left to others.</summary>
    public Role RoleOf(Signer signer, int signatures) => Wanted(signatures).Where(signer.Holds).DefaultIfEmpty(Roles[0]).Max();

    /// <summary>Whether these signatures are all there have to be.</summary>
    public bool IsComplete(IReadOnlyList<Role> signed) => Mode switch
    {
        SignatureMode.AnyOne => signed.Count > 0,
        _ => CoversAll(signed),
    };

    public bool Equals(SignaturePlan? other) => other is not null && Mode == other.Mode && Roles.SequenceEqual(other.Roles);

    public override int GetHashCode() => HashCode.Combine(Mode, Roles.Count);

    private IEnumerable<Role> Wanted(int signatures) => Mode == SignatureMode.InOrder ? Roles.Skip(signatures).Take(1) : Roles;

    // Highest against highest: a signature covers its own role and those below.
    private bool CoversAll(IReadOnlyList<Role> signed)
    {
        var (given, wanted) = (signed.OrderDescending().ToList(), Roles.OrderDescending().ToList());
        return given.Count >= wanted.Count && wanted.Zip(given).All(pair => pair.Second >= pair.First);
    }
}

/// <summary>Somebody who signs, with the roles they may sign with: their own, or those of an absent colleague who delegated to them.</summary>
public sealed record Signer(Guid PersonId, string Name, IReadOnlySet<Role> Roles, Delegator? For = null)
{
    /// <summary>An owner signs for a supervisor too; an administrator for nobody.</summary>
    public bool Holds(Role role) => Roles.Any(own => (own is Role.Supervisor or Role.Owner) && own >= role);
}

/// <summary>Who is absent.</summary>
public sealed record Delegator(Guid Id, string Name);
