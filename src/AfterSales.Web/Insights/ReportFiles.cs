using AfterSales.Application.Insights;
using AfterSales.Application.People;
using AfterSales.Domain.Insights;
using AfterSales.Web.Insights.Sections;
using AfterSales.Web.Ledger;
using AfterSales.Web.People;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AfterSales.Web.Insights;

/// <summary>Tables of the dashboard and of its sections, and the cases behind a number, as files to take away.</summary>
public static class ReportFiles
{
    private const int LinesAtOnce = 1_000;

    public static void MapReports(this WebApplication app)
    {
        var reports = app.MapGroup(ReportAddress.Dashboard).RequireAuthorization().ExcludeFromDescription();
        reports.MapGet("/cases.csv", CasesAsync);
        foreach (var kind in SheetFile.Kinds)
        {
            foreach (var table in ReportTables.Names)
                reports.MapGet($"/{table}.{kind}", (string? from, string? to, string? stores, HttpContext http, FileDesk desks, DashboardQueries dashboards, Texts texts, CancellationToken ct) => TableAsync(table, kind, from, to, stores, http, desks, dashboards, texts, ct));
            reports.MapGet($"/{{section}}/{{table}}.{kind}",
                (string section, string table, string? from, string? to, string? stores, HttpContext http, FileDesk desks, SectionQueries sections, Texts texts, Formats formats, CancellationToken ct) =>
                    SectionTableAsync(section, table, kind, from, to, stores, http, desks, sections, texts, formats, ct));
        }
    }

    private static async Task<IResult> TableAsync(string name, string kind, string? from, string? to, string? stores, HttpContext http, FileDesk desks, DashboardQueries dashboards, Texts texts, CancellationToken ct)
    {
        if (ReportAddress.Days(from, to) is not { } range || await desks.OfAsync(http) is not { } desk) return TypedResults.NotFound();
        return (await dashboards.OfAsync(range, StoreChoice.Read(stores, desk), ct)).Value is { } report ? File(new ReportTables(report, texts).Of(name), name, range, kind) : TypedResults.NotFound();
    }

    private static async Task<IResult> SectionTableAsync(
        string name, string tableName, string kind, string? from, string? to, string? stores, HttpContext http, FileDesk desks, SectionQueries sections, Texts texts, Formats formats, CancellationToken ct)
    {
        if (ReportSection.Find(name) is not { } section || ReportAddress.Days(from, to) is not { } range || await desks.OfAsync(http) is not { } desk) return TypedResults.NotFound();
        var view = await sections.OfAsync(section, range, StoreChoice.Read(stores, desk), texts, formats, ct);
        if (!view.Ok || section.AllTables(view.Value).FirstOrDefault(one => one.Name == tableName) is not { } table) return TypedResults.NotFound();
        return File(ReportTables.Sheet(table.Title, range, texts, [.. table.Columns.Select(column => column.Title)], table.Rows.Select(row => row.Select(cell => cell.Value).ToArray())), $"{name}-{tableName}", range, kind);
    }

    private static PushStreamHttpResult File(SheetTable table, string name, ReportRange range, string kind) => SheetFile.Of(table, kind, $"{name}-{Months.DayText(range.First)}-{Months.DayText(range.Last)}");

    // Line by line, however many: only a page is held at a time.
    private static async Task<IResult> CasesAsync(
        [AsParameters] BehindParts parts, string? stores, HttpContext http, FileDesk desks, CasesBehindQueries cases, PeopleQueries people, Texts texts, Formats formats, CancellationToken ct)
    {
        if (ReportAddress.BehindOf(parts) is not { } behind || await desks.OfAsync(http) is not { } desk) return TypedResults.NotFound();
        var chosen = StoreChoice.Read(stores, desk);
        if (!(await cases.PageAsync(behind, null, chosen, 1, ct)).Ok) return TypedResults.NotFound();
        var names = await people.NamesOfAsync(chosen, ct);
        return TypedResults.Stream(body => WriteAsync(body, behind, chosen, desk, cases, names, texts, formats, http.RequestAborted), SheetFile.CsvType, $"cases-{Months.DayText(behind.Range.First)}-{Months.DayText(behind.Range.Last)}.csv");
    }

    private static async Task WriteAsync(Stream body, Behind behind, ReportStores stores, Desk desk, CasesBehindQueries cases, IReadOnlyDictionary<Guid, string> people, Texts texts, Formats formats, CancellationToken ct)
    {
        await using var writer = Csv.Writer(body);
        await writer.WriteLineAsync(Csv.Line(
            texts["Reports.At"], texts["Reports.Case"], texts["Cases.Customer"], texts["Reports.Type"], texts["Reports.Subtype"], texts["Reports.State"], texts["Reports.Late"], texts["Reports.SecondsTaken"], texts["Ledger.Yuan"], texts["Reports.Style"],
            texts["Reports.Courier"], texts["Reports.Person"], texts["Reports.Store"]).AsMemory(), ct);
        BehindCursor? after = null;
        do
        {
            if ((await cases.PageAsync(behind, after, stores, LinesAtOnce, ct)).Value is not { } page) return;
            foreach (var line in page.Lines)
                await writer.WriteLineAsync(Csv.Line(
                    formats.Exactly(line.At), line.Number, line.CustomerNick, texts.Word(line.Type), texts.Word(line.Subtype), texts.Word(line.State), line.IsLate ? texts["Reports.Yes"] : null, line.Seconds, line.Yuan, line.Style, line.Courier,
                    line.PersonId is { } id ? people.GetValueOrDefault(id) : null, desk.Stores.First(store => store.Id == line.StoreId).Name).AsMemory(), ct);
            after = page.Next;
        }
        while (after is not null);
    }
}
