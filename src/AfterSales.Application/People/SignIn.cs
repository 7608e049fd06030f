using AfterSales.Domain.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Application.People;

/// <summary>Checks a name and a password. A stranger learns nothing about which names exist, neither by words, time nor lock.</summary>
public sealed class SignIn(IServiceScopeFactory scopes, FailedTries tries, TimeProvider time)
{
    private const int TriesPerAddress = 40;
    private static readonly TimeSpan AddressLock = TimeSpan.FromMinutes(5);

    private static readonly Person Nobody = new();
    private static readonly PasswordHasher<Person> Hasher = new();
    private static readonly string NobodysHash = Hasher.HashPassword(Nobody, Secrets.New());

    /// <summary>What was typed, and from where.</summary>
    /// <param name="Name">User name or e-mail address.</param>
    /// <param name="Password">As typed.</param>
    /// <param name="Address">Where the request came from.</param>
    public sealed record Input(string Name, string Password, string Address);

    /// <summary>The person's id; the caller sets the cookie.</summary>
    public async Task<Result<Guid>> ExecuteAsync(Input input, CancellationToken ct = default)
    {
        var address = $"address {input.Address}";
        if (tries.Wait(address) is { } wait) return new Refusal(RefusalKind.Rule, "sign_in.too_many", Minutes(wait));
        tries.Count(address, TriesPerAddress, AddressLock);
        var result = await CheckAsync(PlainText.Storable(input.Name).Trim(), input.Password, ct);
        if (result.Ok) tries.Forgive(address);
        return result;
    }

    private async Task<Result<Guid>> CheckAsync(string name, string password, CancellationToken ct)
    {
        await using var account = new AccountScope(scopes);
        var people = account.People;
        var byName = people.NormalizeName(name);
        var byEmail = people.NormalizeEmail(name);
        var id = await account.Db.Users.Where(p => p.NormalizedUserName == byName || p.NormalizedEmail == byEmail).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct);
        if (id is null) return Stranger($"name {byName}", password);

        // Tries of one person wait for each other, so that a hundred at once are not one try.
        await using var transaction = await account.Db.Database.BeginTransactionAsync(ct);
        await account.Db.Database.ExecuteSqlAsync($"select 1 from people where id = {id} for update", ct);
        var person = await people.FindByIdAsync(id.Value.ToString());
        if (person is null) return Wrong;
        var now = time.GetUtcNow();
        if (person.LockedFor(now) is { } locked) return Locked(locked);
        var right = await people.CheckPasswordAsync(person, password);
        person.CountTry(right, now);
        await account.Db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        if (right) return person.Id;
        return person.LockedFor(now) is { } justLocked ? Locked(justLocked) : Wrong;
    }

    // The same work, the same words and the same lock as for a real name.
    private Refusal Stranger(string key, string password)
    {
        if (tries.Wait(key) is { } wait) return Locked(wait);
        Hasher.VerifyHashedPassword(Nobody, NobodysHash, password);
        tries.Count(key, PasswordPolicy.TriesBeforeLock, PasswordPolicy.LockFor);
        return tries.Wait(key) is { } locked ? Locked(locked) : Wrong;
    }

    private static Refusal Wrong => Refusal.Rule("sign_in.wrong");

    private static Refusal Locked(TimeSpan wait) => Refusal.Rule("sign_in.locked", Minutes(wait));

    private static int Minutes(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes));
}
