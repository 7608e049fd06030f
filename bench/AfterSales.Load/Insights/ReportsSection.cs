using System.Diagnostics;
using System.Globalization;
using AfterSales.Application.Insights;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using AfterSales.Load.Agents;
using AfterSales.Load.Pages;
using AfterSales.Load.Reporting;
using AfterSales.Load.Running;
using Microsoft.Extensions.DependencyInjection;
using static AfterSales.Load.Pages.StoreInProcess;

namespace AfterSales.Load.Insights;

/// <summary>Reports of a store with three years of work: counting all of it anew, the dashboard of any range, the cases behind a number, and what keeping them costs the intake.</summary>
internal static class ReportsSection
{
    private static readonly string[] Columns = ["what", "p50", "p95", "max", "unit", "times floor"];

    public static async Task<Section> RunAsync(Run run)
    {
        var (cases, messages, times) = run.Quick ? (50_000, 10, 20) : (1_000_000, 10, 100);
        await using var server = await PrivatePostgres.StartAsync(new PrivatePostgresOptions(), run.Stop);
        var rows = new List<object?[]>();
        var upkeep = await Upkeep.MeasureAsync(server, Follower.Reports, run);
        foreach (var (what, samples) in upkeep.Rates) await AddAsync([what, samples.P50, samples.P95, samples.Max, "messages/s", null]);

        await using var store = await FilledStore.CreateAsync(server, "reports", cases, 3_000, run.Stop, years: 3, messages);
        using var data = new TemporaryFolder();
        await using var services = store.Services(data.Path);
        var supervisor = await store.SupervisorAsync(run.Stop);
        // As an upgrade finds it: nothing is counted. A node counts by itself.
        var start = Stopwatch.GetTimestamp();
        await using var product = await ProductProcess.StartAsync(store.Database.ConnectionString, data.Path, run.Stop);
        await store.UntilCountedAsync(run.Stop);
        var minutes = Stopwatch.GetElapsedTime(start).TotalMinutes;
        await AddAsync(["everything counted anew", minutes, minutes, minutes, "min", null]);
        await Seed.ExecuteAsync(store.Source, "vacuum analyze", [], run.Stop);

        // The least that a figure costs: the row of a case by its key.
        var floor = await TimeAsync(times, async _ =>
        {
            await using var command = store.Source.CreateCommand("select * from cases where id = $1");
            command.Parameters.Add(new() { Value = store.Sample.Id });
            await using var row = await command.ExecuteReaderAsync(run.Stop);
            Check(await row.ReadAsync(run.Stop));
        });
        await TookAsync("a case by its key (floor)", floor);
        var boards = await BoardsAsync(services.GetRequiredService<DashboardQueries>(), supervisor, times, run.Stop);
        foreach (var (what, samples) in boards) await TookAsync(what, samples);
        var behind = await BehindAsync(services.GetRequiredService<CasesBehindQueries>(), supervisor, times, run.Stop);
        foreach (var (what, samples) in behind) await TookAsync(what, samples);
        var clicked = await ClicksAsync(product, store, run);
        foreach (var (what, samples) in clicked) await TookAsync(what, samples);

        return new("reports", Columns, rows,
            [
                new($"dashboard of any range, p95, {cases} cases", boards.Max(one => one.Samples.P95), 1_000, AtLeast: false, "ms"),
                new($"the cases behind a number, p95, {cases} cases", behind.Max(one => one.Samples.P95), 200, AtLeast: false, "ms"),
                new($"everything counted anew, {cases} cases", minutes, 15, AtLeast: false, "min"),
                new("intake at 64 connections that keeping reports costs", 100 * upkeep.Cost, 15, AtLeast: false, "%"),
            ],
            [
                $"A store of {cases} cases and {(long)cases * messages} messages over three years, beside four small ones.",
                "Dashboard: every figure of the page, and of the range before it, read by the service layer; by a click: until the page is drawn. One at a time.",
                "Intake: the same node with the triggers of the reports and without them, in turn; while they are on, the node counts what they write down.",
            ]);

        Task TookAsync(string what, Samples samples) => AddAsync([what, samples.P50, samples.P95, samples.Max, "ms", ReferenceEquals(samples, floor) ? null : samples.P50 / floor.P50]);

        // Said at once, too: it takes most of an hour, and what comes later may fail.
        Task AddAsync(object?[] row)
        {
            rows.Add(row);
            return Console.Error.WriteLineAsync(string.Join(" · ", row.Select(cell => cell is double number ? number.ToString("0.##", CultureInfo.InvariantCulture) : cell)));
        }
    }

    private static async Task<IReadOnlyList<(string What, Samples Samples)>> BoardsAsync(DashboardQueries dashboards, Actor actor, int times, CancellationToken ct)
    {
        var today = Today();
        (string What, Func<int, ReportRange> Range)[] ranges =
        [
            ("dashboard, a day", i => Days(i, 1)),
            ("dashboard, a week", i => Days(i, 7)),
            ("dashboard, a month", i => Days(i, 30)),
            ("dashboard, a year", i => Days(i, 365)),
            ("dashboard, three years", i => new(today.AddDays(-1_095 + i % 20), today)),
        ];
        var found = new List<(string, Samples)>();
        foreach (var (what, range) in ranges)
            found.Add((what, await TimeAsync(times, async i => Check(Dashboard.Cases((await dashboards.OfAsync(range(i), actor, ct)).Value!.Now) > 0))));
        return found;

        // Each time others, so that nothing is remembered; from before those that are still open.
        ReportRange Days(int i, int days) => new(today.AddDays(-days - i * 3 - 79), today.AddDays(-i * 3 - 80));
    }

    private static async Task<IReadOnlyList<(string What, Samples Samples)>> BehindAsync(CasesBehindQueries behind, Actor actor, int times, CancellationToken ct)
    {
        var today = Today();
        ReportRange all = new(today.AddDays(-1_095), today), month = new(today.AddDays(-40), today.AddDays(-10));
        var replies = Measures.Promise(ClockKind.Reply);
        (string What, Behind Number)[] numbers =
        [
            ("behind: opened, three years", new(all, Measures.Opened)),
            ("behind: opened, a month", new(month, Measures.Opened)),
            ("behind: late replies, three years", new(all, replies, OnlyLate: true)),
            ("behind: a type, three years", new(all, Measures.Opened, Cut.Type, "Quality")),
            ("behind: a style, three years", new(all, Measures.QualityPieces, Cut.Style, "QH7")),
            ("behind: a person, a month", new(month, Measures.Resolved, Cut.Person, actor.Id!.Value.ToString())),
            ("behind: an hour of the week, three years", new(all, replies, Cut.Hour, "3-14")),
            ("behind: who bears, three years", new(all, Measures.Borne, Cut.Party, "Courier")),
            ("behind: a number that counts nothing", new(all, Measures.Opened, Cut.Courier, "没有这家快递")),
            ("behind: longer than an hour, three years", new(all, Measures.Took(ClockKind.Resolution), OverSeconds: 3_600)),
        ];
        var found = new List<(string, Samples)>();
        foreach (var (what, number) in numbers) found.Add((what, await TimeAsync(times, async _ => Check((await behind.PageAsync(number, null, actor, ct: ct)).Ok))));
        return found;
    }

    private static async Task<IReadOnlyList<(string What, Samples Samples)>> ClicksAsync(ProductProcess product, FilledStore store, Run run)
    {
        await using var browser = new AgentBrowser(product.Address, (_, _) => { });
        await browser.SignInAsync(FilledStore.Supervisor, BenchPeople.Password, run.Stop);
        var (times, today, clicked) = (new PageTimes(product, store, run), Today(), new List<(string, Samples)>());
        var days = $"from={today.AddDays(-1_095):yyyy-MM-dd}&to={today:yyyy-MM-dd}";
        foreach (var page in new[] { new AskedPage("dashboard, a week", "/dashboard", "/dashboard/cases?of="), new AskedPage("dashboard, three years", $"/dashboard?{days}", "/dashboard/cases?of="), new AskedPage("behind: opened, three years", $"/dashboard/cases?of=Opened&{days}", "/cases/AS-") })
        {
            await times.FollowAsync(browser, page);
            clicked.Add((page.Name + ", by a click", await times.FollowAsync(browser, page)));
        }
        return clicked;
    }

    private static DateOnly Today() => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
}
