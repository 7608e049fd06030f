using AfterSales.Domain.Shared;

namespace AfterSales.Domain.People;

/// <summary>Who may give and take which role. An owner: all. An administrator: all but Owner, and none to themselves.</summary>
public static class RoleRules
{
    public static bool MayGive(IReadOnlyCollection<Role> own, Role role) =>
        own.Contains(Role.Owner) || (own.Contains(Role.Administrator) && role != Role.Owner);

    /// <summary>The first of <paramref name="roles"/> that somebody with the roles <paramref name="own"/> may not give or take.</summary>
    public static Result MayGiveAll(IReadOnlyCollection<Role> own, IEnumerable<Role> roles)
    {
        foreach (var role in roles)
            if (!MayGive(own, role))
                return new Refusal(RefusalKind.Forbidden, "roles.above_own", role);
        return Result.Done;
    }

    /// <summary>
    /// Whether somebody with the roles <paramref name="own"/> may take another (or themselves: <paramref name="self"/>) from the
    /// roles <paramref name="current"/> to <paramref name="wanted"/>; to none means leaving the store, which
    /// <paramref name="otherOwners"/> people own besides.
    /// </summary>
    public static Result Change(IReadOnlyCollection<Role> own, IReadOnlyCollection<Role> current, IReadOnlyCollection<Role> wanted, bool self, int otherOwners)
    {
        var given = wanted.Except(current).ToList();
        var taken = current.Except(wanted).ToList();
        if (MayGiveAll(own, given.Concat(taken)).Refusal is { } refusal) return refusal;
        // Else an administrator, who sees no customer data, could let themselves in.
        if (self && given.Count > 0 && !own.Contains(Role.Owner)) return new Refusal(RefusalKind.Forbidden, "roles.not_to_oneself");
        if (taken.Contains(Role.Owner) && otherOwners == 0) return Refusal.Rule("roles.last_owner");
        return Result.Done;
    }
}
