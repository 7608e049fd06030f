using System.Globalization;

namespace AfterSales.Web.Shared;

/// <summary>Times, durations and money as people say them (UI.md), in the reader's language and the store's time zone.</summary>
public sealed class Formats(Texts texts, TimeProvider time)
{
    /// <summary>The store's zone; set when the store is known.</summary>
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The same for who reads another language.</summary>
    public Formats In(Texts language) => new(language, time) { Zone = Zone };

    /// <summary>14:03 today, 昨天 14:03, 3月5日 14:03, 2025年3月5日 14:03.</summary>
    public string When(DateTimeOffset at)
    {
        var local = Local(at);
        var today = Local(Now).Date;
        var clock = local.ToString("HH:mm", texts.Culture);
        return (today - local.Date).Days switch
        {
            0 => clock,
            1 => texts["Shared.Yesterday", clock],
            -1 => texts["Shared.Tomorrow", clock],
            _ when local.Year == today.Year => local.ToString(texts["Shared.MonthDayFormat"], texts.Culture) + " " + clock,
            _ => local.ToString(texts["Shared.DateFormat"], texts.Culture) + " " + clock,
        };
    }

    public string Date(DateTimeOffset at) => Local(at).ToString(texts["Shared.DateFormat"], texts.Culture);

    /// <summary>14:03, where the day is said already.</summary>
    public string TimeOfDay(DateTimeOffset at) => Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>When the store's day ends.</summary>
    public DateTimeOffset EndOfToday => At(DateOnly.FromDateTime(Local(Now).DateTime).AddDays(1), TimeOnly.MinValue);

    /// <summary>A day and time of the store's wall clock as an instant.</summary>
    public DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var wall = day.ToDateTime(time);
        // In the hour that spring skips there is no such time: the next one that exists.
        while (Zone.IsInvalidTime(wall)) wall = wall.AddMinutes(30);
        return new DateTimeOffset(wall, Zone.GetUtcOffset(wall)).ToUniversalTime();
    }

    /// <summary>The store's wall clock at an instant.</summary>
    public DateTime Wall(DateTimeOffset at) => Local(at).DateTime;

    /// <summary>Down to the second, for titles and histories.</summary>
    public string Exactly(DateTimeOffset at) => Local(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>刚刚, 5 分钟前, 2 小时前, 3 天前.</summary>
    public string Ago(DateTimeOffset at)
    {
        var ago = Now - at;
        if (ago < TimeSpan.FromMinutes(1)) return texts["Shared.JustNow"];
        return texts["Shared.Ago", Duration(ago)];
    }

    /// <summary>48 秒, 5 分钟, 11 小时, 3 天: the largest unit that says enough.</summary>
    public string Duration(TimeSpan length)
    {
        length = length.Duration();
        if (length < TimeSpan.FromMinutes(1)) return texts["Shared.Seconds", (int)length.TotalSeconds];
        if (length < TimeSpan.FromHours(1)) return texts["Shared.Minutes", (int)length.TotalMinutes];
        if (length < TimeSpan.FromHours(48)) return texts["Shared.Hours", (int)length.TotalHours];
        return texts["Shared.Days", (int)length.TotalDays];
    }

    /// <summary>5 分钟, 1 小时 30 分钟, 48 小时, 3 天: all of it, where <see cref="Duration"/> gives the gist.</summary>
    public string Length(TimeSpan length) => texts.Length(length);

    /// <summary>¥268.00; −¥268.00 where it is less than nothing.</summary>
    public static string Money(decimal yuan) => string.Create(CultureInfo.InvariantCulture, $"{(yuan < 0 ? "−" : "")}¥{Math.Abs(yuan):#,##0.00}");

    /// <summary>+¥268.00 or −¥268.00: what came and what went.</summary>
    public static string SignedMoney(decimal yuan) => yuan > 0 ? "+" + Money(yuan) : Money(yuan);

    public string Number(long n) => n.ToString("N0", texts.Culture);

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);
}
