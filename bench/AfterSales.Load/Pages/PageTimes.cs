using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AfterSales.Load.Agents;
using AfterSales.Load.Reporting;
using AfterSales.Load.Running;
using Npgsql;

namespace AfterSales.Load.Pages;

/// <summary>Asks the product for things, one after the other, and keeps how long each took, in milliseconds.</summary>
internal sealed class PageTimes(ProductProcess product, FilledStore store, Run run)
{
    private readonly int _times = run.Quick ? 10 : 30;

    /// <summary>The plain answer to a signed-in person, before the page comes alive.</summary>
    public async Task<Samples> AnswerAsync(AgentBrowser browser, AskedPage page) => await RepeatAsync(() => browser.LookAsync(page.Path, run.Stop));

    /// <summary>From asking for the page until its data is drawn: the answer, a new circuit, its data.</summary>
    public async Task<Samples> OpenAsync(AgentBrowser browser, AskedPage page, int? times = null) => await RepeatAsync(() => browser.OpenAsync(page.Path, Bytes(page), run.Stop), () => browser.CloseAsync(run.Stop), times);

    /// <summary>From clicking on a link within a living page until its data is drawn.</summary>
    public async Task<Samples> FollowAsync(AgentBrowser browser, AskedPage page)
    {
        var elsewhere = "/settings/clocks"u8.ToArray();
        await browser.OpenAsync("/settings", elsewhere, run.Stop);
        var samples = await RepeatAsync(() => browser.FollowAsync(page.Path, Bytes(page), run.Stop), () => browser.FollowAsync("/settings", elsewhere, run.Stop));
        await browser.CloseAsync(run.Stop);
        return samples;
    }

    public async Task<Samples> CallAsync(AskedApi call)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = product.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", BenchDatabase.Secret);
        return await RepeatAsync(() => ReadAsync(http, call.Path));
    }

    /// <summary>The least that an answer costs: no database, no person.</summary>
    public async Task<Samples> TrivialAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = product.Address };
        return await RepeatAsync(() => ReadAsync(http, "/healthz"));
    }

    /// <summary>The least that a case costs: its row, by its number, from the database.</summary>
    public Task<Samples> RowAsync() => RepeatAsync(async () =>
    {
        await using var command = store.Source.CreateCommand("select * from cases where store_id = $1 and number = $2");
        command.Parameters.Add(new() { Value = store.Database.StoreId });
        command.Parameters.Add(new() { Value = store.Sample.Number });
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(run.Stop);
        if (!await row.ReadAsync(run.Stop)) throw new InvalidOperationException("The case is gone.");
    });

    private static byte[] Bytes(AskedPage page) => Encoding.UTF8.GetBytes(page.Shown);

    private async Task ReadAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path, run.Stop);
        var body = await answer.Content.ReadAsStringAsync(run.Stop);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {body}");
    }

    // The first of all is not counted: what it compiles, the others find.
    private async Task<Samples> RepeatAsync(Func<Task> ask, Func<Task>? after = null, int? times = null)
    {
        var took = new List<double>();
        for (var i = times is null ? -1 : 0; i < (times ?? _times); i++)
        {
            var start = Stopwatch.GetTimestamp();
            await ask();
            if (i >= 0) took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (after is not null) await after();
        }
        return new(took);
    }
}
