using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.People;

public sealed class ApiKeyTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private async Task<CreateApiKey.Output> CreateAsync(params string[] scopes) =>
        (await _desk.Get<CreateApiKey>().ExecuteAsync(new("千牛转发", scopes), _desk.Owner)).Value!;

    private async Task<ApiKeyRow> RowAsync() => (await _desk.Get<ApiKeyQueries>().AllAsync(_desk.Owner)).Value!.ShouldHaveSingleItem();

    [Fact]
    public async Task Authenticate_GoodSecret_IsTheKeyOfThatStoreWithItsScopes()
    {
        var key = await CreateAsync(ApiScope.MessagesWrite, ApiScope.CasesRead);

        var actor = (await _desk.Get<AuthenticateApiKey>().ExecuteAsync(key.Secret)).ShouldNotBeNull();

        (actor.Kind, actor.Id, actor.StoreId, actor.Name).ShouldBe((ActorKind.ApiKey, key.KeyId, _desk.StoreId, "千牛转发"));
        actor.Permissions.ShouldBe([Permission.ReceiveMessages, Permission.ViewCases], ignoreOrder: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("as_unknown")]
    public async Task Authenticate_UnknownSecret_IsNobody(string secret) =>
        (await _desk.Get<AuthenticateApiKey>().ExecuteAsync(secret)).ShouldBeNull();

    [Fact]
    public async Task Authenticate_RevokedOnAnotherNode_IsRefusedWithinTwoSeconds()
    {
        await using var other = _desk.AnotherNode();
        var key = await CreateAsync(ApiScope.MessagesWrite);
        (await other.Get<AuthenticateApiKey>().ExecuteAsync(key.Secret)).ShouldNotBeNull();

        (await _desk.Get<RevokeApiKey>().ExecuteAsync(key.KeyId, _desk.Owner)).Ok.ShouldBeTrue();

        _desk.Time.Move(TimeSpan.FromSeconds(2));
        (await other.Get<AuthenticateApiKey>().ExecuteAsync(key.Secret)).ShouldBeNull();
        (await _desk.Get<AuthenticateApiKey>().ExecuteAsync(key.Secret)).ShouldBeNull();
    }

    [Fact]
    public async Task Authenticate_HotKey_AsksTheDatabaseOnce()
    {
        var key = await CreateAsync(ApiScope.MessagesWrite);
        var authenticate = _desk.Get<AuthenticateApiKey>();
        await authenticate.ExecuteAsync(key.Secret);
        await using (var db = _desk.Db()) await db.ApiKeys.ExecuteDeleteAsync();

        (await authenticate.ExecuteAsync(key.Secret)).ShouldNotBeNull();
        _desk.Time.Move(TimeSpan.FromSeconds(2));
        (await authenticate.ExecuteAsync(key.Secret)).ShouldBeNull();
    }

    [Fact]
    public async Task Authenticate_Used_NotesItAtMostOnceAMinute()
    {
        var key = await CreateAsync(ApiScope.MessagesWrite);
        var first = _desk.Time.Now;
        await UseAsync();
        await Eventually.TrueAsync(async () => (await RowAsync()).LastUsedAt == first, TimeSpan.FromSeconds(10));

        _desk.Time.Move(TimeSpan.FromSeconds(59));
        await UseAsync();
        (await RowAsync()).LastUsedAt.ShouldBe(first);

        _desk.Time.Move(TimeSpan.FromSeconds(2));
        await UseAsync();
        await Eventually.TrueAsync(async () => (await RowAsync()).LastUsedAt == _desk.Time.Now, TimeSpan.FromSeconds(10));

        async Task UseAsync() => (await _desk.Get<AuthenticateApiKey>().ExecuteAsync(key.Secret)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Create_Saved_KeepsNoSecretAndIsAudited()
    {
        var key = await CreateAsync(ApiScope.MessagesWrite);

        await using var db = _desk.Db();
        var row = await db.ApiKeys.SingleAsync();
        row.SecretHash.ShouldBe(Secrets.Hash(key.Secret));
        row.Prefix.ShouldBe(key.Secret[..10]);
        (await _desk.AuditAsync()).ShouldBe([AuditKind.ApiKeyCreated]);
    }

    [Fact]
    public async Task Create_BadInput_IsRefused()
    {
        var create = _desk.Get<CreateApiKey>();
        var administrator = await _desk.PersonAsync("管理员", Role.Administrator);

        (await create.ExecuteAsync(new("x", [ApiScope.CasesRead]), _desk.Supervisor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await create.ExecuteAsync(new("x", [ApiScope.CasesRead]), administrator)).Refusal!.Code.ShouldBe("api_key.scope_above_own");
        (await create.ExecuteAsync(new(" ", [ApiScope.CasesRead]), _desk.Owner)).Refusal!.Code.ShouldBe("api_key.name_invalid");
        (await create.ExecuteAsync(new("x", []), _desk.Owner)).Refusal!.Code.ShouldBe("api_key.scopes_none");
        (await create.ExecuteAsync(new("x", ["cases:delete"]), _desk.Owner)).Refusal!.Code.ShouldBe("api_key.scope_unknown");
    }

    [Fact]
    public async Task Revoke_ByOthersOrTwice_IsRefused()
    {
        var key = await CreateAsync(ApiScope.MessagesWrite);
        var stranger = await _desk.StrangerAsync();
        var revoke = _desk.Get<RevokeApiKey>();

        (await revoke.ExecuteAsync(key.KeyId, _desk.Supervisor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await revoke.ExecuteAsync(key.KeyId, stranger)).Refusal!.Code.ShouldBe("api_key.not_found");
        (await _desk.Get<ApiKeyQueries>().AllAsync(stranger)).Value!.ShouldBeEmpty();
        (await revoke.ExecuteAsync(key.KeyId, _desk.Owner)).Ok.ShouldBeTrue();
        (await revoke.ExecuteAsync(key.KeyId, _desk.Owner)).Refusal!.Code.ShouldBe("api_key.already_revoked");
    }
}
