using System.Diagnostics;
using System.Globalization;
using AfterSales.Application.Customers.Privacy;
using AfterSales.Application.Evidence;
using AfterSales.Application.Evidence.Keeping;
using AfterSales.Application.Ledger;
using AfterSales.Application.Parcels;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Tests.Persistence;

/// <summary>Somebody does one thing, in a program of its own, to be killed in the middle of it.</summary>
internal static class OneDeedProcess
{
    public const string Verb = "do-one-deed";

    private const string Batch = "batch";
    private const string Inspection = "inspection";
    private const string Erasure = "erasure";
    private const string Round = "round";

    public static Process SendBatch(TestDesk desk, IEnumerable<Guid> payouts, string platform, string key) => Start(desk, desk.Agent, Role.AfterSales, Batch, string.Join(',', payouts), platform, key);

    /// <summary>One piece came back, fit for an exchange.</summary>
    public static Process Inspect(TestDesk desk, string number, Guid actionId) => Start(desk, desk.Warehouse, Role.Warehouse, Inspection, number, actionId.ToString());

    /// <summary>A buyer who asked for it is erased; the files are in this folder.</summary>
    public static Process Erase(TestDesk desk, Guid erasureId) => Start(desk, desk.Supervisor, Role.Supervisor, Erasure, erasureId.ToString(), desk.DataFolder);

    /// <summary>The product removes what was kept long enough.</summary>
    public static Process RemoveWhatWasKeptLongEnough(TestDesk desk) => Start(desk, desk.Owner, Role.Owner, Round, desk.DataFolder);

    public static async Task RunAsync(string connectionString, string now, string store, string person, string role, string[] deed)
    {
        var services = new ServiceCollection().AddLogging(log => log.SetMinimumLevel(LogLevel.Warning)).AddAfterSales(connectionString);
        services.AddSingleton<TimeProvider>(new MovableTime(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));
        if (deed is [Round or Erasure, .., var folder]) services.AddEvidence(folder);
        await using var provider = services.BuildServiceProvider();
        var actor = Actor.Person(Guid.Parse(person), role, Guid.Parse(store), [Enum.Parse<Role>(role)]);
        var refused = deed switch
        {
            [Batch, var ids, var platform, var key] => (await provider.GetRequiredService<SendBatch>().ExecuteAsync(new([.. ids.Split(',').Select(Guid.Parse)], platform, key), actor)).Refusal,
            [Inspection, var number, var action] => (await provider.GetRequiredService<InspectReturn>().ExecuteAsync(new(number, Guid.Parse(action), new(InspectionVerdict.Exchange, false, 1, 0), null), actor)).Refusal,
            [Erasure, var id, _] => (await provider.GetRequiredService<DecideErasure>().ExecuteAsync(Guid.Parse(id), true, actor)).Refusal,
            [Round, _] => await provider.GetRequiredService<RetentionWorker>().WorkAsync(CancellationToken.None) > 0 ? null : Refusal.Rule("no round was due"),
            _ => throw new ArgumentException("Nothing of the kind.", nameof(deed)),
        };
        if (refused is not null) throw new InvalidOperationException(refused.Code);
    }

    private static Process Start(TestDesk desk, Actor actor, Role role, params string[] deed) => Process.Start(new ProcessStartInfo("dotnet",
        [typeof(OneDeedProcess).Assembly.Location, Verb, desk.ConnectionString, desk.Time.Now.ToString("O", CultureInfo.InvariantCulture), desk.StoreId.ToString(), actor.Id!.Value.ToString(), role.ToString(), .. deed])
    { UseShellExecute = false })!;
}
