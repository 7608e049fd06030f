using AfterSales.Application.People.Quality;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Quality;
using AfterSales.Web.Ledger;
using AfterSales.Web.Shared;

namespace AfterSales.Web.People.Quality;

/// <summary>A month's scores, sample by sample, as a file to take away; what is kept from whoever asks is empty there too. And what a week was drawn from.</summary>
internal static class QualityFiles
{
    private const int AtOnce = 1_000;

    public static void MapQuality(this WebApplication app)
    {
        var people = app.MapGroup("/people").RequireAuthorization().ExcludeFromDescription();
        people.MapGet("/quality-draw.csv", CandidatesAsync);
        foreach (var kind in SheetFile.Kinds)
            people.MapGet($"/quality.{kind}", (string? month, Guid? person, HttpContext http, FileDesk desks, QualityQueries samples, Texts texts, Formats formats, CancellationToken ct) => MonthAsync(kind, month, person, http, desks, samples, texts, formats, ct));
    }

    private static async Task<IResult> CandidatesAsync(string? week, HttpContext http, FileDesk desks, QualityDrawQueries draws, Texts texts, CancellationToken ct)
    {
        if (await desks.OfAsync(http) is not { Actor: var actor } || Months.Day(week) is not { } monday) return TypedResults.NotFound();
        var rows = new List<IReadOnlyList<object?>>();
        foreach (var why in new[] { SampleReason.Random }.Concat(SamplingPlan.RuleReasons))
        {
            CandidateCursor? after = null;
            do
            {
                if ((await draws.CandidatesAsync(monday, why, after, actor, ct: ct)).Value is not { } page) return TypedResults.NotFound();
                rows.AddRange(page.Lines.Select(line => (IReadOnlyList<object?>)[texts.Word(why), line.Name, line.PersonId, line.CaseNumber, line.CaseId, line.Day, line.Rank, line.IsDrawn ? 1 : 0]));
                after = page.Next;
            }
            while (after is not null);
        }
        var table = new SheetTable(texts["Quality.DrawnFrom"], new DateTimeOffset(monday, TimeOnly.MinValue, TimeSpan.Zero),
            [texts["Quality.Why"], texts["Numbers.Person"], texts["Quality.PersonId"], texts["Quality.Case"], texts["Quality.CaseId"], texts["Quality.Day"], texts["Quality.Rank"], texts["Quality.IsDrawn"]], rows);
        return SheetFile.Of(table, "csv", $"quality-draw-{Months.DayText(monday)}");
    }

    private static async Task<IResult> MonthAsync(string kind, string? month, Guid? person, HttpContext http, FileDesk desks, QualityQueries samples, Texts texts, Formats formats, CancellationToken ct)
    {
        if (await desks.OfAsync(http) is not { Actor: var actor }) return TypedResults.NotFound();
        var first = Months.Of(month, DateOnly.FromDateTime(formats.Wall(formats.Now)));
        var whose = actor.May(Permission.ScoreQuality) ? person : actor.PersonId;
        if (await LinesAsync(new(QualityView.Scored, whose, first), samples, actor, ct) is not { } lines) return TypedResults.NotFound();
        var table = new SheetTable($"{texts["Quality.Title"]} {Months.Text(first)}", new DateTimeOffset(first, TimeOnly.MinValue, TimeSpan.Zero),
            [texts["Quality.Day"], texts["Numbers.Person"], texts["Quality.Case"], texts["Quality.Why"], texts["Quality.ScorePercent"], texts["Quality.Fails"], texts["Quality.By"], texts["Quality.Answered"]],
            lines.Select(line => (IReadOnlyList<object?>)[line.Day, line.Name, line.CaseNumber, texts.Why(line.Why), line.Percent, line.IsHidden ? null : line.IsFailed ? 1 : 0, line.FirstBy, line.IsAnswered ? 1 : 0]));
        return SheetFile.Of(table, kind, $"quality-{Months.Text(first)}");
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
