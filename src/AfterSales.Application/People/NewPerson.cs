using AfterSales.Application.Persistence;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>What somebody fills in to get an account.</summary>
public sealed record NewPerson(string DisplayName, string UserName, string Password, string? Language)
{
    /// <summary>Saves the account through <paramref name="account"/>, within the caller's transaction.</summary>
    internal async Task<Result<Person>> CreateAsync(AccountScope account, Guid id, DateTimeOffset now)
    {
        if (Profile.CheckDisplayName(DisplayName) is { Refusal: { } badName }) return badName;
        if (!IsUserName(UserName.Trim())) return Refusal.Invalid("person.user_name_invalid") with { Field = nameof(UserName) };
        var person = new Person
        {
            Id = id,
            DisplayName = DisplayName.Trim(),
            UserName = UserName.Trim(),
            Language = Profile.KnownLanguage(Language),
            CreatedAt = now,
        };
        try
        {
            var created = await account.People.CreateAsync(person, Password);
            return created.Succeeded ? person : IdentityRefusals.Of(created);
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            return Refusal.Conflict("person.user_name_taken") with { Field = nameof(UserName) };
        }
    }

    // No @: a user name must never read as somebody else's e-mail address.
    private static bool IsUserName(string name) =>
        name.Length is >= 2 and <= 40 && name.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_');
}
