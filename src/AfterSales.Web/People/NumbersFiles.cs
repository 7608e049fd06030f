using AfterSales.Application.Insights;
using AfterSales.Domain.Insights;
using AfterSales.Web.Insights;
using AfterSales.Web.Ledger;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AfterSales.Web.People;

/// <summary>People's numbers as files to take away: whole numbers and seconds, to calculate with.</summary>
public static class NumbersFiles
{
    public static void MapNumbers(this WebApplication app)
    {
        var people = app.MapGroup("/people").RequireAuthorization().ExcludeFromDescription();
        foreach (var kind in SheetFile.Kinds)
        {
            people.MapGet($"/numbers.{kind}", (string? from, string? to, HttpContext http, FileDesk desks, NumbersQueries numbers, Texts texts, CancellationToken ct) => TeamAsync(kind, from, to, http, desks, numbers, texts, ct));
            people.MapGet($"/{{id:guid}}/numbers.{kind}", (Guid id, string? month, string? by, HttpContext http, FileDesk desks, NumbersQueries numbers, Texts texts, Formats formats, CancellationToken ct) =>
                PersonAsync(id, kind, month, by == NumbersAddress.ByMonths, http, desks, numbers, texts, formats, ct));
        }
    }

    private static async Task<IResult> TeamAsync(string kind, string? from, string? to, HttpContext http, FileDesk desks, NumbersQueries numbers, Texts texts, CancellationToken ct)
    {
        if (Months.Day(from) is not { } first || Months.Day(to) is not { } last || last < first || await desks.OfAsync(http) is not { Actor: var actor }) return TypedResults.NotFound();
        if ((await numbers.TeamAsync(new(first, last), actor, ct)).Value is not { } team) return TypedResults.NotFound();
        var rows = team.People.Select(one => Row(one.Name ?? texts["History.SomebodyGone"], one.Numbers));
        return File(texts["Numbers.Person"], texts["Numbers.Team"], team.Range, rows, texts, kind, $"people-{Months.DayText(first)}-{Months.DayText(last)}");
    }

    private static async Task<IResult> PersonAsync(
        Guid id, string kind, string? month, bool byMonth, HttpContext http, FileDesk desks, NumbersQueries numbers, Texts texts, Formats formats, CancellationToken ct)
    {
        if (await desks.OfAsync(http) is not { Actor: var actor }) return TypedResults.NotFound();
        var range = NumbersAddress.RangeOf(Months.Of(month, DateOnly.FromDateTime(formats.Wall(formats.Now))), byMonth);
        if ((await numbers.OfPersonAsync(id, range, byMonth ? RollUpSpan.Month : RollUpSpan.Day, actor, ct)).Value is not { } shown) return TypedResults.NotFound();
        var rows = shown.Parts.OrderBy(part => part.Range.First).Select(part => Row(byMonth ? Months.Text(part.Range.First) : Months.DayText(part.Range.First), part.Numbers)).Append(Row(texts["Ledger.Total"], shown.Whole));
        return File(texts[byMonth ? "Ledger.Month" : "Ledger.Day"], shown.Name ?? texts["Numbers.One"], range, rows, texts, kind, $"numbers-{Months.DayText(range.First)}-{Months.DayText(range.Last)}");
    }

    private static PushStreamHttpResult File(string first, string title, ReportRange range, IEnumerable<IReadOnlyList<object?>> rows, Texts texts, string kind, string name) =>
        SheetFile.Of(new($"{title} {texts.RangeOf(range)}", new DateTimeOffset(range.Last, TimeOnly.MinValue, TimeSpan.Zero), [first, .. NumbersColumn.All.Select(column => column.Title(texts))], rows), kind, name);

    private static IReadOnlyList<object?> Row(string label, PersonNumbers numbers) => [label, .. NumbersColumn.All.Select(column => column.InFile(numbers))];
}
