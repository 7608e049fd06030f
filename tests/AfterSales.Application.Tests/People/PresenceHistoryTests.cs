using AfterSales.Application.People;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.People;

/// <summary>What the history says of who came, went and changed their mind. Minutes are those since the desk was opened first.</summary>
public sealed class PresenceHistoryTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task ADayAtTheDesk_IsWrittenOnceWhateverIsReloaded()
    {
        var seat = Sit();
        await BeatAsync();
        using (Sit())
        {
            await AfterAsync(1);
        }
        await AfterAsync(1);
        await _desk.Get<SetPresence>().ExecuteAsync(Presence.Busy, _desk.Agent);
        await _desk.Get<SetPresence>().ExecuteAsync(Presence.Busy, _desk.Agent);
        seat.Dispose();
        _desk.Time.Move(TimeSpan.FromSeconds(50));
        seat = Sit();
        await AfterAsync(1);
        seat.Dispose();
        await AfterAsync(1);
        await AfterAsync(5);

        // The last of it when the desk was closed, not when it was noticed.
        (await HistoryAsync(_desk.Agent)).ShouldBe("0:00 Online Opened; 2:00 Busy Chose; 3:50 Away Closed");
    }

    [Fact]
    public async Task ANodeThatDied_IsClosedAtItsLastSignOfLife_OnceByTheOthers()
    {
        var dead = _desk.AnotherNode();
        dead.Get<PeopleHere>().Sit(_desk.Agent);
        await dead.Get<PeopleHere>().BeatAsync(CancellationToken.None);
        _desk.Time.Move(TimeSpan.FromSeconds(30));
        await dead.Get<PeopleHere>().BeatAsync(CancellationToken.None);

        _desk.Time.Move(TimeSpan.FromMinutes(10));
        await Task.WhenAll(BeatAsync(), _desk.AnotherNode().Get<PeopleHere>().BeatAsync(CancellationToken.None));
        (await HistoryAsync(_desk.Agent)).ShouldBe("0:00 Online Opened; 0:30 Away Lost");
    }

    [Fact]
    public async Task TheWholeDeskWasDownOverNight_WhoComesBackDidNotStay()
    {
        var dead = _desk.AnotherNode();
        dead.Get<PeopleHere>().Sit(_desk.Agent);
        await dead.Get<PeopleHere>().BeatAsync(CancellationToken.None);

        _desk.Time.Move(TimeSpan.FromHours(9));
        using var seat = Sit();
        await BeatAsync();
        (await HistoryAsync(_desk.Agent)).ShouldBe("0:00 Online Opened; 0:00 Away Lost; 540:00 Online Opened");
    }

    [Fact]
    public async Task ADeskOnEachOfTwoNodes_IsOpenUntilTheLastIsClosed()
    {
        var other = _desk.AnotherNode();
        var here = Sit();
        await BeatAsync();
        var there = other.Get<PeopleHere>().Sit(_desk.Agent);
        here.Dispose();
        await AfterAsync(1);
        for (var minute = 0; minute < 4; minute++)
        {
            await other.Get<PeopleHere>().BeatAsync(CancellationToken.None);
            await AfterAsync(1);
        }
        (await HistoryAsync(_desk.Agent)).ShouldBe("0:00 Online Opened");
        there.Dispose();
        await other.Get<PeopleHere>().BeatAsync(CancellationToken.None);
        await AfterAsync(3);
        (await HistoryAsync(_desk.Agent)).ShouldBe("0:00 Online Opened; 5:00 Away Closed");
    }

    [Fact]
    public async Task WhatIsSaidAwayFromADesk_IsWrittenWhenTheyCome()
    {
        await _desk.Get<SetPresence>().ExecuteAsync(Presence.Busy, _desk.Agent);
        (await HistoryAsync(_desk.Agent)).ShouldBeEmpty();
        using var seat = Sit();
        await BeatAsync();
        (await HistoryAsync(_desk.Agent)).ShouldBe("0:00 Busy Opened");
    }

    [Fact]
    public async Task ThePastInTheDatabase_CannotBeChanged()
    {
        using var seat = Sit();
        await BeatAsync();
        await using var db = _desk.Db();
        await Should.ThrowAsync<Npgsql.PostgresException>(db.PresenceChanges.ExecuteUpdateAsync(set => set.SetProperty(c => c.Presence, Presence.Away)));
        await Should.ThrowAsync<Npgsql.PostgresException>(db.PresenceChanges.ExecuteDeleteAsync());
    }

    private IDisposable Sit() => _desk.Get<PeopleHere>().Sit(_desk.Agent);

    private Task BeatAsync() => _desk.Get<PeopleHere>().BeatAsync(CancellationToken.None);

    private Task AfterAsync(int minutes)
    {
        _desk.Time.Move(TimeSpan.FromMinutes(minutes));
        return BeatAsync();
    }

    private async Task<string> HistoryAsync(Actor of)
    {
        await using var db = _desk.Db();
        var changes = await db.PresenceChanges.Where(c => c.PersonId == of.Id).OrderBy(c => c.At).ThenBy(c => c.Id).ToListAsync();
        return string.Join("; ", changes.Select(c => $"{(int)(c.At - TestDesk.Start).TotalMinutes}:{(c.At - TestDesk.Start).Seconds:00} {c.Presence} {c.Cause}"));
    }
}
