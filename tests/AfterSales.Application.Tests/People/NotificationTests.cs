using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Tests.People;

public sealed class NotificationTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private async Task TellAsync(Actor to, int count)
    {
        await using var db = _desk.Db();
        for (var i = 0; i < count; i++)
            db.Notifications.Add(new(Ids.New(_desk.Time.Now), _desk.StoreId, to.Id!.Value, "case.assigned", $"test:{i}", null, $"AS-{i}", [], _desk.Time.Now.AddSeconds(i / 2)));
        await db.SaveChangesAsync();
    }

    private Task<Inbox> InboxAsync(Actor actor) => _desk.Get<NotificationQueries>().InboxAsync(actor);

    private async Task<int> MarkAsync(Actor actor, Guid? only, DateTimeOffset upTo) =>
        (await _desk.Get<MarkNotificationsRead>().ExecuteAsync(new(only, upTo), actor)).Value;

    [Fact]
    public async Task Inbox_ManyWithEqualTimes_PagesByKeyWithoutGapsOrRepeats()
    {
        await TellAsync(_desk.Agent, 120);
        var inbox = await InboxAsync(_desk.Agent);
        inbox.Unread.ShouldBe(NotificationQueries.MostCounted);
        var all = inbox.Latest.ToList();
        while (await _desk.Get<NotificationQueries>().EarlierAsync(_desk.Agent, all[^1]) is { Count: > 0 } earlier) all.AddRange(earlier);
        all.Select(n => n.Id).Distinct().Count().ShouldBe(120);
        all.Select(n => n.At).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task Inbox_OfSomebodyElse_IsTheirs()
    {
        await TellAsync(_desk.Agent, 3);
        (await InboxAsync(_desk.OtherAgent)).Latest.ShouldBeEmpty();
        (await MarkAsync(_desk.OtherAgent, (await InboxAsync(_desk.Agent)).Latest[0].Id, _desk.Time.Now)).ShouldBe(0);
        (await InboxAsync(_desk.Agent)).Unread.ShouldBe(3);
    }

    [Fact]
    public async Task MarkRead_AllUpToWhatWasShown_LeavesWhatCameLater()
    {
        await TellAsync(_desk.Agent, 6);
        (await MarkAsync(_desk.Agent, only: null, _desk.Time.Now.AddSeconds(1))).ShouldBe(4);
        (await InboxAsync(_desk.Agent)).Unread.ShouldBe(2);
    }

    [Fact]
    public async Task MarkRead_One_TellsThePersonsOtherWindows()
    {
        await TellAsync(_desk.Agent, 2);
        var heard = new List<Change>();
        using var _ = _desk.Get<ChangeSignal>().Subscribe(heard.Add);
        (await MarkAsync(_desk.Agent, (await InboxAsync(_desk.Agent)).Latest[0].Id, _desk.Time.Now)).ShouldBe(1);
        (await InboxAsync(_desk.Agent)).Unread.ShouldBe(1);
        heard.ShouldBe([new Change(ChangeOf.Person, _desk.StoreId, _desk.Agent.Id!.Value)]);
    }
}
