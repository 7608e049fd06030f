namespace AfterSales.Web.Stores;

/// <summary>The time zones to choose from, by their IANA names.</summary>
internal static class TimeZones
{
    public const string Default = "Asia/Shanghai";

    public static IReadOnlyList<string> All { get; } =
        [Default, .. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Where(id => id.Contains('/') && !id.StartsWith("Etc/", StringComparison.Ordinal) && id != Default).Order(StringComparer.Ordinal)];
}
