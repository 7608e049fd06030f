using AfterSales.Application.Evidence;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Evidence;

public sealed class MissingThumbnailsTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Make_PicturesThatCameWithoutLibvips_GetTheirsOnce()
    {
        var picture = await StoredAsync(SamplePictures.Png(1000, 500));
        var sheet = await StoredAsync("%PDF-1.7\n%%EOF\n"u8.ToArray());
        var gone = picture with { Sha256 = new('a', 64) };
        File.Delete(Path.Combine(_desk.DataFolder, "evidence", picture.Sha256[..2], picture.Sha256[2..4], picture.Sha256 + ".webp"));
        foreach (var file in new[] { picture, picture, sheet, gone }) await AddUnmeasuredAsync(file);

        (await _desk.Get<MissingThumbnails>().MakeAsync(CancellationToken.None)).ShouldBe(1);

        await using var db = _desk.Db();
        (await db.Evidence.Where(e => e.Sha256 == picture.Sha256).Select(e => new { e.Width, e.Height, e.HasThumbnail, e.Print }).ToListAsync()).ShouldAllBe(e => e.Width == 1000 && e.Height == 500 && e.HasThumbnail && e.Print != null);
        (await db.Evidence.CountAsync(e => e.HasThumbnail)).ShouldBe(2);
        await using (var thumbnail = await _desk.Get<EvidenceFiles>().OpenThumbnailAsync(picture.Sha256, default)) thumbnail.ShouldNotBeNull();
        (await _desk.Get<MissingThumbnails>().MakeAsync(CancellationToken.None)).ShouldBe(0);
    }

    private async Task<StoredFile> StoredAsync(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return (await _desk.Get<EvidenceFiles>().StoreAsync(stream, CancellationToken.None)).Value!;
    }

    private async Task AddUnmeasuredAsync(StoredFile file)
    {
        var number = await _desk.BuyerSaysAsync("甲", "少了一件");
        await using var db = _desk.Db();
        var subject = await db.Cases.SingleAsync(c => c.Number == number);
        db.Evidence.Add(new EvidenceItem(Ids.New(_desk.Time.Now), _desk.StoreId, subject.Id, null, "图", _desk.Time.Now, null).WithFile(file.Sha256, file.ContentType, file.Size, null, null, false));
        await db.SaveChangesAsync();
    }
}
