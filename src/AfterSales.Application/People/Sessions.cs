using System.Security.Claims;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Application.People;

/// <summary>
/// Sign-ins, each with an id in its cookie. A cookie proves itself, so a copy of it would outlive a sign-out: signing out writes
/// the id down, and wherever a cookie is checked anew, that is looked for. So a sign-out holds for every copy, and for every
/// open page of that sign-in, as soon as <see cref="SignOutEverywhere"/> does; other devices stay signed in.
/// </summary>
public sealed class Sessions(
    UserManager<Person> people, IHttpContextAccessor http, IUserClaimsPrincipalFactory<Person> claims, IOptions<IdentityOptions> options, ILogger<SignInManager<Person>> log,
    IAuthenticationSchemeProvider schemes, IUserConfirmation<Person> confirmation, Databases databases, TimeProvider time)
    : SignInManager<Person>(people, http, claims, options, log, schemes, confirmation)
{
    /// <summary>How long a cookie lives that nobody uses.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    private const string Session = "session";

    // A cookie that was made anew just before the sign-out lives a little longer than it.
    private static readonly TimeSpan Kept = Lifetime + TimeSpan.FromDays(1);

    /// <summary>A cookie that is made anew is the same sign-in still.</summary>
    public static void CarryOver(ClaimsPrincipal from, ClaimsPrincipal to)
    {
        if (from.FindFirst(Session) is { } session) to.Identities.First().AddClaim(session.Clone());
    }

    public override Task SignInWithClaimsAsync(Person user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims) =>
        base.SignInWithClaimsAsync(user, authenticationProperties, additionalClaims.Append(new(Session, Ids.New(time.GetUtcNow()).ToString())));

    public override async Task<Person?> ValidateSecurityStampAsync(ClaimsPrincipal? principal) =>
        IdOf(principal) is { } id && await IsEndedAsync(id) ? null : await base.ValidateSecurityStampAsync(principal);

    public override async Task SignOutAsync()
    {
        if (IdOf(Context.User) is { } id) await EndAsync(id);
        await base.SignOutAsync();
    }

    private async Task<bool> IsEndedAsync(Guid id)
    {
        await using var db = databases.AcrossStores();
        return await db.EndedSessions.AnyAsync(s => s.Id == id);
    }

    private async Task EndAsync(Guid id)
    {
        var now = time.GetUtcNow();
        await using var db = databases.AcrossStores();
        await db.EndedSessions.Where(s => s.EndedAt < now - Kept).ExecuteDeleteAsync();
        db.EndedSessions.Add(new() { Id = id, EndedAt = now });
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            // Signed out of in two tabs, or by a copy.
        }
    }

    private static Guid? IdOf(ClaimsPrincipal? principal) => Guid.TryParse(principal?.FindFirstValue(Session), out var id) ? id : null;
}
