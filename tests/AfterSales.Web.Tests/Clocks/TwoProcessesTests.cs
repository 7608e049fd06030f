using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using AfterSales.Web.Tests.Integrations;
using Npgsql;

namespace AfterSales.Web.Tests.Clocks;

/// <summary>"Once, and exactly once, however many nodes run and however often they restart" (SPEC 3), with the product as people run it.</summary>
public sealed class TwoProcessesTests : IAsyncLifetime
{
    private const string Key = "as_test_processes_0123456789abcdef0123456789";
    private const int Cases = 120;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("aftersales-two-");
    private TestDesk _desk = null!;
    private string _database = "";

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.DemoAsync();
        _database = _desk.ConnectionString;
    }

    public async Task DisposeAsync()
    {
        await _desk.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task OneOfTwo_KilledInTheMiddleOfItsBreaches_TheOtherLosesAndDoublesNothing()
    {
        await using var dying = await StartAsync();
        await using var survivor = await StartAsync();
        await using var blocker = await BlockNotificationsAsync();
        // Whichever node takes the first half stands still with it, so the other takes the second.
        await SayAsync(dying, 0, Cases / 2, DueSince(TimeSpan.FromMinutes(1)));
        await StandStillAsync(1);
        await SayAsync(dying, Cases / 2, Cases / 2, DueSince(TimeSpan.FromMinutes(1)));
        await StandStillAsync(2);

        await dying.KillAsync();
        await blocker.DisposeAsync();

        await Eventually.TrueAsync(async () => await RaisedAsync() >= Cases, Patience);
        await EachOnceAsync();
        await TheApiTellsThemAsync(survivor);
    }

    [Fact]
    public async Task Breaches_FallenDueWhileEverythingWasDown_AreRaisedOnceAtTheStart()
    {
        await using (var first = await StartAsync())
        {
            // However slow the machine: none is raised before it is down.
            await using var blocker = await BlockNotificationsAsync();
            await SayAsync(first, 0, Cases, DueSince(TimeSpan.FromSeconds(-6)));
            await first.KillAsync();
        }
        (await RaisedAsync()).ShouldBe(0);
        await Eventually.TrueAsync(async () => await CountAsync($"from clocks c {Ours("c.subject_id")} and c.kind = 'Reply' and c.due_at <= now()") == Cases, Patience);

        await using var second = await StartAsync();
        await using var third = await StartAsync();

        await Eventually.TrueAsync(async () => await RaisedAsync() >= Cases, Patience);
        await EachOnceAsync();
        await TheApiTellsThemAsync(second);
    }

    private static string Ours(string caseId) => $"join cases k on k.id = {caseId} where k.customer_nick like '同时买家%'";

    private Task<long> RaisedAsync() => CountAsync($"from clock_events e {Ours("e.subject_id")} and e.clock = 'Reply' and e.kind = 'Breach'");

    private async Task EachOnceAsync()
    {
        (await RaisedAsync()).ShouldBe(Cases);
        (await CountAsync($"from case_history x {Ours("x.case_id")} and x.kind = 'ClockBreached'")).ShouldBe(Cases);
        (await CountAsync($"from outbox x {Ours("x.case_id")} and x.kind = 'clock.breached'")).ShouldBe(Cases);
        (await CountAsync($"from notifications x {Ours("x.case_id")} and x.kind = 'clock.breached'")).ShouldBe(Cases, "nobody has claimed them: the one supervisor is told");
        (await CountAsync($"from clocks c {Ours("c.subject_id")} and c.kind = 'Reply' and c.breached_at = c.due_at")).ShouldBe(Cases, "told late, but breached when they were due");
        (await CountAsync($"from clock_timers t join clocks c on c.id = t.clock_id {Ours("c.subject_id")} and c.kind = 'Reply' and t.fired_at is null")).ShouldBe(0);
    }

    /// <summary>Holds what every breach has to write to, so that a node stands still with its work half done.</summary>
    private async Task<NpgsqlConnection> BlockNotificationsAsync()
    {
        var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("begin; lock table notifications in exclusive mode", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    // The first waits for the notifications, the second behind it for the events of the store, which are numbered in order.
    private Task StandStillAsync(int nodes) => Eventually.TrueAsync(async () =>
        await CountAsync("from pg_locks where not granted and (relation = 'notifications'::regclass or locktype = 'advisory')") >= nodes, Patience);

    private static async Task TheApiTellsThemAsync(DeskProcess node)
    {
        using var client = ClientOf(node);
        var told = new List<string>();
        for (string? since = null; ;)
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"/api/v1/clock-events?since={since ?? "0"}");
            var events = page.GetProperty("events").EnumerateArray().ToList();
            if (events.Count == 0) break;
            told.AddRange(events.Where(e => e.GetProperty("clock").GetString() == "Reply" && e.GetProperty("kind").GetString() == "Breach").Select(e => $"{e.GetProperty("case")} {e.GetProperty("due_at")}"));
            since = page.GetProperty("next").GetString();
        }
        told.Count.ShouldBeGreaterThanOrEqualTo(Cases);
        told.Distinct().Count().ShouldBe(told.Count, "nothing is told twice");
    }

    // The limit of a reply is five minutes.
    private static DateTimeOffset DueSince(TimeSpan past) => TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(5) - past;

    private static async Task SayAsync(DeskProcess node, int from, int count, DateTimeOffset sentAt)
    {
        using var client = ClientOf(node);
        var messages = Enumerable.Range(from, count).Select(i => new
        {
            external_id = string.Create(CultureInfo.InvariantCulture, $"same-{i}"),
            channel = "qianniu",
            customer = string.Create(CultureInfo.InvariantCulture, $"同时买家{i}"),
            direction = "inbound",
            text = "发错货了",
            sent_at = sentAt,
        });
        using var answer = await ApiDesk.PostAsync(client, "/api/v1/messages/batch", new { messages });
        (await ApiDesk.JsonAsync(answer)).GetProperty("accepted").GetInt32().ShouldBe(count);
    }

    private static HttpClient ClientOf(DeskProcess node)
    {
        var client = new HttpClient { BaseAddress = node.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Key);
        return client;
    }

    private Task<DeskProcess> StartAsync() => DeskProcess.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["ConnectionStrings__AfterSales"] = _database,
        ["AFTERSALES_DATA"] = _data.FullName,
        ["AFTERSALES_DEMO"] = "true",
        ["AFTERSALES_API_KEY"] = Key,
    });

    private async Task<long> CountAsync(string from)
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select count(*) " + from, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
