using System.Collections.Concurrent;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>Somebody of the store, as colleagues see them.</summary>
/// <param name="Duty">Whether they are to work now; null where the store plans no shifts.</param>
public sealed record Colleague(Guid Id, string DisplayName, IReadOnlyList<Role> Roles, Presence Presence, DutyState? Duty = null)
{
    public bool TakesWork => Duties.TakesWork(Duty, Presence);
}

/// <summary>Somebody of the store, as those who manage people see them.</summary>
public sealed record Member(Guid Id, string DisplayName, string UserName, IReadOnlyList<Role> Roles, Presence Presence, DateTimeOffset Since, DateTimeOffset? LockedUntil);

/// <summary>One's own account.</summary>
public sealed record MyProfile(string UserName, string DisplayName, string? Email, string? Language);

/// <summary>Who belongs to a store.</summary>
public sealed class PeopleQueries(Databases databases, PeopleHere here, TimeProvider time)
{
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(10);

    // Every open page holds the directory of its store: the same one, as long as it says the same.
    private readonly ConcurrentDictionary<Guid, IReadOnlyDictionary<Guid, Colleague>> _directories = new();
    private readonly ConcurrentDictionary<Guid, (DateTimeOffset At, Lazy<Task<IReadOnlyDictionary<Guid, Colleague>>> Read)> _lately = new();

    /// <summary>The store's people by id; for anybody of the store.</summary>
    public async Task<IReadOnlyDictionary<Guid, Colleague>> DirectoryAsync(Actor actor, CancellationToken ct = default)
    {
        await using var db = databases.For(actor);
        var rows = await db.Memberships.AsNoTracking()
            .Join(db.Users, m => m.PersonId, p => p.Id, (m, p) => new { p.Id, p.DisplayName, p.Presence, p.SeenAt, m.Role }).ToListAsync(ct);
        var duties = await DutyRoster.ReadAsync(db, time.GetUtcNow(), ct);
        var read = rows.GroupBy(r => (r.Id, r.DisplayName, r.Presence, r.SeenAt))
            .ToDictionary(g => g.Key.Id, g => new Colleague(g.Key.Id, g.Key.DisplayName, [.. g.Select(r => r.Role).Order()], PresenceOf(g.Key.Id, g.Key.Presence, g.Key.SeenAt), duties.Of(g.Key.Id)));
        if (_directories.TryGetValue(actor.StoreId, out var known) && SaysTheSame(known, read)) return known;
        return _directories[actor.StoreId] = read;
    }

    /// <summary>The directory as this node read it some seconds ago at most: for pages that look again and again. However many look, it is one reading.</summary>
    public Task<IReadOnlyDictionary<Guid, Colleague>> LateDirectoryAsync(Actor actor)
    {
        var now = time.GetUtcNow();
        var late = _lately.AddOrUpdate(actor.StoreId, _ => Begin(), (_, last) => last.At > now - Lately && !last.Read.Value.IsFaulted ? last : Begin());
        return late.Read.Value;

        // No work of the page that asked first: it may be busy or gone.
        (DateTimeOffset, Lazy<Task<IReadOnlyDictionary<Guid, Colleague>>>) Begin() => (now, new(() => Task.Run(() => DirectoryAsync(actor))));
    }

    public async Task<Result<List<Member>>> MembersAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManagePeople)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var rows = await db.Memberships.AsNoTracking()
            .Join(db.Users, m => m.PersonId, p => p.Id, (m, p) => new { p.Id, p.DisplayName, p.UserName, p.Presence, p.SeenAt, p.LockoutEnd, m.Role, m.Since }).ToListAsync(ct);
        var now = time.GetUtcNow();
        return rows.GroupBy(r => r.Id)
            .Select(g => (One: g.First(), Rows: g))
            .Select(x => new Member(x.One.Id, x.One.DisplayName, x.One.UserName!, [.. x.Rows.Select(r => r.Role).OrderDescending()],
                PresenceOf(x.One.Id, x.One.Presence, x.One.SeenAt), x.Rows.Min(r => r.Since), x.One.LockoutEnd > now ? x.One.LockoutEnd : null))
            .OrderByDescending(m => m.Roles[0]).ThenBy(m => m.Since).ThenBy(m => m.Id).ToList();
    }

    public async Task<MyProfile?> MineAsync(Actor actor, CancellationToken ct = default)
    {
        await using var db = databases.For(actor);
        return await db.Users.Where(p => p.Id == actor.PersonId)
            .Select(p => new MyProfile(p.UserName!, p.DisplayName, p.Email, p.Language)).SingleOrDefaultAsync(ct);
    }

    // Who has just come to this node is not written down yet.
    private Presence PresenceOf(Guid person, Presence said, DateTimeOffset? seenAt)
    {
        var now = time.GetUtcNow();
        return Person.PresenceOf(said, here.Has(person) ? now : seenAt, now);
    }

    private static bool SaysTheSame(IReadOnlyDictionary<Guid, Colleague> known, Dictionary<Guid, Colleague> read) =>
        known.Count == read.Count && read.Values.All(c => known.TryGetValue(c.Id, out var k) && k.DisplayName == c.DisplayName && k.Presence == c.Presence && k.Duty == c.Duty && k.Roles.SequenceEqual(c.Roles));
}
