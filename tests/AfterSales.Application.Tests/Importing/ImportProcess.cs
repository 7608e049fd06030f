using System.Diagnostics;
using System.Globalization;
using AfterSales.Application.Importing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Tests.Importing;

/// <summary>A node that does nothing but work off imports, as a program of its own, to be killed.</summary>
internal static class ImportProcess
{
    public const string Verb = "run-imports";

    /// <summary>Orders it writes in one transaction.</summary>
    public const int OrdersAtOnce = 100;

    public static Process Start(TestDesk desk)
    {
        string[] arguments = [typeof(ImportProcess).Assembly.Location, Verb, desk.ConnectionString, desk.DataFolder, desk.Time.Now.ToString("O", CultureInfo.InvariantCulture)];
        return Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false })!;
    }

    /// <summary>Its clock stands where the test's does.</summary>
    public static async Task RunAsync(string connectionString, string dataFolder, string now)
    {
        var services = new ServiceCollection().AddLogging(log => log.SetMinimumLevel(LogLevel.Warning));
        services.AddAfterSales(connectionString);
        services.AddImporting(dataFolder);
        services.AddSingleton<TimeProvider>(new MovableTime(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));
        await using var provider = services.BuildServiceProvider();
        var worker = provider.GetRequiredService<ImportWorker>();
        worker.OrdersAtOnce = OrdersAtOnce;
        await worker.StartAsync(CancellationToken.None);
        await worker.ExecuteTask!;
    }
}
