using System.Diagnostics;
using System.Globalization;
using AfterSales.Application.Evidence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Tests.Evidence;

/// <summary>A node that takes in one file, as a program of its own, and kills itself before a step of it.</summary>
internal static class UploadProcess
{
    public const string Verb = "take-in-file";

    /// <summary>Too large for one part of an S3 store.</summary>
    public static readonly byte[] Content = [.. "%PDF-1.7\n"u8, .. Enumerable.Range(0, 12 << 20).Select(i => (byte)(i * 7 + i / 509))];

    private const int SigKill = 137;
    private const int Halfway = 30;

    public static async Task KilledAtAsync(EvidenceRoom room, UploadStep step)
    {
        string[] arguments =
        [
            typeof(UploadProcess).Assembly.Location, Verb, room.Desk.ConnectionString, room.Desk.DataFolder, room.Bucket?.Endpoint?.ToString() ?? "", room.Bucket?.Bucket ?? "",
            room.Desk.Time.Now.ToString("O", CultureInfo.InvariantCulture), step.ToString(),
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false })!;
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(SigKill);
    }

    /// <summary>Its clock stands where the test's does.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        var (connection, folder, endpoint, bucket, now, step) = (arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], Enum.Parse<UploadStep>(arguments[5]));
        var services = new ServiceCollection().AddLogging(log => log.SetMinimumLevel(LogLevel.Warning));
        services.AddAfterSales(connection);
        services.AddEvidence(folder, endpoint.Length > 0 ? S3Server.SettingsOf(new Uri(endpoint), bucket) : null);
        services.AddSingleton<TimeProvider>(new MovableTime(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));
        await using var provider = services.BuildServiceProvider();
        var files = provider.GetRequiredService<EvidenceFiles>();
        var blocks = 0;
        files.Before = at =>
        {
            if (at == step && (at != UploadStep.Receive || ++blocks == Halfway)) Process.GetCurrentProcess().Kill();
            return Task.CompletedTask;
        };
        using var content = new MemoryStream(Content);
        await files.StoreAsync(content, CancellationToken.None);
    }
}
