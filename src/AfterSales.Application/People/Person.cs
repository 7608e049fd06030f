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

    public Presence Presence { get; set; } = Presence.Online;

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Made by the product for the demo store.</summary>
    public bool IsDemo { get; set; }
}
