using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence.Keeping;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Evidence;

/// <summary>A desk that keeps the evidence of closed cases for a time.</summary>
internal static class RetentionRoom
{
    private static int _pictures;

    /// <summary>A case of a type, with a picture of its own, that was closed now. Answers its number and the picture.</summary>
    public static async Task<(string Number, EvidenceItem Piece)> ClosedCaseAsync(this TestDesk desk, string customer, CaseType type = CaseType.Quality)
    {
        var number = await desk.BuyerSaysAsync(customer, "在吗");
        // No two alike, so that no bytes are needed by another.
        var piece = await desk.AddPictureAsync(number, SamplePictures.Png(20 + Interlocked.Increment(ref _pictures), 10));
        await desk.CloseAsync(number, type);
        return (number, piece);
    }

    public static async Task CloseAsync(this TestDesk desk, string number, CaseType type = CaseType.Quality)
    {
        await using var db = desk.Db();
        if (await db.Cases.Where(c => c.Number == number).Select(c => c.Type).SingleAsync() is null)
            (await desk.Get<ClassifyCase>().ExecuteAsync(new(number, type, CaseTypes.SubtypesOf(type)[0], null), desk.Agent)).Refusal.ShouldBeNull();
        (await desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "好的"), desk.Agent)).Refusal.ShouldBeNull();
        (await desk.Get<ResolveCase>().ExecuteAsync(new(number, null, DespiteChecks: true), desk.Agent)).Refusal.ShouldBeNull();
        (await desk.Get<CloseCase>().ExecuteAsync(new(number, null, "不用问"), desk.Supervisor)).Refusal.ShouldBeNull();
    }

    /// <summary>Everything is kept so many months, since now; two people said so.</summary>
    public static async Task KeepForAsync(this TestDesk desk, int months)
    {
        var standing = (await desk.Get<RetentionQueries>().NowAsync(desk.Owner)).Value!.Policy;
        (await desk.Get<ChangeRetention>().ExecuteAsync(new(standing.Version, new() { Otherwise = new(months) }), desk.Owner)).Refusal.ShouldBeNull();
        if ((await desk.Get<RetentionQueries>().NowAsync(desk.Owner)).Value!.Proposal is { } proposal)
            (await desk.Get<DecideRetention>().ExecuteAsync(new(proposal.Id, true), desk.Supervisor)).Refusal.ShouldBeNull();
    }

    public static Task<int> RoundAsync(this TestDesk desk) => desk.Get<RetentionWorker>().WorkAsync(CancellationToken.None);

    public static async Task<RetentionRun> LastRunAsync(this TestDesk desk) => (await desk.Get<RetentionQueries>().NowAsync(desk.Owner)).Value!.LastRun!;

    public static async Task<EvidenceItem> PieceAsync(this TestDesk desk, Guid id)
    {
        await using var db = desk.Db();
        return await db.Evidence.AsNoTracking().SingleAsync(e => e.Id == id);
    }
}
