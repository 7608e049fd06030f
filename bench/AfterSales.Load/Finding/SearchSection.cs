using System.Diagnostics;
using AfterSales.Application.Cases;
using AfterSales.Application.Cases.Finding;
using AfterSales.Application.Insights;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Load.Agents;
using AfterSales.Load.Insights;
using AfterSales.Load.Pages;
using AfterSales.Load.Reporting;
using AfterSales.Load.Running;
using Microsoft.Extensions.DependencyInjection;
using static AfterSales.Load.Pages.StoreInProcess;

namespace AfterSales.Load.Finding;

/// <summary>Finding in a store with ten million messages: every kind of question, words that many said, few and nobody, and what keeping them to be found costs the intake.</summary>
internal static class SearchSection
{
    private const int DeepPages = 20;

    private static readonly string[] Columns = ["what", "p50", "p95", "max", "unit", "times floor"];

    public static async Task<Section> RunAsync(Run run)
    {
        var (cases, messages, times) = run.Quick ? (20_000, 10, 20) : (1_000_000, 10, 100);
        await using var server = await PrivatePostgres.StartAsync(new PrivatePostgresOptions(), run.Stop);
        var rows = new List<object?[]>();
        var upkeep = await Upkeep.MeasureAsync(server, Follower.Texts, run);
        foreach (var (what, samples) in upkeep.Rates) rows.Add([what, samples.P50, samples.P95, samples.Max, "messages/s", null]);

        await using var store = await FilledStore.CreateAsync(server, "search", cases, 3_000, run.Stop, years: 2, messages, varied: true);
        using var data = new TemporaryFolder();
        await using var services = store.Services(data.Path);
        var supervisor = await store.SupervisorAsync(run.Stop);
        var minutes = await ReadInAsync(store, services, run.Stop);
        rows.Add(["all conversations read in, without rest", minutes, minutes, minutes, "min", null]);
        await ReportedAsync(store, run.Stop);
        await Seed.ExecuteAsync(store.Source, "vacuum analyze", [], run.Stop);

        // The least that anything costs: the row of a case by its key.
        var floor = await TimeAsync(times, async _ =>
        {
            await using var command = store.Source.CreateCommand("select * from cases where id = $1");
            command.Parameters.Add(new() { Value = store.Sample.Id });
            await using var row = await command.ExecuteReaderAsync(run.Stop);
            Check(await row.ReadAsync(run.Stop));
        });
        Add("a case by its key (floor)", floor);
        var asked = await AskAsync(store, services, supervisor, times, run.Stop);
        foreach (var (what, samples) in asked) Add(what, samples);
        var clicked = await ClickAsync(store, run);
        foreach (var (what, samples) in clicked) Add(what, samples);

        return new("search", Columns, rows,
            [
                new($"any question, p95 of the slowest, {cases} cases", asked.Max(one => one.Samples.P95), 100, AtLeast: false, "ms"),
                new($"the page by a click, p95, {cases} cases", clicked.Max(one => one.Samples.P95), 100, AtLeast: false, "ms"),
                new("intake at 64 connections that keeping texts costs", 100 * upkeep.Cost, 5, AtLeast: false, "%"),
            ],
            [
                $"A store of {cases} cases and {(long)cases * messages} messages over two years, beside four small ones; {await SizesAsync(store, run.Stop)}.",
                "A question is all that the box asks: numbers, names, styles and what was said, by the service layer, one at a time, each time another where there are others.",
                "Intake: the same node with the triggers of finding and without them, in turn; while they are on, the node reads in what they write down.",
            ]);

        void Add(string what, Samples samples) => rows.Add([what, samples.P50, samples.P95, samples.Max, "ms", ReferenceEquals(samples, floor) ? null : samples.P50 / floor.P50]);
    }

    // As an upgrade finds it: nothing is read in.
    private static async Task<double> ReadInAsync(FilledStore store, ServiceProvider services, CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        var catchUp = services.GetRequiredService<CatchUpTexts>();
        foreach (var id in await StoresAsync(store, ct))
            while (await catchUp.TakeInAsync(id, ct) != CatchUpTexts.Part.Nothing) { }
        return Stopwatch.GetElapsedTime(start).TotalMinutes;
    }

    // Cases of a style are found by what reports know of them. Counting all else would take longer than everything here.
    private static async Task ReportedAsync(FilledStore store, CancellationToken ct)
    {
        await Seed.ExecuteAsync(store.Source, """
            insert into occurrences (case_id, kind, key, store_id, at, day, hour, type, style, is_late)
            select c.id, 'Opened', c.id::text, c.store_id, c.opened_at, c.opened_at::date, '1-09', c.type, l.style_code, false from cases c left join order_lines l on l.store_id = c.store_id and l.order_no = c.order_no
            """, [], ct);
        await Seed.ExecuteAsync(store.Source, "insert into report_states (store_id, time_zone_id, shape, rebuilt_at, caught_up_at) select id, time_zone_id, $1, now(), now() from stores", [ReportSql.Shape], ct);
        foreach (var queue in (string[])["report_cases", "report_days"]) await Seed.ExecuteAsync(store.Source, $"delete from {queue}", [], ct);
    }

    private static async Task<IReadOnlyList<(string What, Samples Samples)>> AskAsync(FilledStore store, ServiceProvider services, Actor actor, int times, CancellationToken ct)
    {
        var (search, texts) = (services.GetRequiredService<SearchQueries>(), services.GetRequiredService<TextQueries>());
        var numbers = await TextsAsync(store, "select number from cases where store_id = $1 order by id limit 200", ct);
        var orders = await TextsAsync(store, "select order_no from orders where store_id = $1 order by id limit 200", ct);
        var waybills = await TextsAsync(store, "select waybill from parcels where store_id = $1 order by id limit 200", ct);
        var nicks = await TextsAsync(store, "select nick from customers where store_id = $1 order by id limit 200", ct);
        (string What, Func<int, string> Text)[] questions =
        [
            ("case number", i => numbers[i % numbers.Count]),
            ("beginning of an order number", i => orders[i % orders.Count][..8]),
            ("waybill", i => waybills[i % waybills.Count]),
            ("nick", i => nicks[i % nicks.Count]),
            ("part of a nick that many have", _ => "甜甜圈"),
            ("end of a phone that all have", _ => "0000"),
            ("beginning of a style", i => $"QH{1 + i % 49}"),
            ("two characters: every third case", _ => "退款"),
            ("two characters: one in a hundred", _ => "破洞"),
            ("two characters: one in ten thousand", _ => "开胶"),
            ("two characters: nobody", _ => "蟑螂"),
            ("two characters: a name", i => $"{(char)(19968 + i * 37 % 3500)}{(char)(19968 + i * 101 % 3500)}"),
            ("a phrase that many said", _ => "麻烦提供面单照片"),
            ("a phrase of common pairs that nobody said", _ => "有个破洞我要退款了"),
            ("two words that seldom meet", _ => "破洞 羽绒服"),
            ("four digits that were said", i => $"{1_000 + i * 13}"),
        ];
        var found = new List<(string, Samples)>();
        foreach (var (what, text) in questions) found.Add((what, await TimeAsync(times, async i => Check((await search.FindAsync(actor, text(i), ct)).Ok))));
        string? deep = null;
        for (var page = 0; page < DeepPages; page++) deep = (await texts.FindAsync(actor, "退款", deep, ct: ct)).Value!.Next;
        found.Add(($"two characters: page {DeepPages + 1} of what was said", await TimeAsync(times, async _ => Check((await texts.FindAsync(actor, "退款", deep, ct: ct)).Value!.Hits.Count > 0))));
        return found;
    }

    private static async Task<IReadOnlyList<(string What, Samples Samples)>> ClickAsync(FilledStore store, Run run)
    {
        using var data = new TemporaryFolder();
        await using var product = await ProductProcess.StartAsync(store.Database.ConnectionString, data.Path, run.Stop);
        await using var browser = new AgentBrowser(product.Address, (_, _) => { });
        await browser.SignInAsync(FilledStore.Supervisor, BenchPeople.Password, run.Stop);
        var times = new PageTimes(product, store, run);
        var page = new AskedPage("search", $"/search?q={Uri.EscapeDataString("退款")}", "hits-Words");
        // What is measured is a node that has been up for a while.
        await times.FollowAsync(browser, page);
        return [("all results of what every third said, by a click", await times.FollowAsync(browser, page))];
    }

    private static async Task<string> SizesAsync(FilledStore store, CancellationToken ct) =>
        (await TextsAsync(store, "select format('their texts take %s, the index over them %s, the messages %s', pg_size_pretty(pg_table_size('case_texts')), pg_size_pretty(pg_relation_size('ix_case_texts_keys')), pg_size_pretty(pg_total_relation_size('messages'))) where $1::uuid is not null", ct))[0];

    private static async Task<List<Guid>> StoresAsync(FilledStore store, CancellationToken ct)
    {
        await using var command = store.Source.CreateCommand("select id from stores");
        await using var rows = await command.ExecuteReaderAsync(ct);
        var stores = new List<Guid>();
        while (await rows.ReadAsync(ct)) stores.Add(rows.GetGuid(0));
        return stores;
    }

    private static async Task<List<string>> TextsAsync(FilledStore store, string sql, CancellationToken ct)
    {
        await using var command = store.Source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = store.Database.StoreId });
        await using var rows = await command.ExecuteReaderAsync(ct);
        var texts = new List<string>();
        while (await rows.ReadAsync(ct)) texts.Add(rows.GetString(0));
        return texts;
    }
}
