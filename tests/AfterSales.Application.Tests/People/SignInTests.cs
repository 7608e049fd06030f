using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Tests.People;

public sealed class SignInTests : IAsyncLifetime
{
    private TestDesk _desk = null!;
    private Actor _xiaoman = null!;

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.CreateAsync();
        _xiaoman = await _desk.JoinAsync("xiaoman", Role.AfterSales);
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private Task<Result<Guid>> TryAsync(string name, string password, string address = "10.0.0.1") =>
        _desk.Get<SignIn>().ExecuteAsync(new(name, password, address));

    [Theory]
    [InlineData("xiaoman")]
    [InlineData("  XiaoMan ")]
    [InlineData("xiaoman@example.com")]
    public async Task SignIn_NameOrEmailInAnyCase_IsThatPerson(string name)
    {
        (await _desk.Get<UpdateProfile>().ExecuteAsync(new("小满", "XiaoMan@example.com", null), _xiaoman)).Ok.ShouldBeTrue();

        (await TryAsync(name, Joining.Password)).Value.ShouldBe(_xiaoman.Id!.Value);
    }

    [Fact]
    public async Task SignIn_UnknownNameAndWrongPassword_AnswerTheSameUntilBothAreLocked()
    {
        for (var i = 1; i <= 6; i++)
        {
            var known = (await TryAsync("xiaoman", "wrong password")).Refusal.ShouldNotBeNull();
            var unknown = (await TryAsync("nobody", "wrong password")).Refusal.ShouldNotBeNull();

            unknown.Code.ShouldBe(known.Code);
            unknown.Args.ShouldBe(known.Args);
            known.Code.ShouldBe(i < PasswordPolicy.TriesBeforeLock ? "sign_in.wrong" : "sign_in.locked");
        }
    }

    [Fact]
    public async Task SignIn_Locked_RefusesTheRightPasswordUntilTheWaitIsOver()
    {
        for (var i = 0; i < PasswordPolicy.TriesBeforeLock; i++) await TryAsync("xiaoman", "wrong password");

        var refused = (await TryAsync("xiaoman", Joining.Password)).Refusal.ShouldNotBeNull();
        refused.Code.ShouldBe("sign_in.locked");
        refused.Args.ShouldBe([10]);

        _desk.Time.Move(PasswordPolicy.LockFor);
        (await TryAsync("xiaoman", Joining.Password)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task SignIn_Unlocked_MayTryAtOnce()
    {
        for (var i = 0; i < PasswordPolicy.TriesBeforeLock; i++) await TryAsync("xiaoman", "wrong password");

        (await _desk.Get<UnlockPerson>().ExecuteAsync(_xiaoman.Id!.Value, _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<UnlockPerson>().ExecuteAsync(_xiaoman.Id!.Value, _desk.Owner)).Ok.ShouldBeTrue();

        (await TryAsync("xiaoman", Joining.Password)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task SignIn_RightPasswordBetween_StartsTheCountAfresh()
    {
        for (var round = 0; round < 3; round++)
        {
            for (var i = 1; i < PasswordPolicy.TriesBeforeLock; i++) await TryAsync("xiaoman", "wrong password");
            (await TryAsync("xiaoman", Joining.Password)).Ok.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task SignIn_ManyWrongTriesAtOnce_AllCount()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => TryAsync("xiaoman", $"wrong password {i}", $"10.0.1.{i}")));

        answers.Count(a => a.Refusal!.Code == "sign_in.wrong").ShouldBe(PasswordPolicy.TriesBeforeLock - 1);
        (await TryAsync("xiaoman", Joining.Password)).Refusal!.Code.ShouldBe("sign_in.locked");
    }

    [Fact]
    public async Task SignIn_ManyNamesFromOneAddress_AddressMustWaitAndOthersNeedNot()
    {
        for (var i = 0; i < 40; i++) (await TryAsync($"guess{i}", "wrong password")).Refusal!.Code.ShouldBe("sign_in.wrong");

        (await TryAsync("xiaoman", Joining.Password)).Refusal!.Code.ShouldBe("sign_in.too_many");
        (await TryAsync("xiaoman", Joining.Password, "10.0.0.2")).Ok.ShouldBeTrue();
        _desk.Time.Move(TimeSpan.FromMinutes(5));
        (await TryAsync("xiaoman", Joining.Password)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task ChangePassword_RightCurrent_OldIsWorthlessAndSessionsEnd()
    {
        var before = await StampAsync();

        (await _desk.Get<ChangePassword>().ExecuteAsync(new(Joining.Password, "a new long password"), _xiaoman)).Ok.ShouldBeTrue();

        (await StampAsync()).ShouldNotBe(before);
        (await TryAsync("xiaoman", Joining.Password)).Refusal!.Code.ShouldBe("sign_in.wrong");
        (await TryAsync("xiaoman", "a new long password")).Ok.ShouldBeTrue();
    }

    [Theory]
    [InlineData("wrong current", "a new long password", "person.password_wrong")]
    [InlineData(Joining.Password, "short", "person.password_short")]
    [InlineData(Joining.Password, "aaaaaaaaaaaaaa", "person.password_monotonous")]
    public async Task ChangePassword_WrongOrWeak_IsRefusedAndTheOldStays(string current, string wanted, string code)
    {
        (await _desk.Get<ChangePassword>().ExecuteAsync(new(current, wanted), _xiaoman)).Refusal!.Code.ShouldBe(code);

        (await TryAsync("xiaoman", Joining.Password)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task ChangePassword_GuessedAtAnOpenDesk_Locks()
    {
        for (var i = 0; i < PasswordPolicy.TriesBeforeLock; i++)
            (await _desk.Get<ChangePassword>().ExecuteAsync(new($"guess {i}", "a new long password"), _xiaoman)).Refusal!.Code.ShouldBe("person.password_wrong");

        (await _desk.Get<ChangePassword>().ExecuteAsync(new(Joining.Password, "a new long password"), _xiaoman)).Refusal!.Code.ShouldBe("person.password_locked");
    }

    [Fact]
    public async Task SignOutEverywhere_OneselfOrByManager_ChangesTheStampOthersMayNot()
    {
        var first = await StampAsync();
        (await _desk.Get<SignOutEverywhere>().ExecuteAsync(_xiaoman.Id!.Value, _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await StampAsync()).ShouldBe(first);

        (await _desk.Get<SignOutEverywhere>().ExecuteAsync(_xiaoman.Id!.Value, _xiaoman)).Ok.ShouldBeTrue();
        var second = await StampAsync();
        (await _desk.Get<SignOutEverywhere>().ExecuteAsync(_xiaoman.Id!.Value, _desk.Owner)).Ok.ShouldBeTrue();

        new[] { first, second, await StampAsync() }.ShouldBeUnique();
    }

    private async Task<string?> StampAsync()
    {
        await using var db = _desk.Db();
        return (await db.Users.FindAsync(_xiaoman.Id))!.SecurityStamp;
    }
}
