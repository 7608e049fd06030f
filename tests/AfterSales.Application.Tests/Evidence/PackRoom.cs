using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;
using AfterSales.Application.Evidence.Packs;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace AfterSales.Application.Tests.Evidence;

/// <summary>What makes packs on a desk, with a summary of a few words.</summary>
internal static class PackRoom
{
    public static PackWorker PackWorker(this TestDesk desk, IPackSummary? summary = null) => new(
        desk.Get<Databases>(), new PackBuilder(desk.Get<Databases>(), desk.Get<EvidenceFiles>(), desk.Get<StoreZones>(), desk.Get<PeopleQueries>(), summary ?? new FewWords()),
        desk.Get<CaseLocks>(), desk.Get<EvidenceAccesses>(), desk.Get<ChangeSignal>(), desk.Time, NullLogger<PackWorker>.Instance);

    public static async Task<EvidenceItem> AddPictureAsync(this TestDesk desk, string number, byte[]? bytes = null, string name = "图.png")
    {
        using var stream = new MemoryStream(bytes ?? SamplePictures.Png(20, 10));
        var file = (await desk.Get<EvidenceFiles>().StoreAsync(stream, default)).Value!;
        (await desk.Get<WriteNote>().ExecuteAsync(new(number, "看图", [new(name, file)]), desk.Agent)).Refusal.ShouldBeNull();
        await using var db = desk.Db();
        return await db.Evidence.SingleAsync(e => e.Sha256 == file.Sha256 && db.Cases.Any(c => c.Id == e.CaseId && c.Number == number));
    }

    public static async Task<byte[]> BytesAsync(this PackZip zip)
    {
        using var bytes = new MemoryStream();
        await zip.WriteAsync(bytes, default);
        return bytes.ToArray();
    }

    private sealed class FewWords : IPackSummary
    {
        public string Title => "说明";

        public string Folder(CaseType? type) => type?.ToString() ?? "未分类";

        public PackDocuments Write(PackContent content) => new(System.Text.Encoding.UTF8.GetBytes($"{content.Case.Number} {content.Timeline.Count} {content.Pieces.Count}"), null);
    }
}
