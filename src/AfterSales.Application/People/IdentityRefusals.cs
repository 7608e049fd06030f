using AfterSales.Domain.Shared;
using Microsoft.AspNetCore.Identity;

namespace AfterSales.Application.People;

/// <summary>Identity's errors as refusals of ours.</summary>
internal static class IdentityRefusals
{
    public static Refusal Of(IdentityResult failed)
    {
        var code = failed.Errors.First().Code;
        return code switch
        {
            nameof(IdentityErrorDescriber.PasswordTooShort) => Password("person.password_short", PasswordPolicy.MinLength),
            nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => Password("person.password_monotonous"),
            nameof(IdentityErrorDescriber.DuplicateUserName) => Refusal.Conflict("person.user_name_taken") with { Field = nameof(NewPerson.UserName) },
            nameof(IdentityErrorDescriber.InvalidUserName) => Refusal.Invalid("person.user_name_invalid") with { Field = nameof(NewPerson.UserName) },
            nameof(IdentityErrorDescriber.InvalidEmail) => Refusal.Invalid("person.email_invalid") with { Field = nameof(UpdateProfile.Input.Email) },
            nameof(IdentityErrorDescriber.ConcurrencyFailure) => Refusal.Conflict("person.stale"),
            _ => throw new InvalidOperationException($"Identity refused: {failed}"),
        };
    }

    private static Refusal Password(string code, params object[] args) => Refusal.Invalid(code, args) with { Field = nameof(NewPerson.Password) };
}
