using System.Text.Json;
using AfterSales.Application.Approvals;
using AfterSales.Application.Cases;
using AfterSales.Application.Clocks;
using AfterSales.Application.Conversations;
using AfterSales.Application.Customers.Privacy;
using AfterSales.Application.Evidence;
using AfterSales.Application.Parcels;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Domain.Stores;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Stores.Demo;

/// <summary>
/// A store to look around in: people in every role, orders, and cases in every state, told through the same use cases that
/// people use, at the times they would have happened (<see cref="DemoPast"/>). Its sign-ins are public, so it is only made on the private PostgreSQL.
/// </summary>
public sealed class DemoStore(Databases databases, ClockPolicies policies, ChangeSignal signal, Keywords keywords, StoreZones zones, PlaybookShelf shelf, ClockWakeUp wakeUp, ClockMetrics metrics, EvidenceFiles evidence, SpendingPolicies spending, ErasureKeys erasures, TimeProvider time)
{
    /// <summary>The one password of all demo people.</summary>
    public const string Password = "qinghe-demo";

    /// <summary>Makes it unless there is any store already. Answers the new store's id, or null.</summary>
    public async Task<Guid?> SeedAsync(CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        var script = DemoScript.Read();
        var storeId = Ids.New(now);
        await using (var db = databases.AcrossStores())
        {
            if (await db.Stores.AnyAsync(ct)) return null;
            var since = now.AddDays(-60);
            var store = new Store(storeId, script.Name, "Asia/Shanghai", since, isDemo: true);
            store.DescribeTrade("浙江省", "杭州市", 0.36m);
            db.Stores.Add(store);
            db.ClockPolicies.Add(new(storeId, 1, ClockPolicy.Default, since, null, "system"));
            StoreOpening.AddDefaults(db, storeId, since);
            foreach (var person in script.People) AddPerson(db, person, storeId, since);
            await db.SaveChangesAsync(ct);
            await DemoOrders.AddAsync(databases.Source, storeId, script.AllOrders(), now, ct);
        }
        var clock = new DemoTime();
        var locks = new CaseLocks(databases, policies, signal, wakeUp, clock);
        var (people, pictures) = (await ActorsAsync(storeId, ct), new DemoPictures(evidence, script.Pictures));
        var deeds = new DemoDeeds(databases, locks, shelf, new(new(zones, clock), clock), new(databases, locks, signal), spending, signal);
        var receive = new ReceiveMessages(databases, policies, keywords, zones, erasures, locks, clock);
        var teller = new DemoTeller(databases, people, pictures, clock, locks, shelf, receive, deeds, new(databases, receive, policies, locks, clock));
        var past = new DemoPast(databases, teller, new(databases, clock, signal, metrics), clock);
        await past.TellAsync(script.Past.Concat(script.Cases), storeId, now, ct);
        await TakeInAsync(script.Parcels, people["warehouse"], pictures, now, ct);
        await new DemoPay(databases).TellAsync(people, now, ct);
        await using (var db = databases.For(storeId)) await new DemoQuality(people, await zones.OfAsync(storeId, ct), now).AddAsync(db, ct);
        // Last: work of the story is handed to people who have no desk open.
        await using (var db = databases.For(storeId)) await new DemoShifts(script.Shifts, people, await zones.OfAsync(storeId, ct), now).AddAsync(db, ct);
        return storeId;
    }

    /// <summary>The demo store's id, or null.</summary>
    public async Task<Guid?> IdAsync(CancellationToken ct = default)
    {
        await using var db = databases.AcrossStores();
        return await db.Stores.Where(s => s.IsDemo).OrderBy(s => s.CreatedAt).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(ct);
    }

    /// <summary>The sign-in names of the demo people with the name and roles they have, by rank and then by sign-in name; empty where there is no demo store.</summary>
    public async Task<IReadOnlyList<(string SignIn, string Name, IReadOnlyList<Role> Roles)>> SignInsAsync(CancellationToken ct = default)
    {
        await using var db = databases.AcrossStores();
        var rows = await db.Memberships.Join(db.Stores.Where(s => s.IsDemo), m => m.StoreId, s => s.Id, (m, _) => m)
            .Join(db.Users.Where(p => p.IsDemo), m => m.PersonId, p => p.Id, (m, p) => new { p.UserName, p.DisplayName, m.Role }).ToListAsync(ct);
        return [.. rows.GroupBy(r => (r.UserName, r.DisplayName)).Select(g => (g.Key.UserName!, g.Key.DisplayName, (IReadOnlyList<Role>)[.. g.Select(r => r.Role).Order()]))
            .OrderByDescending(p => p.Item3[^1]).ThenBy(p => p.Item1, StringComparer.Ordinal)];
    }

    private async Task TakeInAsync(IReadOnlyList<JsonElement[]> parcels, Actor who, DemoPictures pictures, DateTimeOffset now, CancellationToken ct)
    {
        var clock = new DemoTime();
        foreach (var parcel in parcels)
        {
            clock.MoveTo(now - TimeSpan.FromMinutes(parcel[0].GetDouble()));
            string[] words = [.. parcel[1..].Select(cell => cell.GetString()!)];
            var taken = await new TakeInParcel(databases, signal, clock).ExecuteAsync(new(words[0], words[1], words[2], words[3], await pictures.OfAsync(words[4..], ct)), who, ct);
            if (!taken.Ok) throw new InvalidOperationException($"The demo store cannot take in {words[0]}: {taken.Refusal}");
        }
    }

    private static void AddPerson(SystemDb db, DemoPerson person, Guid storeId, DateTimeOffset since)
    {
        var row = new Person
        {
            Id = Ids.New(since),
            UserName = person.Login,
            NormalizedUserName = person.Login.ToUpperInvariant(),
            DisplayName = person.Name,
            SecurityStamp = Ids.New(since).ToString("N"),
            LockoutEnabled = true,
            LastStoreId = storeId,
            Presence = Enum.Parse<Presence>(person.Presence),
            CreatedAt = since,
            IsDemo = true,
        };
        row.PasswordHash = new PasswordHasher<Person>().HashPassword(row, Password);
        db.Users.Add(row);
        foreach (var role in person.Roles) db.Memberships.Add(new(storeId, row.Id, Enum.Parse<Role>(role), since));
    }

    private async Task<Dictionary<string, Actor>> ActorsAsync(Guid storeId, CancellationToken ct)
    {
        await using var db = databases.For(storeId);
        var rows = await db.Memberships.Join(db.Users, m => m.PersonId, p => p.Id, (m, p) => new { p.Id, p.UserName, p.DisplayName, m.Role }).ToListAsync(ct);
        return rows.GroupBy(r => (r.Id, r.UserName, r.DisplayName))
            .ToDictionary(g => g.Key.UserName!, g => Actor.Person(g.Key.Id, g.Key.DisplayName, storeId, g.Select(r => r.Role)), StringComparer.Ordinal);
    }
}
