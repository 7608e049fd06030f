using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Load.Running;

/// <summary>People of the store that the product is measured with; they can sign in.</summary>
internal static class BenchPeople
{
    public const string Password = "bench-0123456789";

    private static readonly string Hash = new PasswordHasher<Person>().HashPassword(new(), Password);

    public static async Task<Guid[]> AddAsync(BenchDatabase database, Role role, params string[] names)
    {
        await using var db = new SystemDb(new DbContextOptionsBuilder<SystemDb>().UseNpgsql(database.ConnectionString).Options);
        var now = TimeProvider.System.GetUtcNow();
        var people = Array.ConvertAll(names, name => new Person
        {
            Id = Ids.New(now),
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            DisplayName = name,
            SecurityStamp = name,
            PasswordHash = Hash,
            CreatedAt = now,
            LastStoreId = database.StoreId,
        });
        db.Users.AddRange(people);
        db.Memberships.AddRange(people.Select(p => new Membership(database.StoreId, p.Id, role, now)));
        await db.SaveChangesAsync();
        return Array.ConvertAll(people, p => p.Id);
    }
}
