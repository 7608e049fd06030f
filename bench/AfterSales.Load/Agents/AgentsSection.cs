using AfterSales.Application.Persistence;
using AfterSales.Load.Reporting;
using AfterSales.Load.Running;

namespace AfterSales.Load.Agents;

/// <summary>
/// What an agent at the workbench costs: memory of the product per connected agent, processor time with everybody connected,
/// and how soon a message is on every screen. The floor is the same product's plainest page with the same layout.
/// </summary>
internal static class AgentsSection
{
    private const int MessagesPerSecond = 20;
    private const int OnThePlainPage = 100;
    private static readonly int[] Agents = [50, 100, 200];

    public static async Task<Section> RunAsync(Run run)
    {
        await using var server = await PrivatePostgres.StartAsync(new PrivatePostgresOptions(), run.Stop);
        var database = await BenchDatabase.CreateAsync(server, "product");
        using var data = new TemporaryFolder();
        await using var product = await ProductProcess.StartAsync(database.ConnectionString, data.Path, run.Stop);
        var desk = new AgentDesk(database);
        await desk.FillAsync(product.Address, Agents[^1], run.Stop);
        await using var watched = new Watched(product, desk, run);
        return await MeasureAsync(watched, run);
    }

    private static async Task<Section> MeasureAsync(Watched watched, Run run)
    {
        var seconds = TimeSpan.FromSeconds(run.Quick ? 10 : 30);
        await watched.WarmUpAsync(TimeSpan.FromSeconds(15));
        var rows = new List<object?[]>();

        var empty = await watched.Memory.ReadAsync(run.Stop);
        rows.Add(Row("nobody", 0, empty, empty, await watched.Processor.DuringAsync(() => watched.TalkAsync(MessagesPerSecond, seconds / 2)), MessagesPerSecond));

        await watched.ConnectAsync(OnThePlainPage, Watched.PlainPage);
        rows.Add(Row("plain page", OnThePlainPage, await watched.Memory.ReadAsync(run.Stop), empty));
        await watched.DisconnectAsync();

        // Counted from where it began, though what the plain pages have left behind is in it: a process gives memory back late,
        // and to begin there would make an agent look cheap.
        var held = empty;
        foreach (var agents in Agents)
        {
            await watched.ConnectAsync(agents, Watched.Workbench);
            held = await watched.Memory.ReadAsync(run.Stop);
            var idle = agents == Agents[^1] ? await watched.Processor.DuringAsync(() => Task.Delay(seconds / 2, run.Stop)) : null;
            rows.Add(Row("workbench", agents, held, empty, idle));
        }

        await watched.TalkAsync(MessagesPerSecond, TimeSpan.FromSeconds(5));
        var (inSight, busy) = await MeasureLoadAsync(watched, seconds, rows, empty, run);
        await watched.ThrowIfAnyEndedAsync();

        var shown = watched.Sightings.Milliseconds(inSight);
        var reached = 100.0 * inSight.Sum(m => watched.Sightings.SeenBy(m, Agents[^1])) / (inSight.Count * (double)Agents[^1]);
        return new("agents", ["page", "agents", "messages/s", "live heap MB", "heap KB an agent", "working set MB", "KB an agent", "product % of a core", "PostgreSQL %", "browsers %"], rows,
            [
                new("working set per connected agent", (held.WorkingSet - empty.WorkingSet) / Agents[^1] / 1024, 1024, AtLeast: false, "KB"),
                new($"working set per connected agent after {MessagesPerSecond} messages/s", (busy.WorkingSet - empty.WorkingSet) / Agents[^1] / 1024, 1024, AtLeast: false, "KB"),
                new("from a message's 201 to the browser of every agent, p95", shown.P95, 1000, AtLeast: false, "ms"),
            ],
            [
                $"Shown after p50 {shown.P50:0}, p95 {shown.P95:0}, p99 {shown.P99:0}, max {shown.Max:0} ms; {shown.Count} sightings, {reached:0.0} % of those possible.",
                $"{AgentDesk.OpenCases} open cases. Every agent looks at the whole queue, every second one has a case of their own open. {watched.BatchesPerAgent:0} render batches an agent, {watched.BytesPerBatch:0} bytes each.",
                "Memory after a full collection; an agent's is what the process holds more than before anybody came. Processor time in % of one core; browsers: the 200 circuit clients, on the same machine.",
            ]);
    }

    private static async Task<(IReadOnlySet<int> InSight, Held Busy)> MeasureLoadAsync(Watched watched, TimeSpan seconds, List<object?[]> rows, Held empty, Run run)
    {
        IReadOnlySet<int> inSight = new HashSet<int>();
        var shares = await watched.Processor.DuringAsync(async () => inSight = await watched.TalkAsync(MessagesPerSecond, seconds));
        // What was said last is still on its way.
        await Task.Delay(TimeSpan.FromSeconds(2), run.Stop);
        var busy = await watched.Memory.ReadAsync(run.Stop);
        rows.Add(Row("workbench", Agents[^1], busy, empty, shares, MessagesPerSecond));
        return (inSight, busy);
    }

    private static object?[] Row(string page, int agents, Held held, Held empty, ProcessorShares? shares = null, int perSecond = 0)
    {
        if (held.Circuits != agents) throw new InvalidOperationException($"{agents} agents should be connected, {held.Circuits} are.");
        return
        [
            page, agents, perSecond, Megabytes(held.Heap), PerAgent(held.Heap - empty.Heap), Megabytes(held.WorkingSet), PerAgent(held.WorkingSet - empty.WorkingSet),
            shares?.Product, shares?.Server, shares?.Bench,
        ];

        static double Megabytes(double bytes) => bytes / (1 << 20);
        double? PerAgent(double more) => agents == 0 ? null : more / agents / 1024;
    }

    /// <summary>The running product with everything that looks at it.</summary>
    private sealed class Watched(ProductProcess product, AgentDesk desk, Run run) : IAsyncDisposable
    {
        private readonly List<AgentBrowser> _browsers = [];
        private readonly HttpClient _http = AgentDesk.ApiClient(product.Address);
        private BuyerTalk? _talk;

        public Sightings Sightings { get; } = new();

        public ProductMemory Memory { get; } = new(product);

        public ProcessorTime Processor { get; } = new(product.Id);

        public double BatchesPerAgent => _browsers.Average(b => b.Page!.Batches);

        public double BytesPerBatch => _browsers.Sum(b => (double)b.Page!.BatchBytes) / _browsers.Sum(b => (double)b.Page!.Batches);

        public static async Task PlainPage(AgentBrowser browser, int agent, AgentDesk desk, Run run) =>
            await browser.OpenAsync("/settings", "/settings/clocks"u8.ToArray(), run.Stop);

        // A row of the queue is clicked, and the conversation with its composer appears.
        public static async Task Workbench(AgentBrowser browser, int agent, AgentDesk desk, Run run)
        {
            await browser.OpenAsync("/cases?view=all", "case-row"u8.ToArray(), run.Stop);
            if (agent % 2 == 0) await browser.FollowAsync($"/cases/{desk.Numbers[agent]}?view=all", "composer-text"u8.ToArray(), run.Stop);
        }

        public async Task<IReadOnlySet<int>> TalkAsync(int perSecond, TimeSpan length) => await (_talk ??= new(_http, Sightings)).SpeakAsync(perSecond, length, run.Stop);

        /// <summary>As many agents as this, those who are there already included.</summary>
        public async Task ConnectAsync(int agents, Func<AgentBrowser, int, AgentDesk, Run, Task> open)
        {
            var coming = Enumerable.Range(_browsers.Count, agents - _browsers.Count).Select(agent => (Agent: agent, Browser: new AgentBrowser(product.Address, (batch, at) => Sightings.Look(agent, batch, at)))).ToList();
            _browsers.AddRange(coming.Select(c => c.Browser));
            await Parallel.ForEachAsync(coming, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = run.Stop }, async (one, ct) =>
            {
                await one.Browser.SignInAsync(AgentDesk.NameOf(one.Agent), AgentDesk.Password, ct);
                await open(one.Browser, one.Agent, desk, run);
            });
        }

        public async Task DisconnectAsync()
        {
            foreach (var browser in _browsers)
            {
                await browser.CloseAsync(run.Stop);
                await browser.DisposeAsync();
            }
            _browsers.Clear();
        }

        // The compiler of .NET takes its time: what is measured is a server that has been up for a while.
        public async Task WarmUpAsync(TimeSpan length)
        {
            await ConnectAsync(8, Workbench);
            await TalkAsync(MessagesPerSecond, length);
            await DisconnectAsync();
        }

        public async Task ThrowIfAnyEndedAsync()
        {
            foreach (var browser in _browsers) await browser.Page!.ThrowIfEndedAsync();
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var browser in _browsers) await browser.DisposeAsync();
            Memory.Dispose();
            _http.Dispose();
        }
    }
}
