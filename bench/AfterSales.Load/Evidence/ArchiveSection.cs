using AfterSales.Application.Evidence;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Load.Agents;
using AfterSales.Load.Insights;
using AfterSales.Load.Pages;
using AfterSales.Load.Reporting;
using AfterSales.Load.Running;
using Microsoft.Extensions.DependencyInjection;
using static AfterSales.Load.Pages.StoreInProcess;

namespace AfterSales.Load.Evidence;

/// <summary>The archive of a store with a million files: its pages and searches, the look-up of pictures that look alike, and a ZIP of two gigabytes.</summary>
internal static class ArchiveSection
{
    private static readonly string[] Columns = ["what", "p50 ms", "p95 ms", "max ms", "times floor"];

    public static async Task<Section> RunAsync(Run run)
    {
        var (cases, files, times) = run.Quick ? (10_000, 50_000, 50) : (100_000, 1_000_000, 300);
        await using var server = await PrivatePostgres.StartAsync(new PrivatePostgresOptions(), run.Stop);
        await using var store = await FilledStore.CreateAsync(server, "archive", cases, 500, run.Stop);
        await Seed.ExecuteAsync(store.Source, "delete from evidence where store_id = $1", [store.Database.StoreId], run.Stop);
        await SeedAsync(store, files, run.Stop);
        using var data = new TemporaryFolder();
        await using var product = store.Services(data.Path);
        var supervisor = await store.SupervisorAsync(run.Stop);
        var rows = new List<object?[]>();

        // The least that anything costs: one row by its key, in the same database and process.
        var floor = await TimeAsync(times, i => RowAsync(store, files, i, run.Stop));
        Row("a file by its key (floor)", floor);
        var alike = await AlikeAsync(store, product, supervisor, files, times, run.Stop);
        foreach (var (what, samples) in alike) Row(what, samples);
        var pages = await PagesAsync(store, product, supervisor, times, run.Stop);
        foreach (var (what, samples) in pages) Row(what, samples);
        var clicked = await ClickAsync(store, run);
        foreach (var (what, samples) in clicked) Row(what, samples);
        var zip = await BigZip.MeasureAsync(store, data.Path, run);

        return new("archive", Columns, rows,
            [
                new($"near-duplicates among {files}, p95", alike.Max(a => a.Samples.P95), 20, AtLeast: false, "ms"),
                new($"a page of {files} files, p95 of the slowest kind", pages.Max(p => p.Samples.P95), 50, AtLeast: false, "ms"),
                new($"the page by a click, p95, {files} files", clicked.Max(c => c.Samples.P95), 50, AtLeast: false, "ms"),
                new($"ZIP of {zip.Bytes / 1e9:0.00} GB, memory over idle", zip.MemoryOverIdle / 1e6, 100, AtLeast: false, "MB"),
            ],
            [
                $"A store of {cases} cases with {files} files over two years; half of them judged, three quarters with a label.",
                "One at a time, each time another print, folder, customer or word. Pages are read as the page reads them, with case, person and number in the folder of each of the sixty files.",
                $"The ZIP went over HTTP at {zip.Bytes / 1e6 / zip.Seconds:0} MB/s; plain reads of the same files by one reader: {zip.Bytes / 1e6 / zip.PlainSeconds:0} MB/s. Memory is the largest resident set of the product's process while it wrote, less that before.",
            ]);

        void Row(string what, Samples samples) => rows.Add([what, samples.P50, samples.P95, samples.Max, ReferenceEquals(samples, floor) ? null : samples.P50 / floor.P50]);
    }

    private static async Task SeedAsync(FilledStore store, int files, CancellationToken ct)
    {
        // Two statements of one script have no parameters in common: they are put in by hand, and are no one's input.
        var script = (await Seed.ScriptAsync("archive.sql", ct)).Replace("$1", files.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("$2", $"'{store.Database.StoreId}'", StringComparison.Ordinal);
        await Seed.ExecuteAsync(store.Source, script, [], ct);
        await Seed.ExecuteAsync(store.Source, "vacuum analyze evidence", [], ct);
    }

    private static async Task RowAsync(FilledStore store, int files, int i, CancellationToken ct)
    {
        await using var command = store.Source.CreateCommand("select * from evidence where id = seed_id('archived', $1)");
        command.Parameters.Add(new() { Value = 1 + (int)((long)i * 104_729 % files) });
        await using var row = await command.ExecuteReaderAsync(ct);
        Check(await row.ReadAsync(ct));
    }

    private static async Task<IReadOnlyList<(string What, Samples Samples)>> AlikeAsync(FilledStore store, ServiceProvider product, Actor actor, int files, int times, CancellationToken ct)
    {
        var prints = new List<long>();
        await using (var command = store.Source.CreateCommand("select print from evidence where id in (select seed_id('archived', (g * 104729::bigint % $2)::int) from generate_series(1, $1) g)"))
        {
            command.Parameters.Add(new() { Value = times + 1 });
            command.Parameters.Add(new() { Value = files });
            await using var rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct)) prints.Add(rows.GetInt64(0));
        }
        var (pictures, random) = (product.GetRequiredService<SeenPictureQueries>(), new Random(5));
        // The same photo, treated: up to seven bits are others.
        var near = prints.ConvertAll(print => Enumerable.Range(0, 64).OrderBy(_ => random.Next()).Take(random.Next(PicturePrint.Alike + 1)).Aggregate(print, (p, bit) => p ^ (1L << bit)));
        var nobodys = new string('0', 64);
        return
        [
            ("look-up of a picture that was seen", await TimeAsync(times, async i => Check((await pictures.OfFileAsync(nobodys, near[i % near.Count], actor, ct)).Value!.Count > 0))),
            ("look-up of a picture that was not", await TimeAsync(times, async _ => await pictures.OfFileAsync(nobodys, random.NextInt64(long.MinValue, long.MaxValue), actor, ct))),
        ];
    }

    private static async Task<IReadOnlyList<(string What, Samples Samples)>> PagesAsync(FilledStore store, ServiceProvider product, Actor actor, int times, CancellationToken ct)
    {
        var archive = product.GetRequiredService<ArchiveQueries>();
        var types = Enum.GetValues<CaseType>();
        var months = Enumerable.Range(0, 20).Select(back => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddMonths(-back)).Select(day => new DateOnly(day.Year, day.Month, 1)).ToArray();
        var (customers, orders, styles) = (await TextsAsync(store, "select nick from customers where store_id = $1 order by id limit 500", ct), await TextsAsync(store, "select order_no from cases where store_id = $1 and order_no is not null order by id limit 500", ct), await TextsAsync(store, "select distinct style_code from order_lines where store_id = $1 and style_code is not null limit 500", ct));
        var people = (await archive.PeopleAsync(actor, ct)).Value!;
        ArchiveCursor? deep = null;
        for (var page = 0; page < 30; page++) deep = (await archive.PageAsync(new(), deep, actor, ArchiveQueries.MaxPage, ct)).Value!.Next;
        await archive.FoldersAsync(null, false, actor, ct);
        return
        [
            ("grid, first page", await PageAsync(_ => new())),
            ("grid, a page far back", await PageAsync(_ => new(), deep)),
            ("folders of all types", await TimeAsync(times, async _ => Check((await archive.FoldersAsync(null, false, actor, ct)).Value!.Count > 0))),
            ("months of a type", await TimeAsync(times, async i => await archive.FoldersAsync(types[i % types.Length], false, actor, ct))),
            ("a folder 类型/年-月", await PageAsync(i => new() { Type = types[i % types.Length], Month = months[i % months.Length] })),
            ("by customer", await PageAsync(i => new() { Customer = customers[i % customers.Count] })),
            ("by order", await PageAsync(i => new() { OrderNo = orders[i % orders.Count] })),
            ("by style", await PageAsync(i => new() { Style = styles[i % styles.Count] })),
            ("by label and person", await PageAsync(i => new() { Label = EvidenceLabels.All[i % EvidenceLabels.All.Count], Person = people[i % people.Count].Id })),
            ("by verdict, date and type", await PageAsync(i => new() { Verdict = (ArchiveVerdict)(i % 3), From = months[i % months.Length], Type = types[i % types.Length] })),
            // Many have each, none has both: photos of the goods have odd numbers.
            ("by a label and a verdict that never meet", await PageAsync(_ => new() { Label = "photo of the goods", Verdict = ArchiveVerdict.Rejected })),
        ];

        Task<Samples> PageAsync(Func<int, ArchiveFilter> filter, ArchiveCursor? after = null) => TimeAsync(times, async i => Check((await archive.PageAsync(filter(i), after, actor, ct: ct)).Ok));
    }

    private static async Task<IReadOnlyList<(string What, Samples Samples)>> ClickAsync(FilledStore store, Run run)
    {
        using var data = new TemporaryFolder();
        await using var product = await ProductProcess.StartAsync(store.Database.ConnectionString, data.Path, run.Stop);
        await store.UntilCountedAsync(run.Stop);
        await using var browser = new AgentBrowser(product.Address, (_, _) => { });
        await browser.SignInAsync(FilledStore.Supervisor, BenchPeople.Password, run.Stop);
        var times = new PageTimes(product, store, run);
        var clicked = new List<(string, Samples)>();
        foreach (var page in new[] { new AskedPage("archive folders", "/archive", "folders"), new AskedPage("archive grid", "/archive?view=grid", "tiles") })
        {
            // What is measured is a node that has been up for a while.
            await times.FollowAsync(browser, page);
            clicked.Add((page.Name + ", by a click", await times.FollowAsync(browser, page)));
        }
        return clicked;
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
