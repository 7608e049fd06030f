using System.Globalization;
using AfterSales.Application.Persistence;
using AfterSales.Load.Intake;
using AfterSales.Load.Reporting;
using AfterSales.Load.Running;
using Npgsql;

namespace AfterSales.Load.Insights;

/// <summary>Something that follows what comes in: its triggers, and what waits for it.</summary>
internal sealed record Follower(string Name, string Triggers, string Waiting)
{
    public static readonly Follower Reports = new("reports", "note_report%", "select exists (select from report_cases) or exists (select from report_days)");
    public static readonly Follower Texts = new("texts", "note_text%", "select exists (select from unread_texts)");
}

/// <summary>What following costs the intake.</summary>
/// <param name="Rates">Messages a second, with it and without.</param>
/// <param name="Cost">The share of the messages a second that is lost by it: the median of pairs of rounds right after one another.</param>
internal sealed record Upkeep(IReadOnlyList<(string What, Samples Samples)> Rates, double Cost)
{
    private const int Connections = 64;

    public static async Task<Upkeep> MeasureAsync(PrivatePostgres server, Follower follower, Run run)
    {
        var database = await BenchDatabase.CreateAsync(server, "upkeep_" + follower.Name);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        using var data = new TemporaryFolder();
        await using var product = await ProductProcess.StartAsync(database.ConnectionString, data.Path, run.Stop);
        await TakenInAsync("warm", run.Quick ? 8 : 24);
        var pairs = new List<(double With, double Without)>();
        for (var round = 0; round < (run.Quick ? 2 : 7); round++)
        {
            // Each comes first as often as the other.
            var first = await MeasuredAsync(round, round % 2 == 0);
            var second = await MeasuredAsync(round, round % 2 != 0);
            pairs.Add(round % 2 == 0 ? (first, second) : (second, first));
        }
        return new(
            [($"intake at {Connections} connections, {follower.Name} kept", new(pairs.Select(pair => pair.With))), ($"intake at {Connections} connections, without", new(pairs.Select(pair => pair.Without)))],
            Samples.Median(pairs.Select(pair => 1 - pair.With / pair.Without)));

        async Task<double> MeasuredAsync(int round, bool kept)
        {
            await SwitchAsync(source, follower, kept, run.Stop);
            return await TakenInAsync(string.Create(CultureInfo.InvariantCulture, $"{round}{(kept ? "with" : "without")}"), run.Quick ? 4 : 8);
        }

        async Task<double> TakenInAsync(string name, int seconds)
        {
            using var sender = new HttpSender(product.Address, Connections, name + "x");
            return (await Intake.Load.RunAsync(Connections, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(seconds), sender.WorkerAsync, run.Stop)).PerSecond;
        }
    }

    // What was written down before is done first, or the rounds without would pay for it.
    private static async Task SwitchAsync(NpgsqlDataSource source, Follower follower, bool kept, CancellationToken ct)
    {
        await Seed.ExecuteAsync(source, $"""
            do $$
            declare one record;
            begin
                for one in select tgrelid::regclass as of, tgname from pg_trigger where tgname like '{follower.Triggers}' loop
                    execute format('alter table %s {(kept ? "enable" : "disable")} trigger %I', one.of, one.tgname);
                end loop;
            end $$
            """, [], ct);
        if (kept) return;
        await using var command = source.CreateCommand(follower.Waiting);
        while ((bool)(await command.ExecuteScalarAsync(ct))!) await Task.Delay(200, ct);
    }
}
