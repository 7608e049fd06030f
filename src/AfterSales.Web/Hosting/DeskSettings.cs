using System.Globalization;
using AfterSales.Application.Evidence;
using Serilog.Events;

namespace AfterSales.Web.Hosting;

/// <summary>
/// The settings that are not free text, read and checked before anything is started: one that cannot be read ends the start
/// with a sentence, an empty one counts as not set. What each means: docs/guide/running.md.
/// </summary>
/// <param name="Demo">Null where nobody has said: then it depends on the database.</param>
/// <param name="ApiRate">API requests a second of one key; as many may come at once.</param>
/// <param name="S3">Where evidence lies; null: in the data folder.</param>
/// <param name="CheckDays">In how many days every stored file is read again.</param>
internal sealed record DeskSettings(bool? Demo, bool DemoBuyers, LogEventLevel LogLevel, bool LogFile, int ApiRate, bool HasPaymentRobot, S3Settings? S3, int CheckDays)
{
    private const int DefaultApiRate = 3_000;

    /// <exception cref="StartProblem">A value that is none.</exception>
    public static DeskSettings Read(IConfiguration configuration)
    {
        CheckVips(configuration["AFTERSALES_VIPS"]);
        foreach (var name in new[] { Proxies.Setting, Metrics.From }) _ = Networks.Read(configuration, name);
        return new(
            Flag("AFTERSALES_DEMO", configuration["AFTERSALES_DEMO"]),
            Flag("AFTERSALES_DEMO_BUYERS", configuration["AFTERSALES_DEMO_BUYERS"]) ?? true,
            Level("LogLevel", configuration["LogLevel"]) ?? LogEventLevel.Information,
            Flag("LogFile", configuration["LogFile"]) ?? true,
            Count("Api__RateLimit", configuration["Api:RateLimit"]) ?? DefaultApiRate,
            Flag("AFTERSALES_PAYMENT_ROBOT", configuration["AFTERSALES_PAYMENT_ROBOT"]) ?? false,
            Storage(configuration),
            Count("Evidence__CheckDays", configuration["Evidence:CheckDays"]) ?? CheckPace.DefaultDays);
    }

    // A bucket is what it takes; the rest without one is a mistake.
    private static S3Settings? Storage(IConfiguration configuration)
    {
        var (endpoint, key, secret) = (configuration["S3:Endpoint"], configuration["S3:Key"], configuration["S3:Secret"]);
        if (configuration["S3:Bucket"] is not { Length: > 0 } bucket)
            return string.IsNullOrEmpty(endpoint) && string.IsNullOrEmpty(key) && string.IsNullOrEmpty(secret) ? null : throw new StartProblem("Hosting.BucketUnsaid");
        if (string.IsNullOrEmpty(key) != string.IsNullOrEmpty(secret)) throw new StartProblem("Hosting.KeyWithoutSecret");
        Uri? address = null;
        if (!string.IsNullOrEmpty(endpoint) && !(Uri.TryCreate(endpoint, UriKind.Absolute, out address) && address.Scheme is "http" or "https"))
            throw new StartProblem("Hosting.SettingNotAChoice", "S3__Endpoint", endpoint, "https://…");
        return new(bucket, address, configuration["S3:Region"] is { Length: > 0 } region ? region : S3Settings.DefaultRegion, string.IsNullOrEmpty(key) ? null : key, secret,
            Flag("S3__PathStyle", configuration["S3:PathStyle"]) ?? address is not null);
    }

    private static bool? Flag(string name, string? value) =>
        string.IsNullOrEmpty(value) ? null
        : bool.TryParse(value, out var flag) ? flag
        : throw new StartProblem("Hosting.SettingNotAChoice", name, value, "true, false");

    // By name only: TryParse would take any number.
    private static LogEventLevel? Level(string name, string? value) =>
        string.IsNullOrEmpty(value) ? null
        : Enum.GetNames<LogEventLevel>().Contains(value, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<LogEventLevel>(value, ignoreCase: true)
        : throw new StartProblem("Hosting.SettingNotAChoice", name, value, string.Join(", ", Enum.GetNames<LogEventLevel>()));

    private static int? Count(string name, string? value) =>
        string.IsNullOrEmpty(value) ? null
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count
        : throw new StartProblem("Hosting.SettingNotACount", name, value);

    // A name without a folder is looked for by the system's loader. A file that is there but does not fit is no reason not to start:
    // the product runs without small pictures.
    private static void CheckVips(string? file)
    {
        if (file?.Contains('/', StringComparison.Ordinal) == true && !File.Exists(file)) throw new StartProblem("Hosting.VipsMissing", file);
    }
}
