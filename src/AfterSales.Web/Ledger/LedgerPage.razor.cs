using AfterSales.Application.Ledger;
using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Ledger;

/// <summary>The ledger of some days: who bears what, and what each day came to. The days stand in the address; at first they are those of the month.</summary>
public sealed partial class LedgerPage(LedgerQueries ledger, PeopleQueries people, NavigationManager navigation, Texts texts, Formats formats)
{
    private PageState _state;
    private Refusal? _refused;
    private DateOnly _first;
    private DateOnly _last;
    private DateOnly _from;
    private DateOnly _to;
    private IReadOnlyList<LedgerDay> _days = [];
    private IReadOnlyList<LedgerParty> _parties = [];
    private IReadOnlyDictionary<Guid, string> _people = new Dictionary<Guid, string>();

    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    protected override Task OnParametersSetAsync()
    {
        var today = DateOnly.FromDateTime(formats.Wall(formats.Now));
        _first = Months.Day(From) ?? new DateOnly(today.Year, today.Month, 1);
        _last = Months.Day(To) is { } last && last >= _first ? last : _first > today ? _first : today;
        (_from, _to) = (_first, _last);
        return RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var days = await ledger.DaysAsync(_first, _last, Actor);
        (_refused, _days) = (days.Refusal, days.Value ?? []);
        _parties = (await ledger.PartiesAsync(_first, _last, Actor)).Value ?? [];
        _people = (await people.DirectoryAsync(Actor)).ToDictionary(person => person.Key, person => person.Value.DisplayName);
    });

    private void Go() => navigation.NavigateTo(LedgerFiles.Page(_from, _to));
}
