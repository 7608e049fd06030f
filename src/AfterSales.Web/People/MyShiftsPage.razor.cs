using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People;

/// <summary>What one works in the coming weeks, and one's leave: asked for here.</summary>
public sealed partial class MyShiftsPage(ShiftQueries shifts, Texts texts, Formats formats)
{
    private const int DaysAhead = 21;

    private PageState _state;
    private Refusal? _refused;
    private DateOnly _today;
    private PlannedDays? _days;
    private LeaveList? _list;
    private bool _asking;
    private bool _asked;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Guid Me => Actor.PersonId ?? Guid.Empty;
    private Texts T => texts;
    private Formats F => formats;

    protected override Task OnInitializedAsync() => RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        _today = DateOnly.FromDateTime(formats.Wall(formats.Now));
        var days = await shifts.DaysAsync(_today, DaysAhead, Actor, Me);
        (_refused, _days) = (days.Refusal, days.Value);
    });

    private async Task AskedAsync()
    {
        (_asking, _asked) = (false, true);
        await LoadAsync();
        if (_list is not null) await _list.LoadAsync();
    }
}
