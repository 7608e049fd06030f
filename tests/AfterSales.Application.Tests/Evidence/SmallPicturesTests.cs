using AfterSales.Application.Evidence;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Application.Tests.Evidence;

public sealed class SmallPicturesTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aftersales-small-");
    private TestDesk _desk = null!;
    private string? _unreadable;
    private Func<Task>? _beforeReceiving;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync(services => services.AddSingleton<IEvidenceStore>(_ => new FailingStore(new DiskStore(_folder.FullName), name => name == _unreadable, () => _beforeReceiving?.Invoke() ?? Task.CompletedTask)));

    public async Task DisposeAsync()
    {
        await _desk.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Worker_APictureThatCannotBeRead_KeepsNoOtherWaiting()
    {
        var bad = await StoreAsync(30);
        _desk.Time.Move(TimeSpan.FromSeconds(1));
        var good = await StoreAsync(31);
        _desk.Time.Move(TimeSpan.FromMinutes(3));
        _unreadable = bad;
        // A node that starts finds what another left undone.
        await using var node = _desk.AnotherNode();
        var pictures = node.Get<SmallPictures>();

        await pictures.StartAsync(default);
        await Eventually.TrueAsync(async () => (await node.Get<FileRegistry>().FindAsync(good, default))!.IsDrawn, TimeSpan.FromSeconds(20));
        await pictures.StopAsync(default);

        (await node.Get<FileRegistry>().FindAsync(bad, default))!.IsDrawn.ShouldBeFalse("it is tried again");
    }

    [Fact]
    public async Task Draw_OfAFileThatIsTakenAwayMeanwhile_LeavesNothing()
    {
        var sha256 = await StoreAsync(32);
        // The picture was read, and what is made of it is about to be kept.
        _beforeReceiving = async () =>
        {
            _beforeReceiving = null;
            await _desk.Get<UnusedFiles>().ForgetAsync(sha256, DateTimeOffset.MaxValue, default);
        };

        await _desk.Get<SmallPictures>().MakeAsync(default);

        (await _desk.Get<IEvidenceStore>().ListAsync(default).ToListAsync()).ShouldBeEmpty();
    }

    private async Task<string> StoreAsync(int width)
    {
        using var stream = new MemoryStream(SamplePictures.Png(width, 20));
        return (await _desk.Get<EvidenceFiles>().StoreAsync(stream, default)).Value!.Sha256;
    }
}
