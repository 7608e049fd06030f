using AfterSales.Application.Persistence;
using AfterSales.Load.Agents;
using AfterSales.Load.Insights;
using AfterSales.Load.Reporting;
using AfterSales.Load.Running;

namespace AfterSales.Load.Pages;

/// <summary>How long pages and lists take on the server, by the number of cases in the store.</summary>
internal static class PagesSection
{
    private static readonly string[] Columns = ["cases", "open", "what", "how", "p50 ms", "p95 ms", "max ms", "times floor"];

    public static async Task<Section> RunAsync(Run run)
    {
        (int Cases, int Open)[] sizes = run.Quick ? [(1_000, 100), (10_000, 3_000)] : [(1_000, 100), (100_000, 3_000), (100_000, 20_000), (1_000_000, 3_000)];
        await using var server = await PrivatePostgres.StartAsync(new PrivatePostgresOptions(), run.Stop);
        var rows = new List<object?[]>();
        var targets = new List<Target>();
        foreach (var (cases, open) in sizes)
        {
            await Console.Error.WriteLineAsync($"  {cases} cases, {open} open …");
            await using var store = await FilledStore.CreateAsync(server, $"store{cases}_{open}", cases, open, run.Stop);
            using var data = new TemporaryFolder();
            await using var product = await ProductProcess.StartAsync(store.Database.ConnectionString, data.Path, run.Stop);
            await store.UntilCountedAsync(run.Stop);
            await MeasureAsync(new(product, store, run), product, store, Add, run);

            void Add(string what, string how, Samples samples, Samples floor)
            {
                rows.Add([cases, open, what, how, samples.P50, samples.P95, samples.Max, samples.P50 / floor.P50]);
                if (what is AskedPage.Queue or AskedPage.Case && how is "answer" or "click") targets.Add(new($"{what}, {how}, p95, {cases} cases, {open} open", samples.P95, 50, AtLeast: false, "ms"));
            }
        }
        return new("pages", Columns, rows, targets,
        [
            "answer: the plain answer to a signed-in person. open: from asking until the data is drawn, with a new circuit. click: the same by a link within a living page. One request at a time.",
            "first: the queue of a store that this node had not read before. api: the answer to a program.",
            "Floor: /healthz for pages, the case's row by raw Npgsql for calls of the API.",
        ]);
    }

    private static async Task MeasureAsync(PageTimes times, ProductProcess product, FilledStore store, Action<string, string, Samples, Samples> add, Run run)
    {
        var pages = AskedPage.All(store.Sample);
        await WarmUpAsync(times, product, pages, run);
        var trivial = await times.TrivialAsync();
        add("healthz", "floor", trivial, trivial);
        await using var browser = new AgentBrowser(product.Address, (_, _) => { });
        await browser.SignInAsync(FilledStore.Supervisor, BenchPeople.Password, run.Stop);
        add(AskedPage.Queue, "first", await times.OpenAsync(browser, pages[0], 1), trivial);
        foreach (var page in pages)
        {
            add(page.Name, "answer", await times.AnswerAsync(browser, page), trivial);
            // A new circuit costs the same for every page.
            if (page.Name is AskedPage.Queue or AskedPage.Case) add(page.Name, "open", await times.OpenAsync(browser, page), trivial);
            add(page.Name, "click", await times.FollowAsync(browser, page), trivial);
        }
        var row = await times.RowAsync();
        add("case row", "floor", row, row);
        foreach (var call in AskedApi.All(store.Sample)) add(call.Name, "api", await times.CallAsync(call), row);
    }

    // What is measured is a node that has been up for a while, but has not seen the measured store.
    private static async Task WarmUpAsync(PageTimes times, ProductProcess product, IReadOnlyList<AskedPage> pages, Run run)
    {
        await using var browser = new AgentBrowser(product.Address, (_, _) => { });
        await browser.SignInAsync(FilledStore.Neighbour, BenchPeople.Password, run.Stop);
        foreach (var page in pages.Where(p => p.Path is "/cases?view=all" or "/orders" or "/customers")) await times.OpenAsync(browser, page);
    }
}
