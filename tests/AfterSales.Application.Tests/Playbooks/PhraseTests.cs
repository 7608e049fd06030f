using AfterSales.Application.People;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Stores;
using AfterSales.Application.Tests.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Tests.Playbooks;

public sealed class PhraseTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private Task<Result> SayAsync(string text, string phrase = "settled", string language = "zh-CN") => _desk.Get<SavePhrase>().ExecuteAsync(new(phrase, language, text), _desk.Supervisor);

    private async Task<PhraseBook> BookAsync() => (await _desk.Get<PhraseQueries>().BookAsync(_desk.Agent)).Value!;

    [Fact]
    public async Task Save_InOneLanguage_IsSaidInThatAloneUntilItIsReset()
    {
        (await SayAsync(" 亲，都弄好了吗？ ")).Ok.ShouldBeTrue();
        (await BookAsync()).Say("settled", "zh-CN")!.Text.ShouldBe("亲，都弄好了吗？");
        (await BookAsync()).Say("settled", "en").ShouldBeNull();
        (await SayAsync("亲，好了吗？")).Ok.ShouldBeTrue();
        (await BookAsync()).Say("settled", "zh-CN")!.Text.ShouldBe("亲，好了吗？");
        (await SayAsync("")).Ok.ShouldBeTrue();
        (await BookAsync()).Sayings.ShouldBeEmpty();
        (await _desk.AuditAsync()).ShouldBe([AuditKind.PhraseReset, AuditKind.PhraseSaved, AuditKind.PhraseSaved]);
    }

    [Fact]
    public async Task Save_WhatIsNoPhrase_IsRefused()
    {
        (await SayAsync("话", phrase: "nothing")).Refusal!.Code.ShouldBe("phrase.not_found");
        (await SayAsync("话", language: "fr")).Refusal!.Code.ShouldBe("phrase.not_found");
        (await SayAsync(new('话', 1_001))).Refusal!.Code.ShouldBe("phrase.too_long");
        (await SayAsync("{1}寄到了吗？")).Refusal!.ShouldSatisfyAllConditions(r => r.Code.ShouldBe("phrase.place_unknown"), r => r.Args[0].ShouldBe("{1}"));
        (await _desk.Get<SavePhrase>().ExecuteAsync(new("settled", "en", "x"), _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task Book_KnowsTheStoresLanguage_ChineseUntilSomebodySaysOtherwise()
    {
        (await BookAsync()).Language.ShouldBe("zh-CN");
        var store = (await _desk.Get<StoreQueries>().ManagedByAsync(_desk.Owner)).Single();
        var input = new DescribeStore.Input(store.Id, store.Version, store.Name, store.TimeZoneId, null, null, null, "fr");
        (await _desk.Get<DescribeStore>().ExecuteAsync(input, _desk.Owner)).Refusal!.ShouldSatisfyAllConditions(r => r.Code.ShouldBe("store.language_unknown"), r => r.Field.ShouldBe("Language"));
        (await _desk.Get<DescribeStore>().ExecuteAsync(input with { Language = "en" }, _desk.Owner)).Ok.ShouldBeTrue();
        (await BookAsync()).Language.ShouldBe("en");
    }
}
