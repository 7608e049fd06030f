using AfterSales.Application.Cases;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Tests.Importing;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Playbooks;

/// <summary>Many at once, people without the right, and people of another store.</summary>
public sealed class HostileTests : IAsyncLifetime
{
    private static readonly string WrongItem = DefaultPlaybooks.Document("WrongItem");
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private static async Task<T> OkAsync<T>(Task<Result<T>> work)
    {
        var result = await work;
        result.Refusal.ShouldBeNull();
        return result.Value!;
    }

    private Task<Result<DraftSeen>> SaveAsync(string document, DraftSeen? draft = null, Actor? actor = null, int basedOn = 1) =>
        _desk.Get<SavePlaybookDraft>().ExecuteAsync(new("WrongItem", document, draft, basedOn), actor ?? _desk.Supervisor);

    private Task<Result<DraftSeen>> ProposeAsync(DraftSeen draft, Actor? actor = null) =>
        _desk.Get<ProposePlaybook>().ExecuteAsync(new("WrongItem", draft, "为什么"), actor ?? _desk.Supervisor);

    private Task<Result<int>> PublishAsync(DraftSeen draft, Actor? actor = null) => _desk.Get<PublishPlaybook>().ExecuteAsync(new("WrongItem", draft), actor ?? _desk.Owner);

    private async Task<string> CaseAsync(string buyer = "买家000", string? orderNo = null)
    {
        var number = await _desk.BuyerSaysAsync(buyer, "少了一件", orderNo);
        await OkAsync(_desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.WrongItem, CaseSubtype.Missing, null), _desk.Agent));
        return number;
    }

    [Fact]
    public async Task ManyAtOnce_OnOneCase_NothingIsLost_AndTheLastAnswerKnowsAll()
    {
        await _desk.ImportAsync(Importer.Orders(0, 1));
        var number = await CaseAsync(orderNo: "1001000000000000");
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        await OkAsync(PublishAsync(await OkAsync(ProposeAsync(await OkAsync(SaveAsync(WrongItem + "<!-- 2 -->"))))));
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        (string Name, Value Value)[] facts =
        [
            ("photo", Value.Of("confirms")), ("stock", Value.True), ("weigh slip", Value.Of("confirms")), ("region", Value.Of("same city")), ("in a hurry", Value.False),
            ("buyer wants", Value.Of("goods")), ("order sheet", Value.Of("as ordered")), ("own fault", Value.False), ("chosen remedy", Value.Of("reship")), ("amount", Value.Of(5m)),
        ];
        await using var node = _desk.AnotherNode();
        var work = facts.Select((fact, i) => (i % 2 == 0 ? _desk : node).Get<SayFacts>().ExecuteAsync(new(number, new Dictionary<string, Value>(StringComparer.Ordinal) { [fact.Name] = fact.Value }), i % 2 == 0 ? _desk.Agent : _desk.OtherAgent))
            .Append(_desk.Get<FollowLatestPlaybook>().ExecuteAsync(number, null, _desk.Agent)).Append(node.Get<FollowLatestPlaybook>().ExecuteAsync(number, null, _desk.OtherAgent)).ToList();
        var done = await Task.WhenAll(work);
        var refused = done.Where(result => !result.Ok).Select(result => result.Refusal!.Code).ToList();
        refused.ShouldAllBe(code => code == "case.playbook_unchanged" || code == "fact.looked_up");
        refused.Count(code => code == "case.playbook_unchanged").ShouldBe(1);
        await using var db = _desk.Db();
        var evaluations = await db.CaseEvaluations.OrderBy(e => e.Id).ToListAsync();
        evaluations.Count.ShouldBe(done.Count(result => result.Ok));
        evaluations[^1].Version.ShouldBe(2);
        var said = (await db.CaseFacts.Select(f => f.Name).ToListAsync()).Order().ToList();
        said.ShouldBeUnique();
        said.ShouldBeSubsetOf(evaluations[^1].Facts.Keys);
        said.Count.ShouldBe(done.Length - 2 - refused.Count(code => code == "fact.looked_up"));
    }

    [Fact]
    public async Task TwoAtOnce_OnOneDraft_OneWins()
    {
        var supervisor = await _desk.PersonAsync("主管乙", Role.Supervisor);
        var begun = await Task.WhenAll(SaveAsync(WrongItem), SaveAsync(WrongItem + "<!-- 2 -->", actor: supervisor));
        begun.Count(result => result.Ok).ShouldBe(1);
        var draft = begun.Single(result => result.Ok).Value;
        var proposed = await Task.WhenAll(ProposeAsync(draft), ProposeAsync(draft, supervisor), ProposeAsync(draft, _desk.Owner));
        proposed.Count(result => result.Ok).ShouldBe(1);
        proposed.Where(result => !result.Ok).ShouldAllBe(result => result.Refusal!.Code == "playbook.draft_stale");
        draft = proposed.Single(result => result.Ok).Value;
        var sent = await Task.WhenAll(SendBackAsync(draft, _desk.Owner), SendBackAsync(draft, _desk.Supervisor), SendBackAsync(draft, supervisor));
        sent.Count(code => code is null).ShouldBe(1);
        sent.Where(code => code is not null).ShouldAllBe(code => code == "playbook.draft_stale");
        draft = (await _desk.Get<DraftQueries>().FindAsync(_desk.Owner, "WrongItem")).Value!.Draft!.Seen;
        draft = await OkAsync(ProposeAsync(draft));
        var third = await _desk.PersonAsync("店长乙", Role.Owner);
        var ended = await Task.WhenAll(
            CodeAsync(PublishAsync(draft, third)), SendBackAsync(draft, _desk.Owner),
            CodeAsync(SaveAsync(WrongItem + "<!-- 3 -->", draft, supervisor)), DiscardAsync(draft));
        ended.Count(code => code is null).ShouldBe(1);
        ended.Where(code => code is not null).ShouldAllBe(code => code == "playbook.draft_stale" || code == "playbook.draft_gone");

        static async Task<string?> CodeAsync<T>(Task<Result<T>> work) => (await work).Refusal?.Code;
        Task<string?> SendBackAsync(DraftSeen seen, Actor actor) => CodeAsync(_desk.Get<SendBackPlaybook>().ExecuteAsync(new("WrongItem", seen, "不"), actor));
        async Task<string?> DiscardAsync(DraftSeen seen) => (await _desk.Get<DiscardPlaybookDraft>().ExecuteAsync("WrongItem", seen, _desk.Supervisor)).Refusal?.Code;
    }

    [Fact]
    public async Task Publish_WhileReplaysRun_DisturbsNeither()
    {
        for (var i = 0; i < 5; i++) await CaseAsync($"买家{i}");
        var draft = await OkAsync(ProposeAsync(await OkAsync(SaveAsync(WrongItem + "<!-- 2 -->"))));
        var replays = Enumerable.Range(0, 4).Select(_ => _desk.Get<ReplayQueries>().RunAsync(_desk.Supervisor, "WrongItem", WrongItem, 100)).ToList();
        (await OkAsync(PublishAsync(draft))).ShouldBe(2);
        foreach (var replay in replays) (await OkAsync(replay)).Cases.ShouldBe(5);
    }

    [Fact]
    public async Task Publish_ByAPersonWithSeveralRoles_WhoEditedUnderOneOfThem_IsRefused()
    {
        var both = await _desk.PersonAsync("兼任", Role.Supervisor, Role.Owner, Role.Administrator);
        var asOwner = Actor.Person(both.PersonId!.Value, "兼任（店长）", _desk.StoreId, [Role.Owner]);
        var draft = await OkAsync(ProposeAsync(await OkAsync(SaveAsync(WrongItem, actor: both)), _desk.Owner));
        (await PublishAsync(draft, asOwner)).Refusal!.Code.ShouldBe("playbook.own_draft");
        (await PublishAsync(draft)).Refusal!.Code.ShouldBe("playbook.own_draft", "who proposed it has a hand in it");
        (await PublishAsync(draft, _desk.Bridge)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        await OkAsync(PublishAsync(draft, await _desk.PersonAsync("店长乙", Role.Owner)));
    }

    [Theory]
    [InlineData(Role.PreSales, false, true)]
    [InlineData(Role.AfterSales, false, true)]
    [InlineData(Role.Review, false, true)]
    [InlineData(Role.Warehouse, false, false)]
    [InlineData(Role.Supervisor, true, true)]
    [InlineData(Role.Owner, true, true)]
    [InlineData(Role.Administrator, false, false)]
    public async Task EveryCommand_OfEveryRole(Role role, bool mayEdit, bool mayHandle)
    {
        var actor = await _desk.PersonAsync("某人", role);
        var number = await CaseAsync();
        var draft = await OkAsync(ProposeAsync(await OkAsync(SaveAsync(WrongItem))));
        string?[] edits =
        [
            (await SaveAsync(WrongItem, null, actor)).Refusal?.Code, (await _desk.Get<RestorePlaybook>().ExecuteAsync(new("WrongItem", 1, 1), actor)).Refusal?.Code,
            (await _desk.Get<DraftQueries>().FindAsync(actor, "WrongItem")).Refusal?.Code, (await _desk.Get<DraftQueries>().CheckAsync(actor, "WrongItem", WrongItem)).Refusal?.Code,
            (await _desk.Get<ReplayQueries>().RunAsync(actor, "WrongItem", WrongItem, 1)).Refusal?.Code, (await PublishAsync(draft with { Revision = 99 }, actor)).Refusal?.Code,
            (await _desk.Get<SendBackPlaybook>().ExecuteAsync(new("WrongItem", draft with { Revision = 99 }, "不"), actor)).Refusal?.Code,
            (await _desk.Get<DiscardPlaybookDraft>().ExecuteAsync("WrongItem", draft with { Revision = 99 }, actor)).Refusal?.Code, (await ProposeAsync(draft with { Revision = 99 }, actor)).Refusal?.Code,
        ];
        edits.Count(code => code == "forbidden").ShouldBe(mayEdit ? 0 : edits.Length, string.Join(", ", edits));
        string?[] handles =
        [
            (await _desk.Get<SayFacts>().ExecuteAsync(new(number, new Dictionary<string, Value>(StringComparer.Ordinal) { ["photo"] = Value.Of("confirms") }), actor)).Refusal?.Code,
            (await _desk.Get<ChooseItems>().ExecuteAsync(new(number, [], null), actor)).Refusal?.Code, (await _desk.Get<FollowLatestPlaybook>().ExecuteAsync(number, null, actor)).Refusal?.Code,
            (await _desk.Get<RequestEvidence>().ExecuteAsync(new(number, ["weigh slip"]), actor)).Refusal?.Code,
        ];
        handles.Count(code => code == "forbidden").ShouldBe(mayHandle ? 0 : handles.Length, string.Join(", ", handles));
    }

    [Fact]
    public async Task AStranger_SeesAndTouchesNothing()
    {
        var stranger = await _desk.StrangerAsync();
        var number = await CaseAsync();
        var draft = await OkAsync(ProposeAsync(await OkAsync(SaveAsync(WrongItem))));
        (await PublishAsync(draft, stranger)).Refusal!.Code.ShouldBe("playbook.draft_gone");
        (await SaveAsync(WrongItem, draft, stranger)).Refusal!.Code.ShouldBe("playbook.draft_gone");
        (await _desk.Get<SendBackPlaybook>().ExecuteAsync(new("WrongItem", draft, "不"), stranger)).Refusal!.Code.ShouldBe("playbook.draft_gone");
        (await _desk.Get<DiscardPlaybookDraft>().ExecuteAsync("WrongItem", draft, stranger)).Refusal!.Code.ShouldBe("playbook.draft_gone");
        (await _desk.Get<SayFacts>().ExecuteAsync(new(number, new Dictionary<string, Value>(StringComparer.Ordinal) { ["photo"] = Value.Of("confirms") }), stranger)).Refusal!.Code.ShouldBe("case.not_found");
        (await _desk.Get<GuidanceQueries>().OfCaseAsync(stranger, number)).Refusal!.Code.ShouldBe("case.not_found");
        (await _desk.Get<PlaybookQueries>().TextAsync(stranger, "WrongItem")).Refusal!.Code.ShouldBe("playbook.not_found");
        await OkAsync(PublishAsync(draft));
    }
}
