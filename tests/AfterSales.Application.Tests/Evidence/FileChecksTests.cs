using AfterSales.Application.Evidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Application.Tests.Evidence;

public sealed class FileChecksTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aftersales-checks-");
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync(services => services.AddSingleton<IEvidenceStore>(_ => new FailingStore(new DiskStore(_folder.FullName), _unreadable.Contains)));

    public async Task DisposeAsync()
    {
        await _desk.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Check_AFileThatTheStoreDoesNotGiveOut_KeepsNoOtherWaiting()
    {
        await StoreAsync(25);
        var first = await FirstAsync();
        _unreadable.Add(first);
        _desk.Time.Move(TimeSpan.FromDays(31));

        (await CheckAsync()).ShouldBe(20);
        (await CheckAsync()).ShouldBe(5);

        await using var db = _desk.Db();
        var before = _desk.Time.Now.AddDays(-1);
        (await db.StoredFiles.Where(f => f.CheckedAt < before).Select(f => f.Sha256).ToListAsync()).ShouldBe([first]);
        (await db.StoredFiles.CountAsync(f => f.Problem != null)).ShouldBe(0, "nobody knows");
    }

    [Fact]
    public async Task Check_AStoreThatIsAway_IsGivenUpAfterAFew()
    {
        await StoreAsync(25);
        await using (var db = _desk.Db()) _unreadable.UnionWith(await db.StoredFiles.Select(f => f.Sha256).ToListAsync());
        _desk.Time.Move(TimeSpan.FromDays(31));

        await Should.ThrowAsync<IOException>(CheckAsync);

        await using var after = _desk.Db();
        (await after.StoredFiles.CountAsync(f => f.Problem != null)).ShouldBe(0);
    }

    private Task<int> CheckAsync() => _desk.Get<FileChecks>().CheckAsync(default);

    private async Task StoreAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var stream = new MemoryStream([.. "%PDF-1.7\n"u8, (byte)i]);
            (await _desk.Get<EvidenceFiles>().StoreAsync(stream, default)).Refusal.ShouldBeNull();
            _desk.Time.Move(TimeSpan.FromSeconds(1));
        }
    }

    // What waits longest.
    private async Task<string> FirstAsync()
    {
        await using var db = _desk.Db();
        return await db.StoredFiles.OrderBy(f => f.CheckedAt).Select(f => f.Sha256).FirstAsync();
    }
}
