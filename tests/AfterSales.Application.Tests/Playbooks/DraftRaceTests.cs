using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Playbooks;

/// <summary>What happens to drafts while somebody else publishes, discards or opens a case: nobody publishes what they did not read, and no case changes its rules by itself.</summary>
public sealed class DraftRaceTests : IAsyncLifetime
{
    private static readonly string WrongItem = DefaultPlaybooks.Document("WrongItem");
    private static readonly string Other = WrongItem + "<!-- other -->";
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

    private Task<Result<int>> PublishAsync(DraftSeen draft, Actor? actor = null) =>
        _desk.Get<PublishPlaybook>().ExecuteAsync(new("WrongItem", draft), actor ?? _desk.Owner);

    private Task<Result> DiscardAsync(DraftSeen draft) => _desk.Get<DiscardPlaybookDraft>().ExecuteAsync("WrongItem", draft, _desk.Supervisor);

    private async Task<int> PublishedAsync(string document, int basedOn) => await OkAsync(PublishAsync(await OkAsync(ProposeAsync(await OkAsync(SaveAsync(document, basedOn: basedOn))))));

    [Fact]
    public async Task Save_ADraftBegunFromAVersionThatIsNotTheLatest_IsRefused()
    {
        await PublishedAsync(Other, 1);
        var refused = await SaveAsync(WrongItem);
        (refused.Refusal!.Kind, refused.Refusal.Code, refused.Refusal.Args[0]).ShouldBe((RefusalKind.Conflict, "playbook.newer_version", 2));
        (await _desk.Get<RestorePlaybook>().ExecuteAsync(new("WrongItem", 1, 1), _desk.Supervisor)).Refusal!.Code.ShouldBe("playbook.newer_version");
        await OkAsync(SaveAsync(WrongItem, basedOn: 2));
    }

    [Fact]
    public async Task Publish_AnotherDraftOfTheSameRevision_IsRefused()
    {
        var read = await OkAsync(ProposeAsync(await OkAsync(SaveAsync(WrongItem))));
        (await DiscardAsync(read)).Refusal.ShouldBeNull();
        var other = await _desk.PersonAsync("主管乙", Role.Supervisor);
        var unread = await OkAsync(ProposeAsync(await OkAsync(SaveAsync(Other, null, other)), other));
        unread.Revision.ShouldBe(read.Revision);
        (await PublishAsync(read)).Refusal!.Code.ShouldBe("playbook.draft_stale");
        (await DiscardAsync(read)).Refusal!.Code.ShouldBe("playbook.draft_stale");
        (await SaveAsync(WrongItem, read)).Refusal!.Code.ShouldBe("playbook.draft_stale");
        (await _desk.Get<SendBackPlaybook>().ExecuteAsync(new("WrongItem", read, "不行"), _desk.Owner)).Refusal!.Code.ShouldBe("playbook.draft_stale");
        await OkAsync(PublishAsync(unread));
    }

    [Fact]
    public async Task Propose_ADraftBegunAfterAnotherWasDiscarded_TellsAgain()
    {
        var first = await OkAsync(ProposeAsync(await OkAsync(SaveAsync(WrongItem))));
        (await DiscardAsync(first)).Refusal.ShouldBeNull();
        await OkAsync(ProposeAsync(await OkAsync(SaveAsync(WrongItem))));
        (await _desk.Get<NotificationQueries>().InboxAsync(_desk.Owner)).Latest.Count(n => n.Kind == "playbook.proposed").ShouldBe(2);
    }

    [Fact]
    public async Task Propose_WhatCannotBeToldToAnybody_IsAFailureAndNotStale()
    {
        var saved = await OkAsync(SaveAsync(WrongItem));
        await using (var db = _desk.Db())
        {
            db.Notifications.Add(new(Guid.CreateVersion7(), _desk.StoreId, _desk.Owner.PersonId!.Value, "playbook.proposed", $"playbook.proposed:{saved.Id:N}:{saved.Revision + 1}", null, null, [], _desk.Time.Now));
            await db.SaveChangesAsync();
        }
        await Should.ThrowAsync<DbUpdateException>(() => ProposeAsync(saved));
    }

    [Fact]
    public async Task Publish_WhileACaseIsOpenedAndAnswered_LeavesItItsVersion()
    {
        var draft = await OkAsync(ProposeAsync(await OkAsync(SaveAsync(Other))));
        await using var slow = _desk.Db();
        await using var transaction = await slow.Database.BeginTransactionAsync();
        await slow.Database.ExecuteSqlRawAsync("select 1 from playbook_drafts for update");
        var publishing = PublishAsync(draft);
        await Eventually.TrueAsync(WaitsAsync, TimeSpan.FromSeconds(20));
        _desk.Time.Move(TimeSpan.FromSeconds(20));
        var before = await ACaseAsync("先来的");
        await transaction.RollbackAsync();
        await OkAsync(publishing);
        var meanwhile = await ACaseAsync("刚来的");
        _desk.Time.Move(PublishPlaybook.Lead);
        var after = await ACaseAsync("后来的");
        (await VersionOfAsync(before), await VersionOfAsync(meanwhile), await VersionOfAsync(after)).ShouldBe((1, 1, 2));

        async Task<bool> WaitsAsync()
        {
            await using var db = _desk.Db();
            return await db.Database.SqlQuery<bool>($"select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as \"Value\"").SingleAsync();
        }
    }

    [Fact]
    public async Task History_OfMoreVersionsThanAPage_GoesOnWhereThePageEnded()
    {
        await using (var db = _desk.Db())
        {
            db.PlaybookVersions.AddRange(Enumerable.Range(2, PlaybookQueries.PageSize + 1).Select(version => new PlaybookVersion(_desk.StoreId, "WrongItem", version, WrongItem, 1, "", "", _desk.Time.Now)));
            await db.SaveChangesAsync();
        }
        var first = (await _desk.Get<PlaybookQueries>().HistoryAsync(_desk.Agent, "WrongItem")).Value!;
        (first.Rows.Count, first.Rows[0].Version, first.Next).ShouldBe((PlaybookQueries.PageSize, PlaybookQueries.PageSize + 2, 3));
        var second = (await _desk.Get<PlaybookQueries>().HistoryAsync(_desk.Agent, "WrongItem", first.Next)).Value!;
        (second.Rows.Select(v => v.Version), second.Next).ShouldSatisfyAllConditions(page => page.Item1.ShouldBe([2, 1]), page => page.Next.ShouldBeNull());
    }

    private async Task<string> ACaseAsync(string buyer)
    {
        var number = await _desk.BuyerSaysAsync(buyer, "少了一件");
        await OkAsync(_desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.WrongItem, CaseSubtype.Missing, null), _desk.Agent));
        (await VersionOfAsync(number)).ShouldBeGreaterThan(0);
        return number;
    }

    private async Task<int> VersionOfAsync(string number) => (await _desk.Get<GuidanceQueries>().OfCaseAsync(_desk.Agent, number)).Value!.Rules.Version;
}
