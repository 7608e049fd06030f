using System.Globalization;
using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Integrations;
using AfterSales.Web.Ledger;

namespace AfterSales.Web.People;

/// <summary>Shifts and attendance for programs of personnel: who is planned when, planning it, and who came when.</summary>
internal static class ShiftsApi
{
    public static void MapShifts(this IEndpointRouteBuilder api)
    {
        api.MapGet("/shifts", ListAsync).Produces<ShiftsJson>().Describe("GetShifts", Permission.ViewShifts);
        api.MapPut("/shifts", PlanAsync).Accepts<PlanShiftsJson>("application/json").Produces<PlanChangeJson>().Describe("PutShifts", Permission.PlanShifts);
        api.MapGet("/attendance", AttendanceAsync).Produces<AttendanceJson>().Describe("GetAttendance", Permission.ViewAttendance);
    }

    private static async Task<IResult> ListAsync(HttpContext http, ShiftQueries shifts, TimeProvider time, CancellationToken ct, string? from = null, string? to = null, string? person = null)
    {
        var query = new QueryWords();
        var first = query.Day(from, nameof(from)) ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var last = query.Day(to, nameof(to)) ?? first.AddDays(6);
        if (query.Refusal is { } refusal) return http.Problem(refusal);
        if (!TryPerson(person, out var whose)) return http.Problem(Refusal.Invalid("shift.person_needed") with { Field = nameof(person) });
        var found = await shifts.DaysAsync(first, last.DayNumber - first.DayNumber + 1, http.Actor(), whose, ct);
        return found.Ok ? Results.Json(new ShiftsJson(first, last, [.. found.Value.People.Select(p => new PersonJson(p.Id, p.Name))], [.. found.Value.Shifts.Select(ShiftJson.Of)])) : http.Problem(found.Refusal);
    }

    private static async Task<IResult> PlanAsync(HttpContext http, JsonBody body, PlanShifts plan, CancellationToken ct)
    {
        var (json, problem) = await body.ReadAsync<PlanShiftsJson>(http);
        if (json is null) return problem!;
        var days = new List<PlannedDay>();
        foreach (var day in json.Days ?? [])
        {
            if (day.Person is not { } person || day.Day is not { } on) return http.Problem(Refusal.Invalid("shift.person_needed") with { Field = "days" });
            var hours = (day.Shifts ?? []).Select(s => (From: Time(s.From), Until: Time(s.Until), s.Name)).ToList();
            if (hours.Exists(h => h.From is null || h.Until is null)) return http.Problem(Refusal.Invalid("shift.time_needed") with { Field = "days" });
            days.Add(new(person, on, [.. hours.Select(h => new ShiftHours(h.From!.Value, h.Until!.Value, h.Name ?? ""))]));
        }
        var planned = await plan.ExecuteAsync(new(days, json.Reason), http.Actor(), ct);
        return planned.Ok ? Results.Json(new PlanChangeJson(planned.Value.Planned, planned.Value.Withdrawn)) : http.Problem(planned.Refusal);
    }

    private static async Task<IResult> AttendanceAsync(HttpContext http, AttendanceQueries attendance, TimeProvider time, CancellationToken ct, string? month = null, string? person = null)
    {
        var query = new QueryWords();
        var first = query.Day(string.IsNullOrEmpty(month) ? null : $"{month}-01", nameof(month)) ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (query.Refusal is { } refusal) return http.Problem(refusal);
        if (!TryPerson(person, out var whose)) return http.Problem(Refusal.Invalid("shift.person_needed") with { Field = nameof(person) });
        if (whose is { } one)
        {
            var found = await attendance.OfPersonAsync(one, first, http.Actor(), ct);
            return found.Ok ? Answer(first, [found.Value]) : http.Problem(found.Refusal);
        }
        var all = await attendance.OfMonthAsync(first, http.Actor(), ct);
        return all.Ok ? Answer(first, all.Value) : http.Problem(all.Refusal);
    }

    private static IResult Answer(DateOnly month, IReadOnlyList<PersonAttendance> people) =>
        Results.Json(new AttendanceJson(Months.Text(month), [.. people.Select(p => new PersonAttendanceJson(p.PersonId, p.Name, p.Late, p.OffWithoutLeave, [.. p.Shifts.Select(AttendedShiftJson.Of)]))]));

    private static bool TryPerson(string? text, out Guid? person)
    {
        person = Guid.TryParse(text, out var id) ? id : null;
        return string.IsNullOrEmpty(text) || person is not null;
    }

    private static TimeOnly? Time(string? text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}

internal sealed record PersonJson(Guid Id, string Name);

/// <param name="From">The store's wall clock, such as 09:00.</param>
/// <param name="Until">As from; not later than from: on the next day.</param>
internal sealed record ShiftJson(Guid Id, Guid Person, DateOnly Day, string From, string Until, string Name, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    public static ShiftJson Of(ShiftLine s) => new(s.Id, s.PersonId, s.Day, s.From.ToString("HH:mm", CultureInfo.InvariantCulture), s.Until.ToString("HH:mm", CultureInfo.InvariantCulture), s.Name, s.StartsAt, s.EndsAt);
}

internal sealed record ShiftsJson(DateOnly From, DateOnly To, IReadOnlyList<PersonJson> People, IReadOnlyList<ShiftJson> Shifts);

/// <param name="Reason">Needed where something is planned otherwise that has begun.</param>
internal sealed record PlanShiftsJson(IReadOnlyList<PlannedDayJson>? Days, string? Reason);

/// <param name="Shifts">All of that person and day; none: free.</param>
internal sealed record PlannedDayJson(Guid? Person, DateOnly? Day, IReadOnlyList<PlannedHoursJson>? Shifts);

internal sealed record PlannedHoursJson(string? From, string? Until, string? Name);

/// <summary>How many shifts came and went; what stood already stays.</summary>
internal sealed record PlanChangeJson(int Planned, int Withdrawn);

internal sealed record AttendanceJson(string Month, IReadOnlyList<PersonAttendanceJson> People);

internal sealed record PersonAttendanceJson(Guid Person, string Name, int Late, int OffWithoutLeave, IReadOnlyList<AttendedShiftJson> Shifts);

/// <param name="ActualStart">Null: they did not come.</param>
/// <param name="ActualEnd">Null: they did not come, or are there still.</param>
internal sealed record AttendedShiftJson(
    Guid Shift, DateOnly Day, string Name, DateTimeOffset PlannedStart, DateTimeOffset PlannedEnd, AttendanceState State, DateTimeOffset? ActualStart, DateTimeOffset? ActualEnd, int LateSeconds, int EarlySeconds, int LeaveSeconds)
{
    public static AttendedShiftJson Of(AttendedShift s) => new(s.ShiftId, s.Day, s.Hours.Name, s.PlannedStart, s.PlannedEnd, s.State, s.ActualStart, s.ActualEnd, s.LateSeconds, s.EarlySeconds, s.LeaveSeconds);
}
