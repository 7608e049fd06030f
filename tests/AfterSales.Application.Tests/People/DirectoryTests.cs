using AfterSales.Application.People;
using AfterSales.Domain.People;

namespace AfterSales.Application.Tests.People;

public sealed class DirectoryTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private Task<IReadOnlyDictionary<Guid, Colleague>> DirectoryAsync() => _desk.Get<PeopleQueries>().DirectoryAsync(_desk.Agent);

    [Fact]
    public async Task Directory_NothingChanged_IsTheOneThatOthersHold()
    {
        var first = await DirectoryAsync();
        first[_desk.Supervisor.Id!.Value].DisplayName.ShouldBe(_desk.Supervisor.Name);
        (await DirectoryAsync()).ShouldBeSameAs(first);
    }

    [Fact]
    public async Task Directory_PresenceOrPeopleChanged_SaysSo()
    {
        using var seat = _desk.Get<PeopleHere>().Sit(_desk.OtherAgent);
        await _desk.Get<PeopleHere>().BeatAsync(CancellationToken.None);
        (await DirectoryAsync())[_desk.OtherAgent.Id!.Value].Presence.ShouldBe(Presence.Online);
        await _desk.Get<SetPresence>().ExecuteAsync(Presence.Busy, _desk.OtherAgent);
        (await DirectoryAsync())[_desk.OtherAgent.Id!.Value].Presence.ShouldBe(Presence.Busy);

        var newcomer = await _desk.PersonAsync("新人", Role.AfterSales);
        (await DirectoryAsync()).ContainsKey(newcomer.Id!.Value).ShouldBeTrue();
    }

    [Fact]
    public async Task Directory_JustSatDown_IsOnlineBeforeItIsWritten()
    {
        var agent = _desk.OtherAgent.Id!.Value;
        (await DirectoryAsync())[agent].Presence.ShouldBe(Presence.Away);

        using var seat = _desk.Get<PeopleHere>().Sit(_desk.OtherAgent);
        (await DirectoryAsync())[agent].Presence.ShouldBe(Presence.Online);
    }

    [Fact]
    public async Task LateDirectory_LookedAtAgainAndAgain_IsReadOnceInAWhile()
    {
        var people = _desk.Get<PeopleQueries>();
        var agent = _desk.OtherAgent.Id!.Value;
        (await people.LateDirectoryAsync(_desk.Agent))[agent].Presence.ShouldBe(Presence.Away);

        using var seat = _desk.Get<PeopleHere>().Sit(_desk.OtherAgent);
        (await people.LateDirectoryAsync(_desk.Supervisor))[agent].Presence.ShouldBe(Presence.Away, "it is the reading of a moment ago");
        _desk.Time.Move(TimeSpan.FromSeconds(11));
        (await people.LateDirectoryAsync(_desk.Supervisor))[agent].Presence.ShouldBe(Presence.Online);
    }
}
