using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Playbooks;

/// <summary>How rules change: one proposes, another publishes, old cases keep theirs.</summary>
public sealed class PublishingTests : IAsyncLifetime
{
    private static readonly string WrongItem = DefaultPlaybooks.Document("WrongItem");
    private static readonly string Shared = DefaultPlaybooks.Document("Shared");
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    // The reshipping of a missing piece is not preferred any more.
    private static string Changed(string document) =>
        document.Replace("<text>\"reship\"</text></outputEntry>\n        <outputEntry><text>\"preferred\"</text>", "<text>\"reship\"</text></outputEntry>\n        <outputEntry><text>\"allowed\"</text>", StringComparison.Ordinal);

    private static string Guide(int yuan) => Shared.Replace(
        "name=\"same city guide\" typeRef=\"number\" as:money=\"true\"/>\n    <literalExpression><text>10</text>",
        $"name=\"same city guide\" typeRef=\"number\" as:money=\"true\"/>\n    <literalExpression><text>{yuan}</text>", StringComparison.Ordinal);

    private static async Task<T> OkAsync<T>(Task<Result<T>> work)
    {
        var result = await work;
        result.Refusal.ShouldBeNull();
        return result.Value!;
    }

    private Task<Result<DraftSeen>> SaveAsync(string document, DraftSeen? draft = null, Actor? actor = null, string name = "WrongItem", int basedOn = 1) =>
        _desk.Get<SavePlaybookDraft>().ExecuteAsync(new(name, document, draft, basedOn), actor ?? _desk.Supervisor);

    private Task<Result<DraftSeen>> ProposeAsync(DraftSeen draft, Actor? actor = null, string name = "WrongItem") =>
        _desk.Get<ProposePlaybook>().ExecuteAsync(new(name, draft, "改补发的优先级"), actor ?? _desk.Supervisor);

    private Task<Result<int>> PublishAsync(DraftSeen draft, Actor? actor = null, string name = "WrongItem") =>
        _desk.Get<PublishPlaybook>().ExecuteAsync(new(name, draft), actor ?? _desk.Owner);

    private async Task<int> PublishedAsync(string document, string name = "WrongItem", int basedOn = 1) =>
        await OkAsync(PublishAsync(await OkAsync(ProposeAsync(await OkAsync(SaveAsync(document, name: name, basedOn: basedOn)), name: name)), name: name));

    private async Task<GuidanceOnCase> GuideAsync(string number) => (await _desk.Get<GuidanceQueries>().OfCaseAsync(_desk.Agent, number)).Value!;

    private async Task<string> SettledAsync(string buyer)
    {
        var number = await _desk.BuyerSaysAsync(buyer, "少了一件");
        await OkAsync(_desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.WrongItem, CaseSubtype.Missing, null), _desk.Agent));
        var facts = new Dictionary<string, Value>(StringComparer.Ordinal)
        {
            ["photo"] = Value.Of("confirms"),
            ["stock"] = Value.True,
            ["item paid"] = Value.Of(268m),
            ["piece paid"] = Value.Of(129m),
            ["weigh slip"] = Value.Of("confirms"),
            ["region"] = Value.Of("same city"),
        };
        await OkAsync(_desk.Get<SayFacts>().ExecuteAsync(new(number, facts), _desk.Agent));
        return number;
    }

    [Fact]
    public void Changed_ChangesSomething()
    {
        Changed(WrongItem).ShouldNotBe(WrongItem);
        Guide(20).ShouldNotBe(Shared);
    }

    [Fact]
    public async Task Publish_TheNextCaseFollowsTheNewVersion_TheOldOneKeepsItsOwnUntilItIsMoved()
    {
        var old = await SettledAsync("老买家");
        (await GuideAsync(old)).Guidance.Options[0].ShouldSatisfyAllConditions(o => o.Remedy.ShouldBe("reship"), o => o.Standing.ShouldBe(Standing.Preferred));
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        (await PublishedAsync(Changed(WrongItem))).ShouldBe(2);
        _desk.Time.Move(TimeSpan.FromMinutes(1));

        var kept = await GuideAsync(old);
        (kept.Rules.Version, kept.Rules.Latest, kept.HasNewerRules).ShouldBe((1, 2, true));
        kept.Guidance.Options.First(o => o.Remedy == "reship").Standing.ShouldBe(Standing.Preferred);
        var next = await GuideAsync(await SettledAsync("新买家"));
        (next.Rules.Version, next.HasNewerRules).ShouldBe((2, false));
        next.Guidance.Options.First(o => o.Remedy == "reship").Standing.ShouldBe(Standing.Allowed);

        await OkAsync(_desk.Get<FollowLatestPlaybook>().ExecuteAsync(old, null, _desk.Agent));
        var moved = await GuideAsync(old);
        (moved.Rules.Version, moved.Guidance.Options.First(o => o.Remedy == "reship").Standing).ShouldBe((2, Standing.Allowed));
        (await _desk.Get<FollowLatestPlaybook>().ExecuteAsync(old, null, _desk.Agent)).Refusal!.Code.ShouldBe("case.playbook_unchanged");
    }

    [Fact]
    public async Task Publish_ByWhoProposedOrEdited_IsRefused()
    {
        var otherSupervisor = await _desk.PersonAsync("主管乙", Role.Supervisor);
        var revision = await OkAsync(SaveAsync(WrongItem));
        revision = await OkAsync(SaveAsync(Changed(WrongItem), revision, otherSupervisor));
        revision = await OkAsync(ProposeAsync(revision, otherSupervisor));
        (await PublishAsync(revision, otherSupervisor)).Refusal!.Code.ShouldBe("playbook.own_draft");
        (await PublishAsync(revision, _desk.Supervisor)).Refusal!.Code.ShouldBe("playbook.own_draft", "they changed it before");
        (await PublishAsync(revision, _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        await OkAsync(PublishAsync(revision));
    }

    [Fact]
    public async Task Publish_WhatWasChangedAfterItWasProposed_IsRefused()
    {
        var revision = await OkAsync(ProposeAsync(await OkAsync(SaveAsync(WrongItem))));
        var changed = await OkAsync(SaveAsync(Changed(WrongItem), revision));
        (await PublishAsync(revision)).Refusal!.Code.ShouldBe("playbook.draft_stale");
        (await PublishAsync(changed)).Refusal!.Code.ShouldBe("playbook.not_proposed");
    }

    [Fact]
    public async Task Publish_ByTwoAtOnce_HappensOnce()
    {
        var revision = await OkAsync(ProposeAsync(await OkAsync(SaveAsync(Changed(WrongItem)))));
        var other = await _desk.PersonAsync("店长乙", Role.Owner);
        var both = await Task.WhenAll(PublishAsync(revision), PublishAsync(revision, other));
        both.Count(result => result.Ok).ShouldBe(1);
        both.Single(result => !result.Ok).Refusal!.Code.ShouldBe("playbook.draft_gone");
        await using var db = _desk.Db();
        (await db.PlaybookVersions.CountAsync(p => p.Name == "WrongItem")).ShouldBe(2);
    }

    [Fact]
    public async Task Publish_WhatAllTypesShare_IsANewVersionOfEachType()
    {
        await PublishedAsync(Guide(20), "Shared");
        await using var db = _desk.Db();
        var latest = await db.PlaybookVersions.Where(p => p.Version == 2).ToListAsync();
        latest.Select(p => p.Name).Order().ShouldBe(DefaultPlaybooks.Types.Append("Shared").Order());
        latest.Where(p => p.Name != "Shared").ShouldAllBe(p => p.SharedVersion == 2);
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        (await GuideAsync(await SettledAsync("新买家"))).Rules.Version.ShouldBe(2);
    }

    [Fact]
    public async Task Publish_AType_WhileWhatAllShareIsPublished_ReadsTheNewOne()
    {
        var type = await OkAsync(ProposeAsync(await OkAsync(SaveAsync(Changed(WrongItem)))));
        var shared = await OkAsync(ProposeAsync(await OkAsync(SaveAsync(Guide(20), name: "Shared")), name: "Shared"));
        (await Task.WhenAll(PublishAsync(type), PublishAsync(shared, name: "Shared"))).ShouldAllBe(result => result.Ok);
        await using var db = _desk.Db();
        var last = await db.PlaybookVersions.Where(p => p.Name == "WrongItem").OrderByDescending(p => p.Version).FirstAsync();
        (last.Version, last.SharedVersion, last.Document == Changed(WrongItem)).ShouldBe((3, 2, true));
    }

    [Theory]
    [InlineData("<moon/>")]
    [InlineData("not xml")]
    [InlineData("")]
    public async Task Save_WhatCannotBeRead_IsRefused_AndNothingOfItKept(string document)
    {
        (await SaveAsync(document)).Refusal!.Kind.ShouldBe(RefusalKind.Invalid);
        await using var db = _desk.Db();
        (await db.PlaybookDrafts.AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Propose_WithErrors_IsRefused_SavingIsNot()
    {
        var broken = WrongItem.Replace("<text>\"contradicts\"</text>", "<text>\"contradict\"</text>", StringComparison.Ordinal);
        var revision = await OkAsync(SaveAsync(broken));
        (await ProposeAsync(revision)).Refusal!.Code.ShouldBe("playbook.has_errors");
        (await _desk.Get<ProposePlaybook>().ExecuteAsync(new("WrongItem", await OkAsync(SaveAsync(WrongItem, revision)), " "), _desk.Supervisor)).Refusal!.Code.ShouldBe("playbook.note_needed");
    }

    [Fact]
    public async Task Propose_SharedRulesThatATypeCannotLiveWith_IsRefused()
    {
        var without = Shared.Replace("name=\"claim hours\"", "name=\"claim days\"", StringComparison.Ordinal);
        var revision = await OkAsync(SaveAsync(without, name: "Shared"));
        (await ProposeAsync(revision, name: "Shared")).Refusal!.Code.ShouldBe("playbook.has_errors");
        (await _desk.Get<DraftQueries>().CheckAsync(_desk.Supervisor, "Shared", without)).Value!.ShouldContain(problem => problem.Code == "playbook.breaks_type" && Equals(problem.Args[0], "DamagedParcel"));
    }

    [Fact]
    public async Task Propose_SharedRulesWithoutApprovals_IsRefused_AndNamesEachType()
    {
        var without = System.Text.RegularExpressions.Regex.Replace(Shared, "  <decision id=\"decision-approval\".*?</decision>\n", "", System.Text.RegularExpressions.RegexOptions.Singleline);
        without.ShouldNotBe(Shared);
        (await ProposeAsync(await OkAsync(SaveAsync(without, name: "Shared")), name: "Shared")).Refusal!.Code.ShouldBe("playbook.has_errors");
        (await _desk.Get<DraftQueries>().CheckAsync(_desk.Supervisor, "Shared", without)).Value!
            .Where(problem => problem.Code == "playbook.breaks_type").Select(problem => problem.Args[0]).ShouldBe(DefaultPlaybooks.Types);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("chosen remedy")]
    public async Task Propose_ARowThatNamesNoRemedy_IsRefused(string cell)
    {
        var changed = WrongItem.Replace("<outputEntry><text>\"reship\"</text></outputEntry>", $"<outputEntry><text>{cell}</text></outputEntry>", StringComparison.Ordinal);
        changed.ShouldNotBe(WrongItem);
        (await ProposeAsync(await OkAsync(SaveAsync(changed)))).Refusal!.Code.ShouldBe("playbook.has_errors");
    }

    [Fact]
    public async Task Propose_TellsWhoMayPublish_AndSendingBackTellsWhoProposed()
    {
        var revision = await OkAsync(ProposeAsync(await OkAsync(SaveAsync(Changed(WrongItem)))));
        (await _desk.Get<NotificationQueries>().InboxAsync(_desk.Owner)).Latest.ShouldContain(n => n.Kind == "playbook.proposed");
        (await _desk.Get<NotificationQueries>().InboxAsync(_desk.Supervisor)).Latest.ShouldBeEmpty();
        (await _desk.Get<NotificationQueries>().InboxAsync(_desk.Agent)).Latest.ShouldBeEmpty();

        revision = await OkAsync(_desk.Get<SendBackPlaybook>().ExecuteAsync(new("WrongItem", revision, "先看看成本"), _desk.Owner));
        (await _desk.Get<NotificationQueries>().InboxAsync(_desk.Supervisor)).Latest.ShouldContain(n => n.Kind == "playbook.sent_back" && n.Data["note"] == "先看看成本");
        var draft = (await _desk.Get<DraftQueries>().FindAsync(_desk.Supervisor, "WrongItem")).Value!.Draft!;
        (draft.SentBackBecause, draft.ProposedBy, draft.Seen).ShouldBe(("先看看成本", null, revision));
    }

    [Fact]
    public async Task Save_OfARevisionThatSomebodyChanged_IsStale()
    {
        var revision = await OkAsync(SaveAsync(WrongItem));
        await OkAsync(SaveAsync(Changed(WrongItem), revision, _desk.Owner));
        var refused = await SaveAsync(WrongItem, revision);
        (refused.Refusal!.Code, refused.Refusal.Args[0]).ShouldBe(("playbook.draft_stale", "店长"));
        (await SaveAsync(WrongItem)).Refusal!.Code.ShouldBe("playbook.draft_stale", "a second draft cannot be begun");
    }

    [Fact]
    public async Task Restore_AnEarlierVersion_SaysWhatItSaid()
    {
        await PublishedAsync(Changed(WrongItem));
        var revision = await OkAsync(_desk.Get<RestorePlaybook>().ExecuteAsync(new("WrongItem", 1, 2), _desk.Supervisor));
        await OkAsync(PublishAsync(await OkAsync(ProposeAsync(revision))));
        var text = (await _desk.Get<PlaybookQueries>().TextAsync(_desk.Agent, "WrongItem")).Value!;
        (text.Version, text.Document).ShouldBe((3, WrongItem));
        (await _desk.Get<PlaybookQueries>().HistoryAsync(_desk.Agent, "WrongItem")).Value!.Rows.Select(v => (v.Version, v.ProposedBy, v.PublishedBy)).ShouldBe([(3, "主管", "店长"), (2, "主管", "店长"), (1, "", "")]);
    }

    [Fact]
    public async Task Replay_ShowsWhichCasesWouldHaveBeenAnsweredOtherwise_AndInYuan()
    {
        var number = await SettledAsync("买家一");
        await _desk.BuyerSaysAsync("买家二", "你好");
        var replay = (await _desk.Get<ReplayQueries>().RunAsync(_desk.Supervisor, "WrongItem", Changed(WrongItem), 100)).Value!;
        (replay.Cases, replay.Changed).ShouldBe((1, 1));
        replay.Shown[0].Number.ShouldBe(number);
        replay.Shown[0].Replay.Changes.ShouldContain(change => change.Part == ReplayedPart.Remedy && change.Subject == "reship" && change.Before == "Preferred" && change.After == "Allowed");
        replay.Difference.ShouldBe(replay.Shown.Sum(one => one.Replay.Difference));

        (await _desk.Get<ReplayQueries>().RunAsync(_desk.Supervisor, "WrongItem", WrongItem, 100)).Value!.Changed.ShouldBe(0);
        var shared = (await _desk.Get<ReplayQueries>().RunAsync(_desk.Supervisor, "Shared", Shared, 100)).Value!;
        (shared.Cases, shared.Changed).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Replay_OfOtherAuthorities_ShowsWhoWouldDecideOtherwise()
    {
        var number = await SettledAsync("买家一");
        await OkAsync(_desk.Get<SayFacts>().ExecuteAsync(new(number, new Dictionary<string, Value>(StringComparer.Ordinal)
        {
            ["photo"] = Value.Of("unclear"),
            ["weigh slip"] = Value.Of("missing"),
            ["item paid"] = Value.Of(400m),
            ["region"] = Value.Of("same city"),
            ["chosen remedy"] = Value.Of("partial discount"),
            ["amount"] = Value.Of(60m),
        }), _desk.Agent));
        var stricter = Shared.Replace("<outputEntry><text>\"supervisor\"</text></outputEntry>\n        <outputEntry><text>\"over the guide\"</text>", "<outputEntry><text>\"refused\"</text></outputEntry>\n        <outputEntry><text>\"over the guide\"</text>", StringComparison.Ordinal);
        stricter.ShouldNotBe(Shared);
        var replay = (await _desk.Get<ReplayQueries>().RunAsync(_desk.Supervisor, "Shared", stricter, 100)).Value!;
        (replay.Cases, replay.Changed).ShouldBe((1, 1));
        replay.Shown[0].Replay.Changes.ShouldContain(change => change.Part == ReplayedPart.Approval && change.Subject == "partial discount" && change.After == "refused");
    }

    [Fact]
    public async Task FirstPlaybooks_AreGivenToAStoreThatHasNone_AndNotTwice()
    {
        var stranger = await _desk.StrangerAsync();
        await _desk.Get<FirstPlaybooks>().GiveAsync(CancellationToken.None);
        await _desk.Get<FirstPlaybooks>().GiveAsync(CancellationToken.None);
        (await _desk.Get<PlaybookQueries>().ListAsync(stranger)).Value!.Select(p => (p.Name, p.Version)).ShouldBe([.. DefaultPlaybooks.Types.Append("Shared").Select(name => (name, 1))]);
    }

    [Fact]
    public async Task Publish_AnExportedFileTakenIn_StillFollowsWhatAllTypesShare()
    {
        var exported = DmnReader.Read(DmnWriter.Write(DefaultPlaybooks.Of("WrongItem"))).Playbook!;
        var own = DmnWriter.Write(exported.Without(DefaultPlaybooks.File("Shared")));
        (await _desk.Get<DraftQueries>().CheckAsync(_desk.Supervisor, "WrongItem", own)).Value!.ShouldBeEmpty();
        await PublishedAsync(own);
        await PublishedAsync(Guide(20), "Shared");
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        var number = await SettledAsync("新买家");
        await OkAsync(_desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.WrongItem, CaseSubtype.WrongShipped, null), _desk.Agent));
        (await GuideAsync(number)).Guidance.Options.First(o => o.Remedy == "partial discount").UpTo.ShouldBe(20m);
    }

    [Fact]
    public async Task Check_ATypeWithADecisionOfItsOwnInsteadOfASharedOne_Warns()
    {
        var exported = DmnReader.Read(DmnWriter.Write(DefaultPlaybooks.Of("WrongItem"))).Playbook!;
        var own = DmnWriter.Write(exported.Without(DmnReader.Read(Guide(20)).Playbook!));
        var found = (await _desk.Get<DraftQueries>().CheckAsync(_desk.Supervisor, "WrongItem", own)).Value!;
        found.Select(problem => (problem.Code, problem.Severity, problem.Decision)).ShouldBe([("decision.instead_of_shared", Severity.Warning, "same city guide")]);
        foreach (var type in DefaultPlaybooks.Types)
            (await _desk.Get<DraftQueries>().CheckAsync(_desk.Supervisor, type, DefaultPlaybooks.Document(type))).Value!.ShouldBeEmpty(type);
    }

    private static string Own(string changed) =>
        DmnWriter.Write(DmnReader.Read(DmnWriter.Write(DmnReader.Read(WrongItem).Playbook!.With(DmnReader.Read(changed).Playbook!))).Playbook!.Without(DefaultPlaybooks.File("Shared")));

    // Who decides in a row of the approval table.
    private static string Approval(string who, string cause, string instead)
    {
        var changed = Shared.Replace($"<outputEntry><text>\"{who}\"</text></outputEntry>\n        <outputEntry><text>\"{cause}\"</text></outputEntry>", $"<outputEntry><text>\"{instead}\"</text></outputEntry>\n        <outputEntry><text>\"{cause}\"</text></outputEntry>", StringComparison.Ordinal);
        changed.ShouldNotBe(Shared);
        return changed;
    }

    [Theory]
    [InlineData("refused", "more than was paid", "agent", true)]
    [InlineData("refused", "phone agreement unconfirmed", "supervisor", true)]
    [InlineData("owner", "margin below the floor", "supervisor", true)]
    [InlineData("supervisor", "photo seen before", "agent", true)]
    [InlineData("supervisor", "extortion", "agent", true)]
    [InlineData("supervisor", "over the guide", "agent", true)]
    [InlineData("supervisor", "over one's authority", "agent", true)]
    [InlineData("supervisor", "photo seen before", "owner", false)]
    [InlineData("supervisor", "over the guide", "refused", false)]
    public async Task Check_ATypeWithApprovalsOfItsOwn_SaysWhetherTheyAreLaxer(string who, string cause, string instead, bool isLaxer)
    {
        var found = (await _desk.Get<DraftQueries>().CheckAsync(_desk.Supervisor, "WrongItem", Own(Approval(who, cause, instead)))).Value!;
        found.ShouldAllBe(problem => problem.Severity == Severity.Warning);
        found.ShouldContain(problem => problem.Code == "decision.instead_of_shared" && problem.Decision == "approval");
        found.Any(problem => problem.Code == "approval.laxer").ShouldBe(isLaxer);
    }

    [Fact]
    public void With_AColumnOverAFactThatOnlyTheSharedFileDeclares_KeepsItsDeclaration()
    {
        var shared = DefaultPlaybooks.File("Shared");
        var own = DmnReader.Read(Own(Approval("supervisor", "extortion", "agent"))).Playbook!;
        own.Decisions.ShouldContain(decision => decision.Name == "approval");
        var whole = own.With(shared);
        foreach (var fact in shared.Facts) whole.Facts.Single(one => one.Name == fact.Name).Type.ShouldBe(fact.Type, fact.Name);
    }

    [Fact]
    public async Task Check_ATypeWithAHigherGuideOfItsOwn_SaysThatApprovalsAreLaxer()
    {
        var found = (await _desk.Get<DraftQueries>().CheckAsync(_desk.Supervisor, "WrongItem", Own(Guide(20)))).Value!;
        var laxer = found[0];
        (laxer.Code, laxer.Args[0], laxer.Args[1]).ShouldBe(("approval.laxer", "supervisor", "agent"));
        laxer.Example.ShouldContain(fact => fact.Name == "region" && fact.Value == Value.Of("same city"));
        (await _desk.Get<DraftQueries>().CheckAsync(_desk.Supervisor, "WrongItem", Own(Guide(5)))).Value!.ShouldNotContain(problem => problem.Code == "approval.laxer");
    }

    [Fact]
    public async Task Check_SharedRulesThatATypeIsLaxerThan_WarnsOfThatType()
    {
        await PublishedAsync(Own(Guide(5)));
        var found = (await _desk.Get<DraftQueries>().CheckAsync(_desk.Supervisor, "Shared", Guide(3))).Value!;
        found.ShouldAllBe(problem => problem.Code == "playbook.warns_type" && problem.Severity == Severity.Warning && Equals(problem.Args[0], "WrongItem"));
        found.Select(problem => ((PlaybookProblem)problem.Args[2]).Code).ShouldBe(["approval.laxer", "decision.instead_of_shared"]);
        found[0].Example.ShouldNotBeEmpty();
    }
}
