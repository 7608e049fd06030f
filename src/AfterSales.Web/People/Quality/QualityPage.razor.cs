using AfterSales.Application.People;
using AfterSales.Application.People.Quality;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Shared;
using AfterSales.Web.Ledger;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People.Quality;

/// <summary>What waits to be scored, what was, and what it comes to; for whoever does not score, their own scores. What is shown stands in the address.</summary>
public sealed partial class QualityPage(QualityQueries samples, QualityFigureQueries figures, PeopleQueries people, NavigationManager navigation, Texts texts, Formats formats)
{
    private readonly List<SampleLine> _lines = [];
    private PageState _state;
    private Refusal? _refused;
    private QualityPart _part;
    private Guid? _person;
    private DateOnly _month;
    private IReadOnlyDictionary<Guid, Colleague> _people = new Dictionary<Guid, Colleague>();
    private (int Open, int Calibrating) _waiting;
    private IReadOnlyList<PersonScores> _scores = [];
    private CalibrationFigures? _agreement;
    private IReadOnlyList<QualityDraw> _draws = [];
    private QualityCursor? _next;
    private int _readings;
    private bool _busy;
    private bool _picking;

    [SupplyParameterFromQuery(Name = "show")] private string? Show { get; set; }

    [SupplyParameterFromQuery(Name = "person")] private string? Person { get; set; }

    [SupplyParameterFromQuery(Name = "month")] private string? Month { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    private bool MayScore => Actor.May(Permission.ScoreQuality);

    private IEnumerable<KeyValuePair<Guid, string>> People => _people.Values.OrderBy(one => one.DisplayName, StringComparer.Ordinal).Select(one => KeyValuePair.Create(one.Id, one.DisplayName));

    protected override Task OnParametersSetAsync()
    {
        _month = Months.Of(Month, DateOnly.FromDateTime(formats.Wall(formats.Now)));
        (_part, _person) = MayScore ? (QualityAddress.PartOf(Show), Guid.TryParse(Person, out var person) ? person : null) : (QualityPart.Scored, Actor.PersonId);
        return RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;
    }

    // What waits, waits from whichever month.
    private static bool HasMonth(QualityPart part) => part is QualityPart.Scored or QualityPart.Withdrawn or QualityPart.People or QualityPart.Agreement;

    private int? Waiting(QualityPart part) => part switch { QualityPart.Open => _waiting.Open, QualityPart.Calibrating => _waiting.Calibrating, _ => null };

    private void ChoosePerson(string? id) => navigation.NavigateTo(QualityAddress.Of(_part, Guid.TryParse(id, out var person) ? person : null, HasMonth(_part) ? _month : null));

    private async Task LoadAsync()
    {
        var reading = ++_readings;
        var state = await PageLoad.RunAsync(async () =>
        {
            if (MayScore)
            {
                _people = await people.DirectoryAsync(Actor);
                _waiting = (await samples.WaitingAsync(Actor)).Value;
            }
            await ReadAsync(reading);
        });
        if (reading == _readings) _state = state;
    }

    // Another part may have been chosen while this one was read.
    private async Task ReadAsync(int reading)
    {
        if (QualityAddress.ViewOf(_part) is { } view)
        {
            if (!MayScore) _scores = (await figures.OfMonthAsync(_month, Actor.PersonId, Actor)).Value ?? [];
            var page = await samples.PageAsync(FilterOf(view), null, Actor);
            if (reading != _readings) return;
            (_refused, _next) = (page.Refusal, page.Value?.Next);
            _lines.Clear();
            _lines.AddRange(page.Value?.Lines ?? []);
            return;
        }
        if (_part == QualityPart.People)
        {
            var scores = await figures.OfMonthAsync(_month, _person, Actor);
            if (reading != _readings) return;
            (_refused, _scores) = (scores.Refusal, scores.Value ?? []);
        }
        else if (_part == QualityPart.Agreement)
        {
            // A month has a handful of pairs: with the two before it there is something to tell by.
            var agreement = await figures.CalibrationAsync(_month.AddMonths(-2), _month.AddMonths(1).AddDays(-1), Actor);
            if (reading != _readings) return;
            (_refused, _agreement) = (agreement.Refusal, agreement.Value);
        }
        else
        {
            var draws = await figures.DrawsAsync(Actor);
            if (reading != _readings) return;
            (_refused, _draws) = (draws.Refusal, draws.Value ?? []);
        }
    }

    private async Task MoreAsync()
    {
        if (_busy || _next is not { } after || QualityAddress.ViewOf(_part) is not { } view) return;
        _busy = true;
        var (reading, page) = (_readings, await samples.PageAsync(FilterOf(view), after, Actor));
        _busy = false;
        if (reading != _readings || page.Value is not { } found) return;
        _lines.AddRange(found.Lines);
        _next = found.Next;
    }

    private Task PickedAsync(Guid sample)
    {
        navigation.NavigateTo(QualityAddress.Sample(sample));
        return Task.CompletedTask;
    }

    private QualityFilter FilterOf(QualityView view) => new(view, _person, HasMonth(_part) ? _month : null);
}
