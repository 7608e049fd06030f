using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace AfterSales.Web.Hosting;

/// <summary>Logs go to the terminal as text, and to daily files in the data folder unless <c>LogFile</c> is false.</summary>
internal static class Logs
{
    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";
    private const int Days = 14;

    public static void AddLogs(this WebApplicationBuilder builder, DeskSettings settings)
    {
        var format = new MaskingFormatter(new MessageTemplateTextFormatter(Line, CultureInfo.InvariantCulture));
        var logs = new LoggerConfiguration()
            .MinimumLevel.Is(settings.LogLevel)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Warning)
            .MinimumLevel.Override("Npgsql", LogEventLevel.Warning)
            // Whoever ran the command hears of its failure, and some are expected: a lost race.
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Database.Command", LogEventLevel.Fatal)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Update", LogEventLevel.Fatal)
            // Whoever starts the host gets this failure and explains it.
            .Filter.ByExcluding(e => e.MessageTemplate.Text == "Hosting failed to start")
            .Filter.ByExcluding(IsOfAPageThatIsGone)
            .WriteTo.Console(format);
        // It warns at the first start that keys lie unencrypted: decided, see KeyProtection.
        if (!KeyProtection.IsEncrypted(builder.Configuration)) logs.MinimumLevel.Override("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogEventLevel.Error);
        if (settings.LogFile)
            logs.WriteTo.File(format, Path.Combine(DataFolder.Own(builder.Configuration, "log"), "aftersales-.log"), rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: Days, shared: true, fileSizeLimitBytes: 100 << 20, rollOnFileSizeLimit: true);
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(logs.CreateLogger(), dispose: true);
    }

    // A browser that leaves while it is told where to go never answers, and after a minute the framework calls that an error of the page:
    // once where it navigates, once more where it ends the page. Nobody is there who could miss anything.
    internal static bool IsOfAPageThatIsGone(LogEvent said) =>
        said.Exception is TaskCanceledException { StackTrace: { } stack } && stack.Contains("Circuits.RemoteNavigationManager.", StringComparison.Ordinal);
}
