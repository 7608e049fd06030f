using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.People;

public sealed class ProfileTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task UpdateProfile_Good_IsKept()
    {
        (await _desk.Get<UpdateProfile>().ExecuteAsync(new(" 林小满 ", "lin@example.com", "en"), _desk.Agent)).Ok.ShouldBeTrue();

        (await _desk.Get<PeopleQueries>().MineAsync(_desk.Agent)).ShouldBe(new("客服甲", "林小满", "lin@example.com", "en"));
    }

    [Theory]
    [InlineData("", "x@example.com", "person.name_invalid")]
    [InlineData("名", "not an address", "person.email_invalid")]
    [InlineData("名", "Name <x@example.com>", "person.email_invalid")]
    public async Task UpdateProfile_Bad_IsRefused(string name, string email, string code) =>
        (await _desk.Get<UpdateProfile>().ExecuteAsync(new(name, email, null), _desk.Agent)).Refusal!.Code.ShouldBe(code);

    [Fact]
    public async Task UpdateProfile_EmailOfSomebodyElse_IsRefused()
    {
        await _desk.Get<UpdateProfile>().ExecuteAsync(new("甲", "one@example.com", null), _desk.Agent);

        (await _desk.Get<UpdateProfile>().ExecuteAsync(new("乙", "ONE@example.com", null), _desk.OtherAgent)).Refusal!.Code.ShouldBe("person.email_taken");
    }

    private async Task<Presence> PresenceOfAgentAsync() => (await _desk.Get<PeopleQueries>().DirectoryAsync(_desk.Owner))[_desk.Agent.Id!.Value].Presence;

    [Fact]
    public async Task Sit_AtTwoDesksAndLeaveBoth_IsAwayAWhileLater()
    {
        var here = _desk.Get<PeopleHere>();
        var first = here.Sit(_desk.Agent);
        var second = here.Sit(_desk.Agent);
        first.Dispose();
        first.Dispose();
        _desk.Time.Move(PeopleHere.AwayAfter);
        await here.BeatAsync(CancellationToken.None);
        (await PresenceOfAgentAsync()).ShouldBe(Presence.Online, "one desk is still open");

        second.Dispose();
        _desk.Time.Move(PeopleHere.AwayAfter);
        await here.BeatAsync(CancellationToken.None);
        (await PresenceOfAgentAsync()).ShouldBe(Presence.Away);
    }

    [Fact]
    public async Task SetPresence_Busy_IsSeenByColleagues()
    {
        (await _desk.Get<SetPresence>().ExecuteAsync(Presence.Busy, _desk.Agent)).Ok.ShouldBeTrue();

        (await PresenceOfAgentAsync()).ShouldBe(Presence.Away, "nobody is busy who is not there");
        using var seat = _desk.Get<PeopleHere>().Sit(_desk.Agent);
        await _desk.Get<PeopleHere>().BeatAsync(CancellationToken.None);
        (await PresenceOfAgentAsync()).ShouldBe(Presence.Busy);
    }

    [Fact]
    public async Task SetLanguage_KnownOrNot_IsKeptOrRefused()
    {
        (await _desk.Get<SetLanguage>().ExecuteAsync("en", _desk.Agent)).Ok.ShouldBeTrue();
        (await _desk.Get<SetLanguage>().ExecuteAsync("tlh", _desk.Agent)).Refusal!.Code.ShouldBe("person.language_unknown");

        await using var db = _desk.Db();
        (await db.Users.SingleAsync(p => p.Id == _desk.Agent.Id)).Language.ShouldBe("en");
    }

    [Fact]
    public async Task OwnUseCases_ByAKey_AreForbidden()
    {
        (await _desk.Get<SetPresence>().ExecuteAsync(Presence.Busy, _desk.Bridge)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<SetLanguage>().ExecuteAsync("en", _desk.Bridge)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<UpdateProfile>().ExecuteAsync(new("x", null, null), _desk.Bridge)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<ChangePassword>().ExecuteAsync(new("x", "y"), _desk.Bridge)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }
}
