using AfterSales.Application.Evidence;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Application.Tests.Evidence;

public sealed class SmallPicturesTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aftersales-small-");
    private TestDesk _desk = null!;
    private string? _unreadable;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync(services => services.AddSingleton<IEvidenceStore>(_ => new FailingStore(new DiskStore(_folder.FullName), name => name == _unreadable)));

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

    private async Task<string> StoreAsync(int width)
    {
        using var stream = new MemoryStream(SamplePictures.Png(width, 20));
        return (await _desk.Get<EvidenceFiles>().StoreAsync(stream, default)).Value!.Sha256;
    }
}
