using System.Globalization;
using AfterSales.Application.Cases;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Evidence;

/// <summary>Evidence put straight into cases, as if it had come at any time.</summary>
internal static class FiledEvidence
{
    private static int _count;

    /// <summary>A case of the customer with a type, or none.</summary>
    public static async Task<string> CaseAsync(this TestDesk desk, string customer, CaseSubtype? subtype = CaseSubtype.Defect, string? orderNo = null)
    {
        var number = await desk.BuyerSaysAsync(customer, "看图", orderNo);
        if (subtype is { } of) (await desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseTypes.TypeOf(of), of, null), desk.Agent)).Refusal.ShouldBeNull();
        return number;
    }

    public static async Task<EvidenceItem> FileAsync(this TestDesk desk, string number, DateTimeOffset? at = null, Guid? by = null, Action<EvidenceItem>? change = null, string contentType = "image/jpeg", long? print = null, string? sha256 = null)
    {
        await using var db = desk.Db();
        var subject = await db.Cases.AsNoTracking().SingleAsync(c => c.Number == number);
        var place = Interlocked.Increment(ref _count);
        var item = new EvidenceItem(Ids.New(at ?? desk.Time.Now), desk.StoreId, subject.Id, null, $"图{place}.jpg", at ?? desk.Time.Now, by).In(subject.Type?.ToString(), subject.CustomerNick)
            .WithFile(sha256 ?? place.ToString("x64", CultureInfo.InvariantCulture), contentType, 1000 + place, 4, 3, hasThumbnail: false, print);
        change?.Invoke(item);
        db.Evidence.Add(item);
        await db.SaveChangesAsync();
        return item;
    }

    /// <summary>Leaves a tombstone.</summary>
    public static async Task RemoveFileAsync(this TestDesk desk, Guid id)
    {
        await using var db = desk.Db();
        await db.Evidence.Where(e => e.Id == id).ExecuteUpdateAsync(e => e.SetProperty(x => x.RemovedAt, desk.Time.Now).SetProperty(x => x.RemovalReason, "放错了"));
    }
}
