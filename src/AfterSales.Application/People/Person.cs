using AfterSales.Domain.People;
using Microsoft.AspNetCore.Identity;

namespace AfterSales.Application.People;

/// <summary>A person who signs in (ASP.NET Core Identity). Which stores and roles they have is in memberships.</summary>
public sealed class Person : IdentityUser<Guid>
{
    /// <summary>What colleagues and buyers read, e.g. 林小满.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>zh-CN or en; null follows the browser.</summary>
    public string? Language { get; set; }

    /// <summary>The store they last worked in.</summary>
    public Guid? LastStoreId { get; set; }

    /// <summary>What they say of themselves; colleagues see <see cref="PresenceOf"/>.</summary>
    public Presence Presence { get; set; } = Presence.Online;

    /// <summary>When a node last saw them at a desk.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Made by the product for the demo store.</summary>
    public bool IsDemo { get; set; }

    /// <summary>Who is not at a desk is away, whatever they said.</summary>
    public static Presence PresenceOf(Presence said, DateTimeOffset? seenAt, DateTimeOffset now) =>
        seenAt > now - PeopleHere.AwayAfter ? said : Presence.Away;

    /// <summary>How long a lock still holds; null when there is none.</summary>
    public TimeSpan? LockedFor(DateTimeOffset now) => LockoutEnd > now ? LockoutEnd - now : null;

    // Identity's manager would do the same, by a clock that tests cannot move.
    internal void CountTry(bool right, DateTimeOffset now)
    {
        AccessFailedCount = right ? 0 : AccessFailedCount + 1;
        if (AccessFailedCount < PasswordPolicy.TriesBeforeLock) return;
        AccessFailedCount = 0;
        LockoutEnd = now + PasswordPolicy.LockFor;
    }
}
