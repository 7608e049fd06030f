using System.Diagnostics;
using System.Globalization;
using AfterSales.Application.Clocks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Tests.Clocks;

/// <summary>A node that does nothing but fire timers, as a program of its own, to be killed.</summary>
internal static class ClockProcess
{
    public const string Verb = "fire-clocks";

    public static Process Start(TestDesk desk) =>
        Process.Start(new ProcessStartInfo("dotnet", [typeof(ClockProcess).Assembly.Location, Verb, desk.ConnectionString, desk.Time.Now.ToString("O", CultureInfo.InvariantCulture)]) { UseShellExecute = false })!;

    /// <summary>Its clock stands where the test's does.</summary>
    public static async Task RunAsync(string connectionString, string now)
    {
        var services = new ServiceCollection().AddLogging(log => log.SetMinimumLevel(LogLevel.Warning));
        services.AddAfterSales(connectionString);
        services.AddSingleton<TimeProvider>(new MovableTime(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));
        await using var provider = services.BuildServiceProvider();
        var worker = provider.GetRequiredService<ClockWorker>();
        await worker.StartAsync(CancellationToken.None);
        await worker.ExecuteTask!;
    }
}
