using AfterSales.Application.People;
using AfterSales.Application.People.Quality;
using AfterSales.Domain.People;
using AfterSales.Web.Ledger;
using AfterSales.Web.Shared;

namespace AfterSales.Web.People.Quality;

/// <summary>A month's scores, sample by sample, as a file to take away. What is kept from whoever asks is empty there too.</summary>
internal static class QualityFiles
{
    private const int AtOnce = 1_000;

    public static void MapQuality(this WebApplication app)
    {
        var people = app.MapGroup("/people").RequireAuthorization().ExcludeFromDescription();
        foreach (var kind in new[] { "csv", "xlsx" })
            people.MapGet($"/quality.{kind}", (string? month, Guid? person, HttpContext http, ActorQueries actors, QualityQueries samples, Texts texts, Formats formats, CancellationToken ct) => MonthAsync(kind, month, person, http, actors, samples, texts, formats, ct));
    }

    private static async Task<IResult> MonthAsync(string kind, string? month, Guid? person, HttpContext http, ActorQueries actors, QualityQueries samples, Texts texts, Formats formats, CancellationToken ct)
    {
        if (CurrentDesk.PersonId(http.User) is not { } id || await actors.DeskOfAsync(id, ct) is not { } desk) return TypedResults.NotFound();
        formats.Zone = TimeZoneInfo.FindSystemTimeZoneById(desk.Store.TimeZoneId);
        var first = Months.Of(month, DateOnly.FromDateTime(formats.Wall(formats.Now)));
        var whose = desk.Actor.May(Permission.ScoreQuality) ? person : desk.Actor.PersonId;
        if (await LinesAsync(new(QualityView.Scored, whose, first), samples, desk.Actor, ct) is not { } lines) return TypedResults.NotFound();
        var table = new SheetTable($"{texts["Quality.Title"]} {Months.Text(first)}", new DateTimeOffset(first, TimeOnly.MinValue, TimeSpan.Zero),
            [texts["Quality.Day"], texts["Numbers.Person"], texts["Quality.Case"], texts["Quality.Why"], texts["Quality.ScorePercent"], texts["Quality.Fails"], texts["Quality.By"], texts["Quality.Answered"]],
            lines.Select(line => (IReadOnlyList<object?>)[line.Day, line.Name, line.CaseNumber, texts.Why(line.Why), line.Percent, line.IsHidden ? null : line.IsFailed ? 1 : 0, line.FirstBy, line.IsAnswered ? 1 : 0]));
        var file = $"quality-{Months.Text(first)}.{kind}";
        return kind == "xlsx"
            ? TypedResults.Stream(body => Xlsx.WriteAsync(body, table, CancellationToken.None), Xlsx.MediaType, file)
            : TypedResults.Stream(body => Csv.WriteAsync(body, table, CancellationToken.None), "text/csv; charset=utf-8", file);
    }

    // A month of one store: some thousands at most, and never more at once than a page.
    private static async Task<List<SampleLine>?> LinesAsync(QualityFilter filter, QualityQueries samples, Actor actor, CancellationToken ct)
    {
        var lines = new List<SampleLine>();
        QualityCursor? after = null;
        do
        {
            if ((await samples.PageAsync(filter, after, actor, AtOnce, ct)).Value is not { } page) return null;
            lines.AddRange(page.Lines);
            after = page.Next;
        }
        while (after is not null);
        return lines;
    }
}
