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
}
