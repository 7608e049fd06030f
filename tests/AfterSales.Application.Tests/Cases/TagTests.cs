using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Application.Tests.People;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Case = AfterSales.Domain.Cases.Case;

namespace AfterSales.Application.Tests.Cases;

public sealed class TagTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private Task<Result<int>> SaveAsync(string name, string? known = null, string? english = null, FlagColour? colour = null) =>
        _desk.Get<SaveTag>().ExecuteAsync(new(known, name, english, colour), _desk.Supervisor);

    private Task<Result> RetireAsync(string tag, bool isRetired = true) => _desk.Get<RetireTag>().ExecuteAsync(new(tag, isRetired), _desk.Supervisor);

    private Task<Result> MoveAsync(string tag, int place) => _desk.Get<MoveTag>().ExecuteAsync(new(tag, place), _desk.Supervisor);

    private async Task<TagList> ListAsync() => (await _desk.Get<TagQueries>().ListAsync(_desk.Agent)).Value!;

    private async Task<string> TaggedAsync(string buyer, params string[] tags)
    {
        var number = await _desk.BuyerSaysAsync(buyer, "你好");
        (await _desk.Get<TagCase>().ExecuteAsync(new(number, tags, null), _desk.Agent)).Refusal.ShouldBeNull();
        return number;
    }

    private async Task<Case> CaseAsync(string number)
    {
        await using var db = _desk.Db();
        return await db.Cases.AsNoTracking().SingleAsync(c => c.Number == number);
    }

    [Fact]
    public async Task List_OfANewStore_HasTheFirstTags_InTheirOrder_WithEnglishNames()
    {
        var list = await ListAsync();
        list.Offered.Select(tag => tag.Name).Take(3).ShouldBe(["老客户", "电话约定", "等补货"]);
        list.Find("老客户").ShouldBe(new("老客户", "Regular buyer", FlagColour.Blue, IsRetired: false));
        list.All.ShouldAllBe(tag => tag.EnglishName != null);
        list.Retired.ShouldBeEmpty();
    }

    [Fact]
    public async Task Save_ANewTag_IsOfferedLast_OnEveryNode()
    {
        await using var other = _desk.AnotherNode();
        (await SaveAsync(" 大客户 ", english: "Key account", colour: FlagColour.Purple)).Ok.ShouldBeTrue();
        (await ListAsync()).Offered.Last().ShouldBe(new("大客户", "Key account", FlagColour.Purple, IsRetired: false));
        (await other.Get<TagQueries>().ListAsync(_desk.Agent)).Value!.ShouldBe(await ListAsync());
        (await _desk.AuditAsync()).ShouldBe([AuditKind.TagSaved]);
    }

    [Fact]
    public async Task Save_TwoOfOneName_IsRefused()
    {
        (await SaveAsync("老客户")).Refusal!.ShouldSatisfyAllConditions(r => r.Code.ShouldBe("tag.taken"), r => r.Field.ShouldBe("Name"));
        (await SaveAsync("老客户", known: "偏远")).Refusal!.Code.ShouldBe("tag.taken");
        await RetireAsync("老客户");
        (await SaveAsync("老客户")).Refusal!.Code.ShouldBe("tag.taken_by_retired");
        (await SaveAsync("什么", known: "没有的")).Refusal!.Code.ShouldBe("tag.not_found");
    }

    [Theory]
    [InlineData(" ", null, "tag.name_needed", "Name")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", null, "tag.too_long", "Name")]
    [InlineData("老 客户", null, "tag.separator", "Name")]
    [InlineData("老，客户", null, "tag.separator", "Name")]
    [InlineData("新", "a name far longer than any chip", "tag.too_long", "EnglishName")]
    public async Task Save_WhatMakesNoTag_IsRefused(string name, string? english, string code, string field)
    {
        var refusal = (await SaveAsync(name, english: english)).Refusal!;
        (refusal.Code, refusal.Field).ShouldBe((code, field));
    }

    [Fact]
    public async Task Rename_ChangesItOnEveryCase_WithALineInEachHistory_AndAStaleScreenCannotWriteItBack()
    {
        var open = await TaggedAsync("买家一", "老客户", "急");
        var both = await TaggedAsync("买家二", "熟客", "老客户");
        var other = await TaggedAsync("买家三", "急");
        await using (var db = _desk.Db()) await db.Cases.Where(c => c.Number == both).ExecuteUpdateAsync(set => set.SetProperty(c => c.State, CaseState.Closed));
        var seen = await CaseAsync(open);

        (await SaveAsync("熟客", known: "老客户", english: "Regular", colour: FlagColour.Green)).Value.ShouldBe(2);

        (await CaseAsync(open)).Tags.ShouldBe(["熟客", "急"]);
        (await CaseAsync(both)).Tags.ShouldBe(["熟客"], "not twice");
        (await CaseAsync(other)).ShouldSatisfyAllConditions(c => c.Tags.ShouldBe(["急"]), c => c.Version.ShouldBe(seen.Version));
        (await ListAsync()).Offered.First().ShouldBe(new("熟客", "Regular", FlagColour.Green, IsRetired: false));

        await using var now = _desk.Db();
        var lines = await now.History.Where(h => h.Kind == CaseEventKind.TagRenamed).OrderBy(h => h.Id).ToListAsync();
        lines.Select(h => (h.Data["from"], h.Data["to"], h.ActorName)).ShouldBe([("老客户", "熟客", "主管"), ("老客户", "熟客", "主管")]);
        lines.Select(h => h.CaseId).ShouldBe([seen.Id, (await CaseAsync(both)).Id], ignoreOrder: true);
        (await _desk.AuditAsync()).ShouldBe([AuditKind.TagRenamed]);
        var stale = (await _desk.Get<TagCase>().ExecuteAsync(new(open, ["老客户", "急", "新"], seen.Version), _desk.Agent)).Refusal!;
        (stale.Code, stale.Args[1]).ShouldBe(("case.stale", "主管"));
    }

    [Fact]
    public async Task Rename_OfOneStore_LeavesTheOthersAlone()
    {
        var mine = await TaggedAsync("买家", "老客户");
        var stranger = await _desk.StrangerAsync();
        (await _desk.Get<SaveTag>().ExecuteAsync(new(null, "老客户", null, null), stranger)).Ok.ShouldBeTrue();
        (await _desk.Get<SaveTag>().ExecuteAsync(new("老客户", "熟客", null, null), stranger)).Value.ShouldBe(0);
        (await CaseAsync(mine)).Tags.ShouldBe(["老客户"]);
        (await ListAsync()).Find("老客户").ShouldNotBeNull();
    }

    [Fact]
    public async Task Rename_ByTwoAtOnce_IsDoneOnce_AndListAndCasesAgree()
    {
        var number = await TaggedAsync("买家", "老客户");
        var both = await Task.WhenAll(SaveAsync("熟客", known: "老客户"), SaveAsync("回头客", known: "老客户"));
        both.Count(result => result.Ok).ShouldBe(1);
        both.Single(result => !result.Ok).Refusal!.Code.ShouldBe("tag.not_found");
        (await ListAsync()).Find((await CaseAsync(number)).Tags.Single()).ShouldNotBeNull();
    }

    [Fact]
    public async Task Rename_WhileSomebodyTagsACase_WaitsForThem()
    {
        var number = await TaggedAsync("买家", "老客户");
        Task<Result<int>> renaming;
        await using (var db = _desk.Db())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            (await db.Cases.FromSql($"select * from cases where number = {number} for no key update").SingleAsync()).Tag(["老客户", "急"]);
            await db.SaveChangesAsync();
            renaming = SaveAsync("熟客", known: "老客户");
            await Eventually.TrueAsync(() => _desk.SomebodyWaitsForALockAsync(), TimeSpan.FromSeconds(20));
            await transaction.CommitAsync();
        }
        (await renaming).Value.ShouldBe(1);
        (await CaseAsync(number)).Tags.ShouldBe(["熟客", "急"]);
    }

    [Fact]
    public async Task Retire_IsOfferedNoLonger_UntilItIsAgain()
    {
        var number = await TaggedAsync("买家", "老客户");
        (await RetireAsync("老客户")).Ok.ShouldBeTrue();
        (await RetireAsync("老客户")).Ok.ShouldBeTrue();
        (await ListAsync()).ShouldSatisfyAllConditions(l => l.Offered.ShouldNotContain(tag => tag.Name == "老客户"), l => l.Find("老客户")!.IsRetired.ShouldBeTrue());
        (await CaseAsync(number)).Tags.ShouldBe(["老客户"]);
        (await RetireAsync("老客户", isRetired: false)).Ok.ShouldBeTrue();
        (await ListAsync()).Offered.First().Name.ShouldBe("老客户");
        (await RetireAsync("没有的")).Refusal!.Code.ShouldBe("tag.not_found");
        (await _desk.AuditAsync()).ShouldBe([AuditKind.TagRestored, AuditKind.TagRetired]);
    }

    [Theory]
    [InlineData("等补货", 1, new[] { "等补货", "老客户", "电话约定" })]
    [InlineData("老客户", 3, new[] { "电话约定", "等补货", "老客户" })]
    [InlineData("服务", -5, new[] { "服务", "老客户", "电话约定" })]
    [InlineData("老客户", 1, new[] { "老客户", "电话约定", "等补货" })]
    public async Task Move_ChangesTheOrder(string tag, int place, string[] first)
    {
        (await MoveAsync(tag, place)).Ok.ShouldBeTrue();
        (await ListAsync()).Offered.Select(one => one.Name).Take(3).ShouldBe(first);
    }

    [Fact]
    public async Task Counts_AreOfOpenCases_AndKnowFreeTagsToo()
    {
        await TaggedAsync("买家一", "老客户", "急");
        var closing = await TaggedAsync("买家二", "老客户");
        await using (var db = _desk.Db()) await db.Cases.Where(c => c.Number == closing).ExecuteUpdateAsync(set => set.SetProperty(c => c.State, CaseState.Closed));
        (await _desk.Get<TagQueries>().CountsAsync(_desk.Agent)).Value!.ShouldBe(new Dictionary<string, int> { ["老客户"] = 1, ["急"] = 1 }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("regular buyer，自己写的", new[] { "老客户", "自己写的" })]
    [InlineData("转ems 急　急、 ,", new[] { "转EMS", "急" })]
    [InlineData("老客户", new[] { "老客户" })]
    [InlineData(" ", new string[0])]
    public async Task Read_FindsTheListsNames_HoweverTheyAreTyped(string typed, string[] tags) => (await ListAsync()).Read(typed).ShouldBe(tags);

    [Fact]
    public async Task Agents_MayNotChangeTheList()
    {
        (await _desk.Get<SaveTag>().ExecuteAsync(new(null, "新", null, null), _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<RetireTag>().ExecuteAsync(new("老客户", true), _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<MoveTag>().ExecuteAsync(new("老客户", 2), _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await SaveAsync("新")).Ok.ShouldBeTrue();
    }
}
