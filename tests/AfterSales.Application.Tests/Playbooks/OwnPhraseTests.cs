using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Stores;
using AfterSales.Application.Tests.People;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Tests.Playbooks;

/// <summary>Phrases of a store's own: made, said by a playbook, told to an agent, carried elsewhere in a file, and retired.</summary>
public sealed class OwnPhraseTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private Task<Result<string>> SaveAsync(string name, string chinese = "今天补发", string english = "", string? key = null, Actor? actor = null) =>
        _desk.Get<SaveOwnPhrase>().ExecuteAsync(new(key, name, new Dictionary<string, string> { ["zh-CN"] = chinese, ["en"] = english }), actor ?? _desk.Supervisor);

    private Task<Result> RetireAsync(string key, bool isRetired = true) => _desk.Get<RetirePhrase>().ExecuteAsync(new(key, isRetired), _desk.Supervisor);

    private async Task<PhraseBook> BookAsync() => (await _desk.Get<PhraseQueries>().BookAsync(_desk.Agent)).Value!;

    private async Task<string> SavedAsync(string name)
    {
        var saved = await SaveAsync(name);
        saved.Refusal.ShouldBeNull();
        return saved.Value!;
    }

    /// <summary>The playbook of a type, in which the first phrase is another one, as a file.</summary>
    private static string Saying(string key, string type = "WrongItem")
    {
        var playbook = DefaultPlaybooks.File(type);
        return DmnWriter.Write(playbook with { Decisions = [.. playbook.Decisions.Select(decision => decision.Name == "phrases" ? decision with { Logic = Saying((DecisionTable)decision.Logic, $"\"{key}\"") } : decision)] });
    }

    private static DecisionTable Saying(DecisionTable table, string cell)
    {
        var place = table.Outputs.Select(output => output.Name).ToList().IndexOf("phrase");
        return table with
        {
            Outputs = [.. table.Outputs.Select((output, i) => i == place ? output with { Type = output.Type with { Allowed = $"{output.Type.Allowed}, {cell}" } } : output)],
            Rows = [.. table.Rows.Select((row, i) => i == 0 ? row with { Outputs = [.. row.Outputs.Select((one, j) => j == place ? cell : one)] } : row)],
        };
    }

    private async Task<DraftSeen> DraftAsync(string document, string type = "WrongItem", int basedOn = 1)
    {
        var saved = await _desk.Get<SavePlaybookDraft>().ExecuteAsync(new(type, document, null, basedOn), _desk.Supervisor);
        saved.Refusal.ShouldBeNull();
        return saved.Value;
    }

    private async Task PublishAsync(string document, string type = "WrongItem", int basedOn = 1)
    {
        var draft = (await _desk.Get<ProposePlaybook>().ExecuteAsync(new(type, await DraftAsync(document, type, basedOn), "换一句话术"), _desk.Supervisor)).Value;
        (await _desk.Get<PublishPlaybook>().ExecuteAsync(new(type, draft), _desk.Owner)).Refusal.ShouldBeNull();
        _desk.Time.Move(TimeSpan.FromMinutes(1));
    }

    private async Task<IReadOnlyList<PlaybookProblem>> CheckAsync(string document, Actor? actor = null) =>
        (await _desk.Get<DraftQueries>().CheckAsync(actor ?? _desk.Supervisor, "WrongItem", document)).Value!;

    [Fact]
    public async Task Made_IsSaidByARow_AndToldToTheAgent()
    {
        var key = await SavedAsync("补发时间");
        (await CheckAsync(Saying(key))).ShouldBeEmpty();
        await PublishAsync(Saying(key));
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        (await _desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.WrongItem, CaseSubtype.Missing, null), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<GuidanceQueries>().OfCaseAsync(_desk.Agent, number)).Value!.Guidance.Phrases.ShouldContain(phrase => phrase.Phrase == key);
        var book = await BookAsync();
        (book.Find(key)!.Name, book.Say(key, "zh-CN")!.Text, book.Say(key, "en")).ShouldBe(("补发时间", "今天补发", null));
    }

    [Fact]
    public async Task Changed_KeepsItsKey_AndSaysWhatItSaysNow()
    {
        var key = await SavedAsync("补发时间");
        (await SaveAsync("补发", "{0}前补发", "Sent before {0}", key)).Value.ShouldBe(key);
        (await SaveAsync("补发", "{0}前补发", "", key)).Ok.ShouldBeTrue();
        var book = await BookAsync();
        (book.Own.Single().Name, book.Say(key, "zh-CN")!.Text, book.Say(key, "en")).ShouldBe(("补发", "{0}前补发", null));
        (await _desk.AuditAsync()).ShouldBe([AuditKind.PhraseSaved, AuditKind.PhraseSaved, AuditKind.PhraseAdded]);
    }

    [Theory]
    [InlineData(" ", "话", "", "phrase.name_needed", "Name")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", "话", "", "phrase.name_too_long", "Name")]
    [InlineData("新", "", "words", "phrase.text_needed", "zh-CN")]
    [InlineData("新", "把{商品}寄回", "", "phrase.place_unknown", "zh-CN")]
    [InlineData("新", "把{0}寄回", "send {1} back", "phrase.place_unknown", "en")]
    [InlineData("新", "把{0}寄回", "send it back", "phrase.place_missing", "en")]
    [InlineData("新", "寄回", "send {0} back", "phrase.place_missing", "zh-CN")]
    [InlineData("有了", "话", "", "phrase.name_taken", "Name")]
    public async Task Save_WhatMakesNoPhrase_IsRefused_AndNothingOfItKept(string name, string chinese, string english, string code, string field)
    {
        await SavedAsync("有了");
        var refusal = (await SaveAsync(name, chinese, english)).Refusal!;
        (refusal.Code, refusal.Field).ShouldBe((code, field));
        (await BookAsync()).ShouldSatisfyAllConditions(book => book.Own.Count.ShouldBe(1), book => book.Sayings.Count.ShouldBe(1));
    }

    [Fact]
    public async Task Save_InAStoreThatSpeaksEnglish_NeedsEnglish()
    {
        var store = (await _desk.Get<StoreQueries>().ManagedByAsync(_desk.Owner)).Single();
        (await _desk.Get<DescribeStore>().ExecuteAsync(new(store.Id, store.Version, store.Name, store.TimeZoneId, null, null, null, "en"), _desk.Owner)).Ok.ShouldBeTrue();
        (await SaveAsync("补发", "今天补发")).Refusal!.ShouldSatisfyAllConditions(r => r.Code.ShouldBe("phrase.text_needed"), r => r.Field.ShouldBe("en"));
        (await SaveAsync("补发", "", "Sent today")).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Retire_WhileAPlaybookOrADraftSaysIt_IsRefused_AndNamesThem()
    {
        var key = await SavedAsync("补发时间");
        await PublishAsync(Saying(key));
        await DraftAsync(Saying(key, "Quality"), "Quality");
        var refusal = (await RetireAsync(key)).Refusal!;
        (refusal.Code, refusal.Kind, refusal.Args.Single()).ShouldBe(("phrase.in_use", RefusalKind.Rule, "WrongItem|draft:Quality"));

        await PublishAsync(DefaultPlaybooks.Document("WrongItem"), basedOn: 2);
        (await RetireAsync(key)).Refusal!.Args.Single().ShouldBe("draft:Quality");
        var draft = (await _desk.Get<DraftQueries>().FindAsync(_desk.Supervisor, "Quality")).Value!.Draft!;
        (await _desk.Get<DiscardPlaybookDraft>().ExecuteAsync("Quality", draft.Seen, _desk.Supervisor)).Ok.ShouldBeTrue();
        (await RetireAsync(key)).Ok.ShouldBeTrue();

        var book = await BookAsync();
        (book.Find(key)!.IsRetired, book.Say(key, "zh-CN")!.Text).ShouldBe((true, "今天补发"), "cases that follow an earlier version are still told it");
        (await CheckAsync(Saying(key))).Select(problem => (problem.Code, problem.Severity)).ShouldBe([("phrase.retired", Severity.Warning)]);
        (await RetireAsync(key, isRetired: false)).Ok.ShouldBeTrue();
        (await CheckAsync(Saying(key))).ShouldBeEmpty();
        (await RetireAsync("own-nothing")).Refusal!.Code.ShouldBe("phrase.not_found");
    }

    [Fact]
    public async Task AFileFromElsewhere_ThatSaysAnothersPhrase_IsWarnedOf_PublishedAndHarmless()
    {
        var document = Saying("own-elsewhere");
        var problem = (await CheckAsync(document)).ShouldHaveSingleItem();
        (problem.Code, problem.Severity, problem.Decision, problem.Rows.Single(), problem.Column).ShouldBe(("phrase.unknown", Severity.Warning, "phrases", 0, 4));
        await PublishAsync(document);
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        (await _desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.WrongItem, CaseSubtype.Missing, null), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<GuidanceQueries>().OfCaseAsync(_desk.Agent, number)).Value!.Guidance.Phrases.ShouldContain(phrase => phrase.Phrase == "own-elsewhere");
        (await BookAsync()).Find("own-elsewhere").ShouldBeNull();
    }

    [Fact]
    public async Task APhrase_OfOneStore_IsNoneOfAnother()
    {
        var key = await SavedAsync("补发时间");
        var stranger = await _desk.StrangerAsync();
        await _desk.Get<FirstPlaybooks>().GiveAsync(CancellationToken.None);
        (await CheckAsync(Saying(key), stranger)).ShouldHaveSingleItem().Code.ShouldBe("phrase.unknown");
        (await SaveAsync("别人的", key: key, actor: stranger)).Refusal!.Code.ShouldBe("phrase.not_found");
    }

    [Fact]
    public async Task Agents_MayNotChangeThem()
    {
        var key = await SavedAsync("补发时间");
        (await SaveAsync("新", actor: _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<RetirePhrase>().ExecuteAsync(new(key, true), _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }
}
