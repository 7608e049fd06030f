using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AfterSales.Application.People;
using AfterSales.Application.Stores;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Browser.Tests.Shared;

/// <summary>A store of a journey's own, with an owner, an API key, and whoever is asked to join.</summary>
public sealed class OwnStore
{
    private static int _people;

    private readonly BrowserDesk _desk;

    private OwnStore(BrowserDesk desk, string name, Actor owner, string ownerSignIn, string key) =>
        (_desk, Name, Owner, OwnerSignIn, Api) = (desk, name, owner, ownerSignIn, desk.ApiOf(key));

    public string Name { get; }
    public Actor Owner { get; }
    public string OwnerSignIn { get; }
    public HttpClient Api { get; }

    public static async Task<OwnStore> OpenAsync(BrowserDesk desk, string name)
    {
        var signIn = NewSignIn("owner");
        var person = new Person { Id = Ids.New(TimeProvider.System.GetUtcNow()), UserName = signIn, DisplayName = $"{name}店长", CreatedAt = TimeProvider.System.GetUtcNow() };
        await using (var scope = desk.Get<IServiceScopeFactory>().CreateAsyncScope())
            (await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().CreateAsync(person, BrowserDesk.Password)).Succeeded.ShouldBeTrue();
        // Nobody's store yet: what counts for opening one is the right to.
        var opener = Actor.Person(person.Id, person.DisplayName, person.Id, [Role.Owner]);
        var store = (await desk.Get<CreateStore>().ExecuteAsync(new(name, "Asia/Shanghai"), opener)).Value;
        var owner = opener with { StoreId = store };
        var key = (await desk.Get<CreateApiKey>().ExecuteAsync(new("journey", ApiScope.All), owner)).Value!.Secret;
        return new(desk, name, owner, signIn, key);
    }

    /// <summary>Somebody joins by an invite; answers the name to sign in with.</summary>
    public async Task<string> JoinAsync(string displayName, params Role[] roles)
    {
        var signIn = NewSignIn("person");
        var invite = (await _desk.Get<InvitePerson>().ExecuteAsync(new(displayName, roles), Owner)).Value!;
        (await _desk.Get<AcceptInvite>().ExecuteAsync(new(invite.Token, null, new(displayName, signIn, BrowserDesk.Password, null)))).Ok.ShouldBeTrue();
        return signIn;
    }

    /// <summary>Imports orders of one piece each, signed for in Guangzhou.</summary>
    public Task ImportOrdersAsync(params (string OrderNo, string Buyer, string Paid)[] orders) => ImportAsync(
        "订单编号,买家会员名,总金额,订单状态,收货地址,联系手机,订单创建时间,物流单号,物流公司\n"
            + string.Concat(orders.Select(o => $"{o.OrderNo},{o.Buyer},{o.Paid},交易成功,广东省 广州市 越秀区 环市东路1号(510000),13800000123,2026-03-01 10:01:02,YT{o.OrderNo},圆通速递\n")));

    /// <summary>Imports a file, to its end.</summary>
    public async Task ImportAsync(string file)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "file", "orders.csv" } };
        using var answer = await Api.PostAsync(new Uri("/api/v1/imports", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("import").GetString()!;
        await Eventually.TrueAsync(
            async () => (await Api.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/imports/{id}", UriKind.Relative))).GetProperty("state").GetString() == "Done", BrowserDesk.Patience);
    }

    /// <summary>Says where the store sends from and what it keeps of what is paid.</summary>
    public async Task DescribeAsync(string province, string city, decimal marginShare) =>
        (await _desk.Get<DescribeStore>().ExecuteAsync(new(Owner.StoreId, 1, Name, "Asia/Shanghai", province, city, marginShare, "zh-CN"), Owner)).Refusal.ShouldBeNull();

    /// <summary>Changes the clock policy as a program does, e.g. <c>new { reply = new { limit = "PT4S" } }</c>.</summary>
    public async Task ChangeClocksAsync(object change)
    {
        using var answer = await Api.PutAsJsonAsync(new Uri("/api/v1/policies/clocks", UriKind.Relative), change);
        answer.EnsureSuccessStatusCode();
    }

    private static string NewSignIn(string what) => $"{what}-{Interlocked.Increment(ref _people)}";
}
