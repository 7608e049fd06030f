using AfterSales.Application.People.Pay;
using AfterSales.Web.Ledger;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AfterSales.Web.People.Pay;

/// <summary>Sheets as files to take away: one person's lines, or a month's people.</summary>
public static class PayFiles
{
    public static void MapPay(this WebApplication app)
    {
        var people = app.MapGroup("/people").RequireAuthorization().ExcludeFromDescription();
        foreach (var kind in SheetFile.Kinds)
        {
            people.MapGet($"/pay.{kind}", (string? month, HttpContext http, FileDesk desks, SheetQueries sheets, Texts texts, Formats formats, CancellationToken ct) => MonthAsync(kind, month, http, desks, sheets, texts, formats, ct));
            people.MapGet($"/{{id:guid}}/sheet.{kind}", (Guid id, string? month, HttpContext http, FileDesk desks, SheetQueries sheets, Texts texts, Formats formats, CancellationToken ct) => SheetAsync(id, kind, month, http, desks, sheets, texts, formats, ct));
        }
    }

    private static async Task<IResult> SheetAsync(Guid id, string kind, string? month, HttpContext http, FileDesk desks, SheetQueries sheets, Texts texts, Formats formats, CancellationToken ct)
    {
        if (await desks.OfAsync(http) is not { Actor: var actor }) return TypedResults.NotFound();
        if ((await sheets.OfPersonAsync(id, MonthOf(month, formats), actor, ct)).Value is not { } sheet) return TypedResults.NotFound();
        var rows = sheet.Lines.Select(line => (IReadOnlyList<object?>)[texts.LineOf(line), texts.CountOf(line), line.Yuan, line.Computed]).Append([texts["Ledger.Total"], null, sheet.Total, null]);
        return File($"{sheet.Name} {Months.Text(sheet.Month)}", sheet.Month, [texts["Pay.Item"], texts["Pay.CountTimes"], texts["Ledger.Yuan"], texts["Pay.ComputedYuan"]], rows, kind, $"sheet-{Months.Text(sheet.Month)}");
    }

    private static async Task<IResult> MonthAsync(string kind, string? month, HttpContext http, FileDesk desks, SheetQueries sheets, Texts texts, Formats formats, CancellationToken ct)
    {
        if (await desks.OfAsync(http) is not { Actor: var actor } || (await sheets.OfMonthAsync(MonthOf(month, formats), actor, ct)).Value is not { } pay) return TypedResults.NotFound();
        var rows = pay.Sheets.Select(sheet => (IReadOnlyList<object?>)[sheet.Name, sheet.Grade, .. PayParts.All.Select(part => (object?)part.Of(sheet)), sheet.Total]);
        return File($"{texts["Pay.Month"]} {Months.Text(pay.Month)}", pay.Month, [texts["Numbers.Person"], texts["Pay.Grade"], .. PayParts.All.Select(part => texts[$"Pay.Part.{part.Key}"]), texts["Ledger.Total"]], rows, kind, $"pay-{Months.Text(pay.Month)}");
    }

    private static DateOnly MonthOf(string? month, Formats formats) => Months.Of(month, DateOnly.FromDateTime(formats.Wall(formats.Now)));

    private static PushStreamHttpResult File(string title, DateOnly month, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<object?>> rows, string kind, string name) =>
        SheetFile.Of(new(title, new DateTimeOffset(month, TimeOnly.MinValue, TimeSpan.Zero), headers, rows), kind, name);
}
