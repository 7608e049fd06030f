using AfterSales.Application.Clocks;
using AfterSales.Application.People;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Clocks;

/// <summary>The store's clock rules: limits, warnings, calendars, and their versions. Who may not change them reads them.</summary>
public sealed partial class ClockSettingsPage(ClockPolicyQueries policies, ChangeClockPolicy change, Texts texts, Formats formats)
{
    private PageState _state;
    private ClockPolicyNow? _now;
    private PolicyForm? _form;
    private IReadOnlyList<ClockProblem> _problems = [];
    private Refusal? _refused;
    private Refusal? _refusal;
    private string? _saved;
    private int? _restored;
    private bool _applyToRunning;
    private bool _saving;

    [CascadingParameter] private Actor Actor { get; set; } = null!;
    [CascadingParameter] private Desk Desk { get; set; } = null!;

    private Texts T => texts;
    private Formats Formats => formats;
    private bool MayEdit => Actor.May(Permission.EditPolicies);

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive) await LoadAsync();
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var now = await policies.NowAsync(Actor);
        _refused = now.Refusal;
        if (now.Value is not { } found) return;
        (_now, _form, _problems, _refusal, _restored, _applyToRunning) = (found, PolicyForm.Of(found.Policy), [], null, null, false);
    });

    private async Task SaveAsync()
    {
        if (_form is not { } form || _now is not { } now) return;
        (_saved, _refusal) = (null, null);
        _problems = form.Problems();
        if (_problems.Count > 0) return;

        _saving = true;
        try
        {
            var changed = await change.ExecuteAsync(new(now.Policy.Version, form.ToPolicy(), _applyToRunning), Actor);
            _refusal = changed.Refusal;
            if (!changed.Ok) return;
            _saved = Words(changed.Value, now.Policy);
        }
        finally
        {
            _saving = false;
        }
        await LoadAsync();
    }

    private string Words(ClockPolicyChanged changed, ClockPolicy before) => (changed.Version == before.Version, _applyToRunning) switch
    {
        (true, true) => T["Clocks.UnchangedAndApplied", changed.Version, formats.Number(changed.Recomputed)],
        (true, false) => T["Clocks.Unchanged", changed.Version],
        (false, true) => T["Clocks.SavedAndApplied", changed.Version, formats.Number(changed.Recomputed)],
        (false, false) => T["Clocks.Saved", changed.Version],
    };

    /// <summary>Puts an earlier version into the form; saving it makes a new one.</summary>
    private async Task RestoreAsync(int version)
    {
        var found = await policies.VersionAsync(Actor, version);
        _refusal = found.Refusal;
        if (found.Ok) (_form, _problems, _saved, _restored) = (PolicyForm.Of(found.Value), [], null, version);
    }

    private void AddCalendar() => _form!.Calendars.Add(CalendarForm.New(T["Clocks.NewCalendar", _form.Calendars.Count + 1], Desk.Store.TimeZoneId));
}
