using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People;

public sealed partial class DayDialog(PlanShifts plan, ShiftQueries shifts, Texts texts, Formats formats)
{
    private readonly List<HoursForm> _forms = [];
    private ModalDialog? _modal;
    private List<ShiftLine> _versions = [];
    private Refusal? _refusal;
    private string _reason = "";
    private bool _busy;

    [Parameter, EditorRequired] public Guid PersonId { get; set; }
    [Parameter, EditorRequired] public string Name { get; set; } = "";
    [Parameter, EditorRequired] public DateOnly Day { get; set; }
    [Parameter, EditorRequired] public IReadOnlyList<ShiftLine> Standing { get; set; } = [];
    [Parameter, EditorRequired] public IReadOnlyList<TemplateLine> Templates { get; set; } = [];
    [Parameter, EditorRequired] public EventCallback Saved { get; set; }
    [Parameter, EditorRequired] public EventCallback Closed { get; set; }
    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;
    private Formats F => formats;

    // What is typed may have begun, too.
    private bool HasBegun => Standing.Any(s => s.StartsAt <= F.Now) || _forms.Exists(f => F.At(Day, f.Hours.From) <= F.Now);

    protected override async Task OnInitializedAsync()
    {
        _forms.AddRange(Standing.Select(s => new HoursForm(s.Hours)));
        _versions = (await shifts.VersionsAsync(PersonId, Day, Actor)).Value ?? [];
    }

    private void Add(ShiftHours hours)
    {
        if (_forms.Count < Shift.MostADay) _forms.Add(new(hours));
    }

    private async Task SaveAsync()
    {
        _busy = true;
        _refusal = (await plan.ExecuteAsync(new([new(PersonId, Day, [.. _forms.Select(f => f.Hours)], [.. Standing.Select(s => s.Id)])], _reason), Actor)).Refusal;
        _busy = false;
        if (_refusal is null) await Saved.InvokeAsync();
    }
}
