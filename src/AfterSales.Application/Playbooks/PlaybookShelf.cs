using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Playbooks.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace AfterSales.Application.Playbooks;

/// <summary>
/// The playbooks of each store, compiled once per node. Which versions a store has is remembered until its settings change; what
/// is compiled is remembered by what it says, so that stores with the same rules share it.
/// </summary>
public sealed class PlaybookShelf : IDisposable
{
    /// <summary>More than a node with many stores and busy supervisors uses at a time.</summary>
    private const int MostCompiled = 200;

    /// <summary>Shorter than what passes until a version comes into force: every node knows of it then, also one that missed the notice.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    /// <summary>Nobody waits longer for a case: what was at hand before it was locked still is afterwards.</summary>
    private static readonly TimeSpan AtHand = TimeSpan.FromSeconds(40);

    private readonly Databases _databases;
    private readonly StoreMemory<Dictionary<string, Entry[]>> _known;
    private readonly MemoryCache _compiled = new(new MemoryCacheOptions { SizeLimit = MostCompiled });

    public PlaybookShelf(Databases databases, ChangeSignal signal, TimeProvider time)
    {
        _databases = databases;
        _known = new(signal, time, AtHand, ReadVersionsAsync);
    }

    /// <summary>The version that a case follows: the one it was moved to, or the one in force when it was opened. Null while it has no type.</summary>
    internal ValueTask<PlaybookInForce?> OfAsync(Case subject, CancellationToken ct) => OfAsync(subject, Fresh, ct);

    /// <summary>The same of a case that is locked, as <see cref="RememberAsync"/> left it: whoever holds a case opens no second connection, however long they waited for it.</summary>
    internal ValueTask<PlaybookInForce?> AtHandAsync(Case subject, CancellationToken ct) => OfAsync(subject, AtHand, ct);

    private async ValueTask<PlaybookInForce?> OfAsync(Case subject, TimeSpan youngerThan, CancellationToken ct)
    {
        if (subject.Type is not { } type) return null;
        var versions = await VersionsAsync(subject.StoreId, type.ToString(), youngerThan, ct);
        if (versions.Length == 0) return null;
        // A case that is older than the store's first version, as an imported one may be, follows the first.
        var followed = subject.PlaybookVersion is { } moved ? Array.Find(versions, v => v.Version == moved) : null;
        followed ??= Array.FindLast(versions, v => v.At <= subject.OpenedAt) ?? versions[0];
        return await CompileAsync(subject.StoreId, type.ToString(), followed, versions[^1].Version, ct);
    }

    /// <summary>
    /// Has the rules that a case follows at hand, for who is about to lock it: whoever else wants the case does not wait while they are read and compiled, and no second
    /// connection is opened then. Null where there is no such case, or it has no type.
    /// </summary>
    internal async ValueTask<PlaybookInForce?> RememberAsync(Guid storeId, string number, CancellationToken ct)
    {
        Case? subject;
        await using (var db = _databases.For(storeId)) subject = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Number == number, ct);
        return subject is null ? null : await OfAsync(subject, ct);
    }

    /// <summary>One version, or the latest; null when there is no such thing.</summary>
    internal async ValueTask<PlaybookInForce?> FindAsync(Guid storeId, string name, int? version, CancellationToken ct)
    {
        var versions = await VersionsAsync(storeId, name, Fresh, ct);
        var entry = version is { } asked ? Array.Find(versions, v => v.Version == asked) : versions.LastOrDefault();
        return entry is null ? null : await CompileAsync(storeId, name, entry, versions[^1].Version, ct);
    }

    public void Dispose()
    {
        _known.Dispose();
        _compiled.Dispose();
    }

    private async ValueTask<Entry[]> VersionsAsync(Guid storeId, string name, TimeSpan youngerThan, CancellationToken ct) =>
        (await _known.OfAsync(storeId, ct, youngerThan)).GetValueOrDefault(name, []);

    private async Task<Dictionary<string, Entry[]>> ReadVersionsAsync(Guid storeId, CancellationToken ct)
    {
        await using var db = _databases.For(storeId);
        var all = await db.PlaybookVersions.Select(p => new { p.Name, Entry = new Entry(p.Version, p.At, p.Hash) }).ToListAsync(ct);
        return all.GroupBy(p => p.Name).ToDictionary(g => g.Key, g => g.Select(p => p.Entry).OrderBy(e => e.Version).ToArray(), StringComparer.Ordinal);
    }

    private async ValueTask<PlaybookInForce> CompileAsync(Guid storeId, string name, Entry entry, int latest, CancellationToken ct)
    {
        var compiling = _compiled.GetOrCreate(entry.Hash, cached =>
        {
            cached.Size = 1;
            return new Lazy<Task<CompiledPlaybook>>(() => ReadAsync(storeId, name, entry));
        })!;
        try
        {
            return new PlaybookInForce(name, entry.Version, latest, await compiling.Value.WaitAsync(ct));
        }
        catch (Exception) when (compiling.Value.IsFaulted)
        {
            // A database that was away is no reason to remember the failure.
            _compiled.Remove(entry.Hash);
            throw;
        }
    }

    private async Task<CompiledPlaybook> ReadAsync(Guid storeId, string name, Entry entry)
    {
        await using var db = _databases.For(storeId);
        var files = await PlaybookQueries.FilesAsync(db, name, entry.Version, CancellationToken.None)
            ?? throw new InvalidOperationException($"Version {entry.Version} of {name} is gone.");
        var (compiled, problems) = files.Compile();
        return compiled ?? throw new InvalidOperationException($"Version {entry.Version} of {name} was published and cannot be read: {string.Join("; ", problems)}");
    }

    private sealed record Entry(int Version, DateTimeOffset At, string Hash);
}
