using System.Text.Json;
using AfterSales.Web.Hosting;
using AfterSales.Web.Tests.Integrations;

namespace AfterSales.Web.Tests.Hosting;

public sealed class HostingTests(ApiDesk api) : IClassFixture<ApiDesk>
{
    [Fact]
    public async Task Healthz_TellsTheServersTime()
    {
        using var answer = await api.Anonymous.GetAsync("/healthz");
        answer.EnsureSuccessStatusCode();
        DateTimeOffset.Parse(answer.Headers.GetValues("x-server-now").Single(), System.Globalization.CultureInfo.InvariantCulture).ShouldBe(api.Desk.Time.Now);
    }

    [Fact]
    public async Task Readyz_WithItsDatabase_IsReady()
    {
        // Its clock worker may still be looking for the first time.
        await Eventually.TrueAsync(async () => (await api.Anonymous.GetAsync("/readyz")).IsSuccessStatusCode, TimeSpan.FromSeconds(30));
        using var answer = await api.Anonymous.GetAsync("/readyz");
        answer.EnsureSuccessStatusCode();
        var json = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        json.GetProperty("ready").GetBoolean().ShouldBeTrue();
        json.GetProperty("pending_migrations").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Metrics_FromAnywhereElse_AreNotThere()
    {
        // The test server has no address of its own: not this machine.
        using var answer = await api.Anonymous.GetAsync("/metrics");
        ((int)answer.StatusCode).ShouldBe(404);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/api")]
    [InlineData("/nowhere")]
    [InlineData("/api/v1/cases")]
    public async Task EveryAnswer_CarriesTheSecurityHeaders(string path)
    {
        using var answer = await api.Anonymous.GetAsync(path);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        answer.Headers.GetValues("Referrer-Policy").Single().ShouldBe("same-origin");
        answer.Headers.Contains("Permissions-Policy").ShouldBeTrue();
    }

    [Fact]
    public async Task UnknownPage_IsKindAndStill404()
    {
        using var answer = await api.Anonymous.GetAsync("/nowhere");
        ((int)answer.StatusCode).ShouldBe(404);
        (await answer.TextAsync()).ShouldContain("回到工作台");
    }

    [Theory]
    [InlineData("call 13800138000 now", "call 138****8000 now")]
    [InlineData("order 3515310000000000001", "order 3515310000000000001")]
    [InlineData("Authorization: Bearer abcdefghijklmnop", "Authorization: Bearer …")]
    [InlineData("key as_Ab3dEf6hIj9kLm2n", "key as_Ab3d…")]
    [InlineData("Host=db;Password=hunter2;Port=5432", "Host=db;Password=…;Port=5432")]
    public void Log_MasksWhatIsPersonalOrSecret(string line, string masked) => MaskingFormatter.Mask(line).ShouldBe(masked);
}
