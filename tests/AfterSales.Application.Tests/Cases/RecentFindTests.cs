using System.Globalization;
using AfterSales.Application.Cases.Finding;
using AfterSales.Application.Tests.Customers;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Cases;

/// <summary>What somebody looked for is theirs alone, little, and gone with any buyer who is erased.</summary>
public sealed class RecentFindTests : KnownBuyerTests
{
    [Fact]
    public async Task Remember_KeepsTheLatestTwentyOfEach_OfOnesOwn()
    {
        for (var i = 0; i < 25; i++) await RememberAsync($"第{i.ToString(CultureInfo.InvariantCulture)}个");
        await RememberAsync("第20个");
        await OpenAsync(Buyer.Number);
        await OpenAsync(Buyer.ReviewNumber);
        await OpenAsync(Buyer.Number);

        var mine = await Desk.Get<RecentFindQueries>().OfAsync(Desk.Agent);
        mine.Texts.Count.ShouldBe(RecentFind.Most);
        mine.Texts.Take(3).ShouldBe(["第20个", "第24个", "第23个"]);
        mine.Cases.Select(c => c.Number).ShouldBe([Buyer.Number, Buyer.ReviewNumber]);
        (await Desk.Get<RecentFindQueries>().OfAsync(Desk.OtherAgent)).ShouldSatisfyAllConditions(r => r.Texts.ShouldBeEmpty(), r => r.Cases.ShouldBeEmpty());

        (await Desk.Get<ForgetFinds>().ExecuteAsync(Desk.Agent)).Refusal.ShouldBeNull();
        (await Desk.Get<RecentFindQueries>().OfAsync(Desk.Agent)).Texts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Remember_WhoMayNotSeeCases_IsForbidden() =>
        (await Desk.Get<RememberFind>().ExecuteAsync(new(null, Buyer.Number), await Desk.PersonAsync("管理员", Role.Administrator))).Refusal!.Code.ShouldBe("forbidden");

    [Fact]
    public async Task Erase_OfABuyer_LeavesNoTraceOfThemToBeFoundBy()
    {
        await TextQueriesTests.CatchUpAsync(Desk);
        (await FoundAsync()).ShouldBeGreaterThan(0);
        await RememberAsync(KnownBuyer.Word);
        await RememberAsync(KnownBuyer.Nick[..2]);
        await OpenAsync(Buyer.Number);
        await using var db = Desk.Db();
        var theirs = await db.Cases.Where(c => c.CustomerId == Buyer.CustomerId).Select(c => c.Id).ToListAsync();
        (await db.CaseTexts.CountAsync(t => theirs.Contains(t.CaseId))).ShouldBe(theirs.Count);

        await Buyer.EraseAsync();

        (await db.CaseTexts.CountAsync(t => theirs.Contains(t.CaseId))).ShouldBe(0);
        (await db.RecentFinds.CountAsync()).ShouldBe(0);
        await TextQueriesTests.CatchUpAsync(Desk);
        (await FoundAsync()).ShouldBe(0);
        // Not even by the mark that stands there now.
        (await db.CaseTexts.Where(t => theirs.Contains(t.CaseId)).ToListAsync()).ShouldAllBe(t => t.Grams.Length == 0);
    }

    private async Task<int> FoundAsync() => (await Desk.Get<TextQueries>().FindAsync(Desk.Agent, KnownBuyer.Word)).Value!.Hits.Count;

    private async Task RememberAsync(string text)
    {
        Desk.Time.Move(TimeSpan.FromSeconds(1));
        (await Desk.Get<RememberFind>().ExecuteAsync(new(text, null), Desk.Agent)).Refusal.ShouldBeNull();
    }

    private async Task OpenAsync(string number)
    {
        Desk.Time.Move(TimeSpan.FromSeconds(1));
        (await Desk.Get<RememberFind>().ExecuteAsync(new(null, number), Desk.Agent)).Refusal.ShouldBeNull();
    }
}
