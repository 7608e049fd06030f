using AfterSales.Application.Insights;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Insights;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People;

/// <summary>The numbers of everybody in a range, side by side, for who leads them.</summary>
public sealed partial class NumbersPage(NumbersQueries numbers, Texts texts, Formats formats)
{
    private PageState _state;
    private Refusal? _refused;
    private RangeChoice _choice = null!;
    private TeamNumbers? _team;

    [SupplyParameterFromQuery(Name = "range")] private string? Name { get; set; }

    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    protected override Task OnParametersSetAsync()
    {
        _choice = RangeChoice.Of(Name, From, To, DateOnly.FromDateTime(formats.Wall(formats.Now)));
        return RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var found = await numbers.TeamAsync(_choice.Range, Actor);
        (_refused, _team) = (found.Refusal, found.Value);
    });

    private IEnumerable<NumbersTable.Row> Rows(TeamNumbers team) =>
        team.People.Select(one => new NumbersTable.Row(one.Name ?? T["History.SomebodyGone"], NumbersAddress.Of(one.PersonId, new(team.Range.Last.Year, team.Range.Last.Month, 1)), one.PersonId, team.Range, one.Numbers));
}
