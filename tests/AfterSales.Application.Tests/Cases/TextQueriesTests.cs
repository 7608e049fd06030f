using AfterSales.Application.Cases.Finding;
using AfterSales.Application.Conversations;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Cases;

/// <summary>What was said is found, from two characters on, by whoever may read it.</summary>
public sealed class TextQueriesTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Theory]
    [InlineData("破洞")]
    [InlineData("腰这里有个破")]
    [InlineData("qh2361")]
    [InlineData("ＱＨ２３６１")]
    [InlineData("36")]
    [InlineData("m码")]
    [InlineData("😭")]
    [InlineData("破洞 补发")]
    [InlineData("\"能换吗 亲\"")]
    public async Task Find_AnyPartOfWhatWasSaid_FindsTheCase(string text)
    {
        var number = await _desk.BuyerSaysAsync("阿秋", "QH2361 的裙子腰这里有个破洞，M码的，能换吗 亲😭");
        await _desk.BuyerSaysAsync("阿秋", "不换就补发一条");
        await _desk.BuyerSaysAsync("别人", "洞破了？QH23 和 1 码");
        await CatchUpAsync(_desk);

        (await FindAsync(text)).Hits.Select(h => h.Number).ShouldBe([number]);
    }

    [Theory]
    [InlineData("一件破洞")]
    [InlineData("一件%")]
    [InlineData("一件_破")]
    [InlineData("没有这样的话")]
    public async Task Find_WhatNobodySaid_FindsNothing(string text)
    {
        await _desk.BuyerSaysAsync("阿秋", "只有一件破，破洞不大");
        await CatchUpAsync(_desk);

        (await FindAsync(text)).ShouldSatisfyAllConditions(f => f.Hits.ShouldBeEmpty(), f => f.Next.ShouldBeNull(), f => f.IsTooShort.ShouldBeFalse());
    }

    [Fact]
    public async Task Find_ASingleCharacter_SaysThatItIsTooShort() => (await FindAsync("破")).IsTooShort.ShouldBeTrue();

    [Fact]
    public async Task Find_AMessageThatCameSince_IsThereOnceItIsReadIn_ANoteToo()
    {
        var number = await _desk.BuyerSaysAsync("阿秋", "在吗");
        await CatchUpAsync(_desk);
        (await FindAsync("破洞")).Hits.ShouldBeEmpty();

        (await _desk.Get<WriteNote>().ExecuteAsync(new(number, "看了照片，是破洞不是勾丝"), _desk.Agent)).Refusal.ShouldBeNull();
        await CatchUpAsync(_desk);

        (await FindAsync("破洞")).Hits.ShouldHaveSingleItem().ShouldSatisfyAllConditions(h => h.Kind.ShouldBe(MessageKind.Note), h => h.Author.ShouldBe("客服甲"), h => h.Text.ShouldBe("看了照片，是破洞不是勾丝"));
        (await FindAsync("在吗")).Hits.ShouldHaveSingleItem().Kind.ShouldBe(MessageKind.Buyer);
    }

    [Fact]
    public async Task Find_WhoMayNotReadConversations_FindsNoneByThem()
    {
        await _desk.BuyerSaysAsync("阿秋", "有个破洞");
        await CatchUpAsync(_desk);

        (await _desk.Get<TextQueries>().FindAsync(await _desk.PersonAsync("管理员", Role.Administrator), "破洞")).Refusal!.Code.ShouldBe("forbidden");
        (await _desk.Get<TextQueries>().FindAsync(await _desk.StrangerAsync(), "破洞")).Value!.Hits.ShouldBeEmpty();
        (await _desk.Get<TextQueries>().FindAsync(_desk.Warehouse, "破洞")).Value!.Hits.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Find_WhatManyHold_GoesPageByPage_TheLatestFirst()
    {
        // Over ten weeks, several at one moment.
        var numbers = await SaidByManyAsync(130, i => i % 3 == 0 ? $"第{i}个：尺码不对" : "收到了");
        await CatchUpAsync(_desk);

        var found = new List<string>();
        for (string? next = null; ;)
        {
            var page = (await _desk.Get<TextQueries>().FindAsync(_desk.Agent, "尺码", next)).Value!;
            page.Hits.Count.ShouldBeLessThanOrEqualTo(TextQueries.PageSize);
            found.AddRange(page.Hits.Select(h => h.Number));
            if ((next = page.Next) is null) break;
        }

        found.Count.ShouldBe(44);
        await using var db = _desk.Db();
        var all = await db.Cases.Where(c => db.Messages.Any(m => m.CaseId == c.Id && m.Text.Contains("尺码"))).OrderByDescending(c => c.OpenedAt).ThenByDescending(c => c.Id).Select(c => c.Number).ToListAsync();
        found.ShouldBe(all);
        numbers.Count.ShouldBe(130);
    }

    [Fact]
    public async Task Find_PartsThatManyHold_AndTheWholeHardlyAnybody_LooksSoFarAndGoesOn()
    {
        await SaidByManyAsync(600, i => i == 0 ? "一件破洞" : "一件破，破洞");
        await CatchUpAsync(_desk);

        var first = await FindAsync("一件破洞");
        first.ShouldSatisfyAllConditions(f => f.IsCutShort.ShouldBeTrue(), f => f.Hits.ShouldBeEmpty(), f => f.Next.ShouldNotBeNull());
        var second = (await _desk.Get<TextQueries>().FindAsync(_desk.Agent, "一件破洞", first.Next)).Value!;
        second.ShouldSatisfyAllConditions(f => f.IsCutShort.ShouldBeFalse(), f => f.Hits.ShouldHaveSingleItem(), f => f.Next.ShouldBeNull());
    }

    [Fact]
    public async Task Find_InAStoreThatWasThereBefore_FindsWhatIsReadIn_TheLatestFirst()
    {
        await SaidByManyAsync(250, _ => "有个破洞");
        await using (var db = _desk.Db()) await db.Database.ExecuteSqlAsync($"delete from unread_texts where store_id = {_desk.StoreId}");
        (await FindAsync("破洞")).ShouldSatisfyAllConditions(f => f.Hits.ShouldBeEmpty(), f => f.ReadBackTo.ShouldBe(DateTimeOffset.MaxValue));

        (await _desk.Get<CatchUpTexts>().TakeInAsync(_desk.StoreId, default)).ShouldBe(CatchUpTexts.Part.Older);
        var some = await FindAsync("破洞");
        some.Hits.Count.ShouldBe(TextQueries.PageSize);
        some.ReadBackTo.ShouldNotBeNull().ShouldBeLessThan(some.Hits[0].OpenedAt);
        (await _desk.Get<TextQueries>().FindAsync(_desk.Agent, "破洞", CursorOf(some.ReadBackTo!.Value))).Value!.Hits.ShouldBeEmpty();

        await CatchUpAsync(_desk);
        (await FindAsync("破洞")).ReadBackTo.ShouldBeNull();
        (await _desk.Get<TextQueries>().FindAsync(_desk.Agent, "破洞", CursorOf(some.ReadBackTo!.Value))).Value!.Hits.Count.ShouldBe(TextQueries.PageSize);
    }

    [Fact]
    public async Task CatchUp_ByTwoNodesAtOnce_WhileEverybodyWrites_ReadsEverythingIn()
    {
        await using var node = _desk.AnotherNode();
        using var over = new CancellationTokenSource();
        var reading = new[] { _desk, node, _desk }.Select(one => Task.Run(async () =>
        {
            while (!over.IsCancellationRequested) await one.Get<CatchUpTexts>().TakeInAsync(one.StoreId, CancellationToken.None);
        })).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++) await _desk.BuyerSaysAsync($"买家{i % 5}", $"第{writer}次说{i}号");
        })));
        await over.CancelAsync();
        await Task.WhenAll(reading);
        await CatchUpAsync(_desk);

        await using var db = _desk.Db();
        (await db.Messages.CountAsync()).ShouldBe(100);
        foreach (var said in (await db.Messages.ToListAsync()).GroupBy(m => m.CaseId))
        {
            var grams = new HashSet<int>();
            foreach (var message in said) TextGrams.AddTo(grams, message.Text);
            (await db.CaseTexts.SingleAsync(t => t.CaseId == said.Key)).Grams.ShouldBe(grams.Order());
        }
    }

    [Fact]
    public async Task CatchUp_OfAnotherShape_ReadsTheStoreAnew()
    {
        await _desk.BuyerSaysAsync("阿秋", "有个破洞");
        await CatchUpAsync(_desk);
        await using (var db = _desk.Db())
        {
            await db.CaseTexts.ExecuteDeleteAsync();
            (await _desk.Get<CatchUpTexts>().TakeInAsync(_desk.StoreId, default)).ShouldBe(CatchUpTexts.Part.Nothing);
            await db.Database.ExecuteSqlAsync($"update text_states set shape = 0 where store_id = {_desk.StoreId}");
        }
        await CatchUpAsync(_desk);
        (await FindAsync("破洞")).Hits.ShouldHaveSingleItem();
    }

    /// <summary>Everything that waits, then everything that was there before.</summary>
    internal static async Task CatchUpAsync(TestDesk desk)
    {
        while (await desk.Get<CatchUpTexts>().TakeInAsync(desk.StoreId, CancellationToken.None) != CatchUpTexts.Part.Nothing) { }
    }

    // One case each, three of them opened at the same moment, nearly two an hour.
    private async Task<List<string>> SaidByManyAsync(int count, Func<int, string> text)
    {
        var from = TestDesk.Start.AddDays(-count / 2);
        IncomingMessage[] messages = [.. Enumerable.Range(0, count).Select(i => new IncomingMessage(null, "qianniu", $"买家{i}", null, MessageKind.Buyer, null, text(i), from.AddHours(i / 3 * 12), []))];
        return [.. (await _desk.Get<ReceiveMessages>().ExecuteAsync(messages, _desk.Bridge)).Select(answer => answer.Value!.Number)];
    }

    private static string CursorOf(DateTimeOffset at) => new AfterSales.Application.Cases.CaseCursor(AfterSales.Application.Cases.CaseSort.Opened, at, Guid.Empty).ToString();

    private async Task<TextHits> FindAsync(string text)
    {
        var found = await _desk.Get<TextQueries>().FindAsync(_desk.Agent, text);
        found.Ok.ShouldBeTrue();
        return found.Value;
    }
}
