using AfterSales.Application.People;
using AfterSales.Web.Ledger;
using AfterSales.Web.Shared;

namespace AfterSales.Web.People;

/// <summary>A month's attendance, shift by shift, as a file to take away.</summary>
internal static class AttendanceFiles
{
    private const string Page = "/people/attendance";

    public static string Address(string kind, DateOnly month, Guid? person) => $"{Page}.{kind}?month={Months.Text(month)}{(person is { } one ? $"&person={one}" : "")}";

    public static void MapAttendance(this WebApplication app)
    {
        var people = app.MapGroup("/people").RequireAuthorization().ExcludeFromDescription();
        foreach (var kind in SheetFile.Kinds)
            people.MapGet($"/attendance.{kind}", (string? month, Guid? person, HttpContext http, FileDesk desks, AttendanceQueries attendance, Texts texts, Formats formats, CancellationToken ct) => MonthAsync(kind, month, person, http, desks, attendance, texts, formats, ct));
    }

    private static async Task<IResult> MonthAsync(
        string kind, string? month, Guid? person, HttpContext http, FileDesk desks, AttendanceQueries attendance, Texts texts, Formats formats, CancellationToken ct)
    {
        if (await desks.OfAsync(http) is not { Actor: var actor }) return TypedResults.NotFound();
        var first = Months.Of(month, DateOnly.FromDateTime(formats.Wall(formats.Now)));
        var people = person is { } one ? (await attendance.OfPersonAsync(one, first, actor, ct)).Value is { } found ? [found] : null : (await attendance.OfMonthAsync(first, actor, ct)).Value;
        if (people is null) return TypedResults.NotFound();
        var table = new SheetTable($"{texts["Shifts.Attendance"]} {Months.Text(first)}", new DateTimeOffset(first, TimeOnly.MinValue, TimeSpan.Zero),
            [texts["Shifts.Person"], texts["Shifts.Day"], texts["Shifts.Shift"], texts["Shifts.PlannedStart"], texts["Shifts.PlannedEnd"], texts["Shifts.ActualStart"], texts["Shifts.ActualEnd"], texts["Shifts.State"],
                texts["Shifts.LateSeconds"], texts["Shifts.EarlySeconds"], texts["Shifts.LeaveSeconds"]],
            people.SelectMany(p => p.Shifts.Select(s => (IReadOnlyList<object?>)
                [p.Name, s.Day, s.Hours.Name, formats.Exactly(s.PlannedStart), formats.Exactly(s.PlannedEnd), At(s.ActualStart), At(s.ActualEnd), texts.Word(s.State), s.LateSeconds, s.EarlySeconds, s.LeaveSeconds])));
        return SheetFile.Of(table, kind, $"attendance-{Months.Text(first)}");

        string? At(DateTimeOffset? at) => at is { } time ? formats.Exactly(time) : null;
    }
}
