using AfterSales.Application.Insights;
using AfterSales.Application.People.Quality;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Ledger;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People;

/// <summary>One person's numbers of a month by days, or of a year by months. A person sees their own.</summary>
public sealed partial class PersonNumbersPage(NumbersQueries numbers, QualityFigureQueries quality, NavigationManager navigation, Texts texts, Formats formats)
{
    private static readonly IReadOnlyList<NumbersColumn> Tiles = [.. NumbersColumn.All.Where(column => column is
        { Group: null, Key: "Resolved" or "Missed" or "Spent" or "Satisfaction" or "FollowUps" } or { Group: "EveryReply", Key: "Median" or "OverTwoMinutes" } or { Group: "Unanswered", Key: "OverHalfAnHour" })];

    private PageState _state;
    private Refusal? _refused;
    private DateOnly _month;
    private NumbersOfPerson? _shown;
    private PersonScores? _scores;

    [Parameter] public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "month")] private string? Month { get; set; }

    [SupplyParameterFromQuery(Name = "by")] private string? By { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    private bool ByMonth => By == NumbersAddress.ByMonths;

    protected override Task OnParametersSetAsync()
    {
        _month = Months.Of(Month, DateOnly.FromDateTime(formats.Wall(formats.Now)));
        return RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var found = await numbers.OfPersonAsync(Id, NumbersAddress.RangeOf(_month, ByMonth), ByMonth ? RollUpSpan.Month : RollUpSpan.Day, Actor);
        (_refused, _shown) = (found.Refusal, found.Value);
        _scores = ByMonth ? null : (await quality.OfMonthAsync(_month, Id, Actor)).Value is [{ Scored: > 0 } scores] ? scores : null;
    });

    private string Who(NumbersOfPerson shown) => shown.Name ?? T["History.SomebodyGone"];

    private IEnumerable<NumbersTable.Row> Rows(NumbersOfPerson shown) => shown.Parts.Select(part => ByMonth
        ? new NumbersTable.Row(Months.Text(part.Range.First), NumbersAddress.Of(Id, part.Range.First), Id, part.Range, part.Numbers)
        : new NumbersTable.Row(part.Range.First.ToString("MM-dd ddd", T.Culture), null, Id, part.Range, part.Numbers));

    private string Address(DateOnly month) => NumbersAddress.Of(Id, month, ByMonth);

    private void Go(string? month) => navigation.NavigateTo(Address(Months.Of(month, _month)));
}
