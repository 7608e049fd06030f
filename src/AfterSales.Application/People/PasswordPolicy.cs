using Microsoft.AspNetCore.Identity;

namespace AfterSales.Application.People;

/// <summary>Long rather than odd (NIST 800-63B): ten characters, no composition rules; five wrong tries lock for ten minutes.</summary>
public static class PasswordPolicy
{
    public const int MinLength = 10;
    public const int TriesBeforeLock = 5;
    public static readonly TimeSpan LockFor = TimeSpan.FromMinutes(10);

    public static void Configure(IdentityOptions options)
    {
        options.Password.RequiredLength = MinLength;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Password.RequiredUniqueChars = 4;
        options.Lockout.MaxFailedAccessAttempts = TriesBeforeLock;
        options.Lockout.DefaultLockoutTimeSpan = LockFor;
        options.Lockout.AllowedForNewUsers = true;
        options.User.AllowedUserNameCharacters = "";
    }
}
