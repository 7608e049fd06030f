using AfterSales.Application.Persistence;
using AfterSales.Domain.Playbooks.Defaults;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <summary>The playbooks that a store starts with: version 1 of each, as they ship.</summary>
public sealed class FirstPlaybooks(Databases databases, TimeProvider time)
{
    /// <summary>The rows of a new store; the caller saves them with it.</summary>
    internal static IEnumerable<PlaybookVersion> For(Guid storeId, DateTimeOffset at)
    {
        var shared = DefaultPlaybooks.Document(DefaultPlaybooks.SharedName);
        foreach (var name in PlaybookFiles.Names)
        {
            var files = name == DefaultPlaybooks.SharedName ? new PlaybookFiles(shared, null) : new PlaybookFiles(DefaultPlaybooks.Document(name), shared);
            yield return new PlaybookVersion(storeId, name, 1, files.Own, files.Shared is null ? null : 1, files.Hash, "", at);
        }
    }

    /// <summary>Gives them to stores that were opened before there were playbooks. Run once at start, by one node at a time.</summary>
    public async Task GiveAsync(CancellationToken ct)
    {
        await using var db = databases.AcrossStores();
        var without = await db.Stores.Where(s => !db.PlaybookVersions.Any(p => p.StoreId == s.Id)).Select(s => s.Id).ToListAsync(ct);
        foreach (var store in without) db.PlaybookVersions.AddRange(For(store, time.GetUtcNow()));
        await db.SaveChangesAsync(ct);
    }
}
