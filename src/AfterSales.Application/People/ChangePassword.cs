using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Application.People;

/// <summary>Changes one's own password; every other session of the person ends. Wrong tries count towards the lock.</summary>
public sealed class ChangePassword(IServiceScopeFactory scopes, TimeProvider time)
{
    public sealed record Input(string Current, string Password);

    public async Task<Result> ExecuteAsync(Input input, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } id) return Refusal.Forbidden();
        await using var account = new AccountScope(scopes);
        var people = account.People;
        await using var transaction = await account.Db.Database.BeginTransactionAsync(ct);
        await account.Db.Database.ExecuteSqlAsync($"select 1 from people where id = {id} for update", ct);
        if (await people.FindByIdAsync(id.ToString()) is not { } person) return Refusal.Forbidden();
        var now = time.GetUtcNow();
        if (person.LockedFor(now) is not null) return Refusal.Rule("person.password_locked");
        var right = await people.CheckPasswordAsync(person, input.Current);
        person.CountTry(right, now);
        if (!right)
        {
            await account.Db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return Refusal.Invalid("person.password_wrong") with { Field = nameof(Input.Current) };
        }
        // Known passwords are shown on the sign-in page only as long as they are true.
        person.IsDemo = false;
        var changed = await people.ChangePasswordAsync(person, input.Current, input.Password);
        if (!changed.Succeeded) return IdentityRefusals.Of(changed);
        await transaction.CommitAsync(ct);
        return Result.Done;
    }
}
