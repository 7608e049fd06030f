using AfterSales.Application.People;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Tests.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Tests.Playbooks;

public sealed class PhraseTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private Task<Result> SayAsync(string text, string phrase = "settled", string language = "zh-CN") => _desk.Get<SavePhrase>().ExecuteAsync(new(phrase, language, text), _desk.Supervisor);

    private async Task<IReadOnlyDictionary<string, string>> InAsync(string language) => (await _desk.Get<PhraseQueries>().InAsync(_desk.Agent, language)).Value!;

    [Fact]
    public async Task Save_InOneLanguage_IsSaidInThatAloneUntilItIsReset()
    {
        (await SayAsync(" 亲，都弄好了吗？ ")).Ok.ShouldBeTrue();
        (await InAsync("zh-CN"))["settled"].ShouldBe("亲，都弄好了吗？");
        (await InAsync("en")).ShouldBeEmpty();
        (await SayAsync("亲，好了吗？")).Ok.ShouldBeTrue();
        (await InAsync("zh-CN"))["settled"].ShouldBe("亲，好了吗？");
        (await SayAsync("")).Ok.ShouldBeTrue();
        (await InAsync("zh-CN")).ShouldBeEmpty();
        (await _desk.AuditAsync()).ShouldBe([AuditKind.PhraseReset, AuditKind.PhraseSaved, AuditKind.PhraseSaved]);
    }

    [Fact]
    public async Task Save_WhatIsNoPhrase_IsRefused()
    {
        (await SayAsync("话", phrase: "nothing")).Refusal!.Code.ShouldBe("phrase.not_found");
        (await SayAsync("话", language: "fr")).Refusal!.Code.ShouldBe("phrase.not_found");
        (await SayAsync(new('话', 1_001))).Refusal!.Code.ShouldBe("phrase.too_long");
        (await _desk.Get<SavePhrase>().ExecuteAsync(new("settled", "en", "x"), _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }
}
