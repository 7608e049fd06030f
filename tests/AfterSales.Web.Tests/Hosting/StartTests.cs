using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace AfterSales.Web.Tests.Hosting;

/// <summary>The built product as a process, with a PostgreSQL of its own in a fresh folder.</summary>
public sealed partial class StartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aftersales-start-");

    public StartTests()
    {
        // The database runs as another account when we are root.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b111_101_101);
    }

    [Fact]
    public async Task Start_OnAFreshFolder_ComesUpWithTheDemoAndLeavesNothingBehind()
    {
        string secret;
        await using (var first = await StartAsync())
        {
            secret = NewKey().Match(first.Output).Groups["key"].Value;
            secret.ShouldNotBeEmpty(first.Output);
            (await PostAsync(first, secret, "first")).ShouldBe(201);
            foreach (var path in (string[])["/healthz", "/readyz", "/sign-in", "/api"]) (await HeadAsync(first, path)).ShouldBe((HttpStatusCode.OK, 0), path);
            (await HeadAsync(first, "/")).ShouldBe((HttpStatusCode.Found, 0), "nobody has signed in");
            (await HeadAsync(first, "/nowhere")).ShouldBe((HttpStatusCode.NotFound, 0));
            foreach (var folder in (string[])["log", "evidence", "imports"])
                new DirectoryInfo(Path.Combine(_folder.FullName, folder)).UnixFileMode.ShouldBe((UnixFileMode)0b111_000_000, $"no other account reads {folder}");
            await first.StopAsync();
            first.ExitCode.ShouldBe(0, first.Output);
        }
        await NoServerLeftAsync();

        await using var second = await StartAsync();
        NewKey().IsMatch(second.Output).ShouldBeFalse("a key is shown once");
        (await PostAsync(second, secret, "first")).ShouldBe(200, "what was taken in is still there");
        await second.KillAsync();
        await NoServerLeftAsync();
    }

    [Fact]
    public async Task Start_Unusable_SaysWhyAndEndsWith1()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => StartAsync(("ConnectionStrings__AfterSales", "Host=127.0.0.1;Port=1;Username=nobody;Database=none")))
            .ContinueWith(t => t.Result.Message.ShouldContain("The database cannot be reached"), TaskScheduler.Default);
        await Should.ThrowAsync<InvalidOperationException>(() => StartAsync(("AFTERSALES_DATA", "/proc/nowhere")))
            .ContinueWith(t => t.Result.Message.ShouldContain("cannot be used"), TaskScheduler.Default);

        await Should.ThrowAsync<InvalidOperationException>(() => StartAsync(("LogLevel", "Loud")))
            .ContinueWith(t => t.Result.Message.ShouldSatisfyAllConditions(m => m.ShouldContain("LogLevel cannot be “Loud”."), m => m.ShouldNotContain("   at ")), TaskScheduler.Default);

        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var answering = HangUpAsync(other);
        var database = await TestPostgres.CreateDatabaseAsync();
        var taken = await Should.ThrowAsync<InvalidOperationException>(() => DeskProcess.StartAsync(Settings(("ConnectionStrings__AfterSales", database)), ((IPEndPoint)other.LocalEndpoint).Port));
        taken.Message.ShouldContain("ended with 1");
        taken.Message.ShouldContain($"The port is taken: http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}");
        taken.Message.ShouldNotContain($"--port {((IPEndPoint)other.LocalEndpoint).Port}");
        taken.Message.ShouldNotContain("   at ", customMessage: "a trace is not for the person at the terminal");
        other.Stop();
        await answering;
    }

    [Fact]
    public async Task Start_WithoutADemo_SaysWhatTheFirstVisitorDoes()
    {
        await using var desk = await StartAsync(("AFTERSALES_DEMO", "false"));
        desk.Output.ShouldContain("There is no store yet.");
        desk.Output.ShouldContain("还没有店铺");
        (await HeadAsync(desk, "/")).ShouldBe((HttpStatusCode.Found, 0));
    }

    [Fact]
    public async Task Database_KilledWhilePeopleWork_IsStartedAgainAndNothingIsLost()
    {
        await using var desk = await StartAsync(("AFTERSALES_DEMO", "true"), ("AFTERSALES_API_KEY", "as_test_start_0123456789abcdef0123456789abcdef"));
        (await PostAsync(desk, "as_test_start_0123456789abcdef0123456789abcdef", "before")).ShouldBe(201);

        var pid = int.Parse((await File.ReadAllLinesAsync(Path.Combine(_folder.FullName, "postgres", "data", "postmaster.pid")))[0], System.Globalization.CultureInfo.InvariantCulture);
        using (var server = Process.GetProcessById(pid)) server.Kill();

        var answers = new HashSet<int>();
        await Eventually.TrueAsync(async () =>
        {
            var answer = await PostAsync(desk, "as_test_start_0123456789abcdef0123456789abcdef", "after");
            answers.Add(answer);
            return answer is 200 or 201;
        }, TimeSpan.FromSeconds(60));
        answers.ShouldBeSubsetOf([503, 200, 201], "whoever sends may send again");
        (await PostAsync(desk, "as_test_start_0123456789abcdef0123456789abcdef", "before")).ShouldBe(200, "what was taken in is still there");
    }

    // Takes each call and puts the receiver down, until it is stopped.
    private static async Task HangUpAsync(TcpListener listener)
    {
        try
        {
            while (true) (await listener.AcceptTcpClientAsync()).Dispose();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<DeskProcess> StartAsync(params (string Name, string? Value)[] settings) => DeskProcess.StartAsync(Settings(settings));

    private Dictionary<string, string?> Settings(params (string Name, string? Value)[] settings)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["AFTERSALES_DATA"] = _folder.FullName, ["AFTERSALES_DEMO"] = null, ["AFTERSALES_API_KEY"] = null };
        foreach (var (name, value) in settings) environment[name] = value;
        return environment;
    }

    private static async Task<int> PostAsync(DeskProcess desk, string secret, string id)
    {
        using var client = new HttpClient { BaseAddress = desk.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        using var answer = await Integrations.ApiDesk.PostAsync(client, "/api/v1/messages", Integrations.ApiDesk.Message(id, "买家"));
        return (int)answer.StatusCode;
    }

    private static async Task<(HttpStatusCode Status, int Length)> HeadAsync(DeskProcess desk, string path)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = desk.Address };
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, (await answer.Content.ReadAsByteArrayAsync()).Length);
    }

    private Task NoServerLeftAsync() => Eventually.TrueAsync(() => !Process.GetProcesses().Any(Ours), TimeSpan.FromSeconds(20));

    private bool Ours(Process process)
    {
        using (process)
        {
            try
            {
                return File.ReadAllText($"/proc/{process.Id}/cmdline").Contains(_folder.FullName, StringComparison.Ordinal);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;   // gone, or not on Linux
            }
        }
    }

    [GeneratedRegex("API key \\(shown only this once\\): (?<key>\\S+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NewKey();
}
