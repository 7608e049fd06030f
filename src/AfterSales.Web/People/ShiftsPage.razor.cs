using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Ledger;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People;

/// <summary>Who works when in a week, for everybody; planned here by who may. Week, and on a phone the day, stand in the address.</summary>
public sealed partial class ShiftsPage(ShiftQueries shifts, Texts texts, Formats formats)
{
    private PageState _state;
    private Refusal? _refused;
    private DateOnly _today;
    private DateOnly _week;
    private DateOnly _day;
    private PlannedDays? _days;
    private IReadOnlyList<TemplateLine> _templates = [];
    private bool _templatesOpen;
    private (Guid PersonId, DateOnly Day)? _opened;
    private string? _done;

    [SupplyParameterFromQuery(Name = "week")] private string? Week { get; set; }

    [SupplyParameterFromQuery(Name = "day")] private string? Day { get; set; }

    /// <summary>Which leave is listed.</summary>
    [SupplyParameterFromQuery(Name = "leave")] private string? Leave { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    private bool MayPlan => Actor.May(Permission.PlanShifts);

    protected override Task OnParametersSetAsync()
    {
        _today = DateOnly.FromDateTime(formats.Wall(formats.Now));
        var week = Monday(Months.Day(Week) ?? _today);
        _day = Months.Day(Day) is { } day && Monday(day) == week ? day : week == Monday(_today) ? _today : week;
        if (week == _week) return Task.CompletedTask;
        (_week, _done) = (week, null);
        return RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var days = await shifts.DaysAsync(_week, 7, Actor);
        (_refused, _days) = (days.Refusal, days.Value);
        _templates = (await shifts.TemplatesAsync(Actor)).Value ?? [];
    });

    private Task SavedAsync()
    {
        _opened = null;
        return LoadAsync();
    }

    private Task CopiedAsync(PlanChange change)
    {
        _done = T[change.Planned == 0 ? "Shifts.CopiedNothing" : "Shifts.Copied", change.Planned];
        return LoadAsync();
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static string Address(DateOnly week, DateOnly? day = null) => $"/people/shifts?week={Months.DayText(week)}{(day is { } chosen ? $"&day={Months.DayText(chosen)}" : "")}";
}
