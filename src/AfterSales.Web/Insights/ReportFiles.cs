using AfterSales.Application.People;
using AfterSales.Application.Insights;
using AfterSales.Domain.People;
using AfterSales.Web.Ledger;
using AfterSales.Web.People;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Insights;

/// <summary>Tables of the dashboard, and the cases behind a number, as files to take away.</summary>
public static class ReportFiles
{
    private const int LinesAtOnce = 1_000;

    public static void MapReports(this WebApplication app)
    {
        var reports = app.MapGroup(ReportAddress.Dashboard).RequireAuthorization().ExcludeFromDescription();
        reports.MapGet("/cases.csv", CasesAsync);
        foreach (var kind in new[] { "csv", "xlsx" })
        {
            foreach (var table in ReportTables.Names)
                reports.MapGet($"/{table}.{kind}", (string? from, string? to, HttpContext http, ActorQueries actors, DashboardQueries dashboards, Texts texts, CancellationToken ct) => TableAsync(table, kind, from, to, http, actors, dashboards, texts, ct));
        }
    }

    private static async Task<IResult> TableAsync(string name, string kind, string? from, string? to, HttpContext http, ActorQueries actors, DashboardQueries dashboards, Texts texts, CancellationToken ct)
    {
        if (Months.Day(from) is not { } first || Months.Day(to) is not { } last || last < first || await ActorAsync(http, actors) is not { } actor) return TypedResults.NotFound();
        if ((await dashboards.OfAsync(new(first, last), actor, ct)).Value is not { } report) return TypedResults.NotFound();
        var table = new ReportTables(report, texts).Of(name);
        var file = $"{name}-{Months.DayText(first)}-{Months.DayText(last)}.{kind}";
        return kind == "xlsx"
            ? TypedResults.Stream(body => Xlsx.WriteAsync(body, table, CancellationToken.None), Xlsx.MediaType, file)
            : TypedResults.Stream(body => Csv.WriteAsync(body, table, CancellationToken.None), "text/csv; charset=utf-8", file);
    }

    // Line by line, however many: only a page is held at a time.
    private static async Task<IResult> CasesAsync(
        string? of, string? cut, string? key, string? late, string? over, string? from, string? to, HttpContext http, ActorQueries actors, CasesBehindQueries cases, PeopleQueries people, Texts texts, Formats formats, CancellationToken ct)
    {
        if (ReportAddress.BehindOf(of, cut, key, late, over, from, to) is not { } behind || await ActorAsync(http, actors) is not { } actor) return TypedResults.NotFound();
        if (!(await cases.PageAsync(behind, null, actor, 1, ct)).Ok) return TypedResults.NotFound();
        var names = (await people.DirectoryAsync(actor, ct)).ToDictionary(person => person.Key, person => person.Value.DisplayName);
        return TypedResults.Stream(body => WriteAsync(body, behind, actor, cases, names, texts, formats, http.RequestAborted), "text/csv; charset=utf-8", $"cases-{Months.DayText(behind.Range.First)}-{Months.DayText(behind.Range.Last)}.csv");
    }

    private static async Task WriteAsync(Stream body, Behind behind, Actor actor, CasesBehindQueries cases, Dictionary<Guid, string> people, Texts texts, Formats formats, CancellationToken ct)
    {
        await using var writer = Csv.Writer(body);
        await writer.WriteLineAsync(Csv.Line(
            texts["Reports.At"], texts["Reports.Case"], texts["Cases.Customer"], texts["Reports.Type"], texts["Reports.Subtype"], texts["Reports.State"], texts["Reports.Late"], texts["Reports.SecondsTaken"], texts["Ledger.Yuan"], texts["Reports.Style"],
            texts["Reports.Courier"], texts["Reports.Person"]).AsMemory(), ct);
        BehindCursor? after = null;
        do
        {
            if ((await cases.PageAsync(behind, after, actor, LinesAtOnce, ct)).Value is not { } page) return;
            foreach (var line in page.Lines)
                await writer.WriteLineAsync(Csv.Line(
                    formats.Exactly(line.At), line.Number, line.CustomerNick, texts.Word(line.Type), texts.Word(line.Subtype), texts.Word(line.State), line.IsLate ? texts["Reports.Yes"] : null, line.Seconds, line.Yuan, line.Style, line.Courier,
                    line.PersonId is { } id ? people.GetValueOrDefault(id) : null).AsMemory(), ct);
            after = page.Next;
        }
        while (after is not null);
    }

    private static async Task<Actor?> ActorAsync(HttpContext http, ActorQueries actors) =>
        CurrentDesk.PersonId(http.User) is { } id ? (await actors.DeskOfAsync(id, http.RequestAborted))?.Actor : null;
}
