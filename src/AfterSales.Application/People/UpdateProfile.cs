using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Application.People;

/// <summary>Changes one's own name, e-mail address and language.</summary>
public sealed class UpdateProfile(IServiceScopeFactory scopes)
{
    /// <summary>The whole profile as it should be.</summary>
    /// <param name="DisplayName">What colleagues and buyers read.</param>
    /// <param name="Email">To sign in with; may be empty.</param>
    /// <param name="Language">zh-CN or en.</param>
    public sealed record Input(string DisplayName, string? Email, string? Language);

    public async Task<Result> ExecuteAsync(Input input, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } id) return Refusal.Forbidden();
        if (Profile.CheckDisplayName(input.DisplayName) is { Refusal: { } badName }) return badName;
        var email = string.IsNullOrWhiteSpace(input.Email) ? null : input.Email.Trim();
        if (email is not null && !Profile.IsEmail(email)) return Refusal.Invalid("person.email_invalid") with { Field = nameof(Input.Email) };

        await using var account = new AccountScope(scopes);
        if (await account.People.FindByIdAsync(id.ToString()) is not { } person) return Refusal.Forbidden();
        person.DisplayName = input.DisplayName.Trim();
        person.Email = email;
        person.Language = Profile.KnownLanguage(input.Language) ?? person.Language;
        try
        {
            var saved = await account.People.UpdateAsync(person);
            return saved.Succeeded ? Result.Done : IdentityRefusals.Of(saved);
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            return Refusal.Conflict("person.email_taken") with { Field = nameof(Input.Email) };
        }
    }
}
