using System.Diagnostics;
using AfterSales.Application;
using AfterSales.Application.Persistence;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Load.Pages;
using AfterSales.Load.Reporting;
using AfterSales.Load.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Load.Playbooks;

/// <summary>How long it takes to replay past cases under a changed playbook, beside what reading those cases alone takes.</summary>
internal static class PlaybooksSection
{
    private static readonly string[] Columns = ["playbook", "cases", "changed", "replay s", "cases per s", "floor s", "times floor"];

    public static async Task<Section> RunAsync(Run run)
    {
        var (stored, replayed, rounds) = run.Quick ? (10_000, 1_000, 2) : (60_000, ReplayQueries.MostCases, 5);
        await using var server = await PrivatePostgres.StartAsync(new PrivatePostgresOptions(), run.Stop);
        await using var store = await FilledStore.CreateAsync(server, "replay", stored, 1_000, run.Stop);
        await Seed.ExecuteAsync(store.Source, "update stores set province = '江苏省', city = '南京市', margin_share = 0.36 where id = $1", [store.Database.StoreId], run.Stop);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddAfterSales(store.Database.ConnectionString);
        await using var product = services.BuildServiceProvider();
        await product.GetRequiredService<FirstPlaybooks>().GiveAsync(run.Stop);
        var actor = Actor.System(store.Database.StoreId);
        var rows = new List<object?[]>();
        var targets = new List<Target>();
        foreach (var (name, draft) in (IEnumerable<(string, string)>)[(DefaultPlaybooks.SharedName, Shared()), ("Quality", Quality())])
        {
            var (replays, floors, last) = (new List<double>(), new List<double>(), default(ReplayResult)!);
            // The first of all is not counted: what it compiles, the others find.
            for (var round = -1; round < rounds; round++)
            {
                var start = Stopwatch.GetTimestamp();
                last = (await product.GetRequiredService<ReplayQueries>().RunAsync(actor, name, draft, replayed, null, run.Stop)).Value!;
                var took = Stopwatch.GetElapsedTime(start).TotalSeconds;
                var floor = await RawCases.ReadAsync(store.Source, store.Database.StoreId, name, last.Cases, run.Stop);
                if (round < 0) continue;
                replays.Add(took);
                floors.Add(floor.TotalSeconds);
            }
            var (median, beneath) = (Samples.Median(replays), Samples.Median(floors));
            rows.Add([name, last.Cases, last.Changed, median, last.Cases / median, beneath, median / beneath]);
            targets.Add(new($"replay of {last.Cases} cases, {name}", median, 10, AtLeast: false, "s"));
        }
        return new("playbooks", Columns, rows, targets,
        [
            $"A store of {stored} cases, with facts said of half of them. The latest cases of the type, or of all types for what they share, are answered by the version in force and by the draft, and compared.",
            "The draft of what all share raises a money guide, that of Quality shortens the window.",
            "Floor: the rows of those cases, their orders, order lines and facts read by raw Npgsql in one go. Median.",
        ]);
    }

    private static string Shared() => Changed(DefaultPlaybooks.Document(DefaultPlaybooks.SharedName), "other province guide", "15", "20");

    private static string Quality() => Changed(DefaultPlaybooks.Document("Quality"), "quality window", "3", "1");

    private static string Changed(string document, string name, string from, string to)
    {
        var place = document.IndexOf($"<variable name=\"{name}\"", StringComparison.Ordinal);
        var value = document.IndexOf($"<text>{from}</text>", place, StringComparison.Ordinal);
        return document[..value] + $"<text>{to}</text>" + document[(value + $"<text>{from}</text>".Length)..];
    }
}
