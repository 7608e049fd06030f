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

    /// <summary>What is asked for next, after these signatures: whoever holds that role, or one above it, may sign. Null once all are there.</summary>
    public Role? Next(IReadOnlyList<Role> signed) => Wanted(signed) is { Count: > 0 } wanted ? wanted.Min() : null;

    public bool Allows(Signer signer, IReadOnlyList<Role> signed) => Wanted(signed).Any(signer.Holds);

    /// <summary>Which of the signatures this person gives: the highest they can, so that the lower ones are left to others.</summary>
    public Role RoleOf(Signer signer, IReadOnlyList<Role> signed) => Wanted(signed).Where(signer.Holds).DefaultIfEmpty(Roles[0]).Max();

    /// <summary>Whether these signatures are all there have to be.</summary>
    public bool IsComplete(IReadOnlyList<Role> signed) => Wanted(signed).Count == 0;

    /// <summary>Whether it is never complete without somebody of this role, or of one above it: where any one is enough, the least of them is.</summary>
    public bool Needs(Role role) => Mode == SignatureMode.AnyOne ? Roles.Min() >= role : Roles.Max() >= role;

    public bool Equals(SignaturePlan? other) => other is not null && Mode == other.Mode && Roles.SequenceEqual(other.Roles);

    public override int GetHashCode() => HashCode.Combine(Mode, Roles.Count);

    // What may be signed for next: one of all where one is enough, the first that is missing, or any that is missing.
    private IReadOnlyList<Role> Wanted(IReadOnlyList<Role> signed)
    {
        if (Mode == SignatureMode.AnyOne) return signed.Count > 0 ? [] : Roles;
        var left = Roles.ToList();
        foreach (var role in signed) left.Remove(role);
        return Mode == SignatureMode.InOrder ? [.. left.Take(1)] : left;
    }
}

/// <summary>Somebody who signs, with the roles they may sign with: their own, or those of an absent colleague who delegated to them.</summary>
public sealed record Signer(Guid PersonId, string Name, IReadOnlySet<Role> Roles, Delegator? For = null)
{
    /// <summary>Whose authority it is: the signer's, and that of who is absent.</summary>
    public IEnumerable<Guid> Counts => For is { } absent ? [PersonId, absent.Id] : [PersonId];

    /// <summary>An owner signs for a supervisor too; an administrator for nobody.</summary>
    public bool Holds(Role role) => Roles.Any(own => (own is Role.Supervisor or Role.Owner) && own >= role);
}

/// <summary>Who is absent.</summary>
public sealed record Delegator(Guid Id, string Name);
