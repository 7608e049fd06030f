using AfterSales.Application.Conversations;
using AfterSales.Application.People;
using AfterSales.Application.Tests.People;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Conversations;

public sealed class KeywordTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private Task<Result> SaveAsync(string word, CaseSubtype subtype, int weight = 50) => _desk.Get<SaveKeyword>().ExecuteAsync(new(word, subtype, weight), _desk.Supervisor);

    private async Task<CaseSubtype?> ProposedAsync(string buyer, string text)
    {
        var number = await _desk.BuyerSaysAsync(buyer, text);
        await using var db = _desk.Db();
        return await db.Cases.Where(c => c.Number == number).Select(c => c.Subtype).SingleAsync();
    }

    [Fact]
    public async Task Save_ANewWord_ProposesItsTypeToTheNextCase()
    {
        (await ProposedAsync("甲", "衣服掉毛掉得厉害呀呀")).ShouldBeNull();
        (await SaveAsync("掉毛", CaseSubtype.Defect)).Ok.ShouldBeTrue();
        (await ProposedAsync("乙", "衣服掉毛掉得厉害呀呀")).ShouldBe(CaseSubtype.Defect);
        (await SaveAsync("掉毛", CaseSubtype.NotAsDescribed, 80)).Ok.ShouldBeTrue();
        (await ProposedAsync("丙", "衣服掉毛掉得厉害呀呀")).ShouldBe(CaseSubtype.NotAsDescribed);
        (await _desk.Get<RemoveKeyword>().ExecuteAsync("掉毛", _desk.Supervisor)).Ok.ShouldBeTrue();
        (await ProposedAsync("丁", "衣服掉毛掉得厉害呀呀")).ShouldBeNull();
        (await _desk.AuditAsync()).ShouldBe([AuditKind.KeywordRemoved, AuditKind.KeywordSaved, AuditKind.KeywordSaved]);
    }

    [Fact]
    public async Task Propose_OfTheList_SaysWhatIntakeSays()
    {
        var words = (await _desk.Get<KeywordQueries>().ListAsync(_desk.Supervisor)).Value!;
        KeywordQueries.Propose(words, "你们少发了一件").ShouldBe(new(CaseSubtype.Missing, "少发"));
        KeywordQueries.Propose(words, "你好").ShouldBeNull();
    }

    [Theory]
    [InlineData(" ", 50, "keyword.word_needed")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", 50, "keyword.word_too_long")]
    [InlineData("掉毛", 0, "keyword.weight")]
    [InlineData("掉毛", 101, "keyword.weight")]
    public async Task Save_WhatMakesNoSense_IsRefused(string word, int weight, string code) => (await SaveAsync(word, CaseSubtype.Defect, weight)).Refusal!.Code.ShouldBe(code);

    [Fact]
    public async Task Agents_MayNotChangeThem()
    {
        (await _desk.Get<SaveKeyword>().ExecuteAsync(new("掉毛", CaseSubtype.Defect, 50), _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<RemoveKeyword>().ExecuteAsync("少发", _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<RemoveKeyword>().ExecuteAsync("没有这个词", _desk.Supervisor)).Refusal!.Code.ShouldBe("keyword.not_found");
    }
}
