using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace AfterSales.Web.People;

public sealed partial class ShiftGrid
{
    private ElementReference _table;
    private IJSObjectReference? _module;
    private Refusal? _refusal;
    private (Guid PersonId, DateOnly Day)? _saving;

    [Parameter, EditorRequired] public PlannedDays Days { get; set; } = null!;
    [Parameter, EditorRequired] public IReadOnlyList<TemplateLine> Templates { get; set; } = [];

    /// <summary>The day that a phone shows.</summary>
    [Parameter, EditorRequired] public DateOnly Chosen { get; set; }

    [Parameter, EditorRequired] public DateOnly Today { get; set; }
    [Parameter, EditorRequired] public EventCallback<(Guid PersonId, DateOnly Day)> Open { get; set; }
    [Parameter, EditorRequired] public EventCallback Changed { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private IEnumerable<DateOnly> AllDays => Enumerable.Range(0, Days.Last.DayNumber - Days.First.DayNumber + 1).Select(Days.First.AddDays);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || !Actor.May(Permission.PlanShifts)) return;
        _module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/grid.js");
        await _module.InvokeVoidAsync("walk", _table);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The page is gone, and the grid with it.
        }
    }

    private async Task KeyAsync(KeyboardEventArgs key, Guid person, DateOnly day)
    {
        if (key.CtrlKey || key.MetaKey || key.AltKey || key.Key is not [>= '0' and <= '9'] || _saving is not null) return;
        var place = key.Key[0] - '1';
        if (place >= Templates.Count) return;
        var standing = Days.Of(person, day);
        _saving = (person, day);
        _refusal = (await Plan.ExecuteAsync(new([new(person, day, place < 0 ? [] : [Templates[place].Hours], [.. standing.Select(s => s.Id)])]), Actor)).Refusal;
        _saving = null;
        // Why it is planned otherwise after it has begun is asked for where there is room to say it.
        if (_refusal?.Code == "shift.reason_needed")
        {
            _refusal = null;
            await Open.InvokeAsync((person, day));
        }
        await Changed.InvokeAsync();
    }

    private RenderFragment Cell(Guid person, DateOnly day) => builder =>
    {
        foreach (var shift in Days.Of(person, day)) Chip(builder, "act", shift.Name.Length == 0 ? T.Times(shift.Hours) : shift.Name, shift.Name.Length == 0 ? null : T.Times(shift.Hours));
        if (Days.LeaveOn(person, day, F) is { } granted) Chip(builder, granted ? "good" : "soon", T[granted ? "Shifts.OnLeave" : "Shifts.LeaveAsked"], null);
    };

    private static void Chip(RenderTreeBuilder builder, string tone, string text, string? times)
    {
        builder.OpenElement(0, "span");
        builder.AddAttribute(1, "class", $"chip {tone}");
        builder.AddContent(2, text);
        builder.CloseElement();
        if (times is null) return;
        builder.OpenElement(3, "span");
        builder.AddAttribute(4, "class", "small num muted");
        builder.AddContent(5, times);
        builder.CloseElement();
    }

    private string Label(Guid person, string name, DateOnly day)
    {
        var shifts = Days.Of(person, day).Select(s => T.Shift(s.Hours)).ToList();
        if (Days.LeaveOn(person, day, F) is { } granted) shifts.Add(T[granted ? "Shifts.OnLeave" : "Shifts.LeaveAsked"]);
        return T["Shifts.CellLabel", name, T.Day(day), shifts.Count == 0 ? T["Shifts.Free"] : string.Join(T["Shared.ListSeparator"], shifts)];
    }

    private string? Hours(Guid person)
    {
        var length = Days.Shifts.Where(s => s.PersonId == person).Aggregate(TimeSpan.Zero, (sum, s) => sum + s.Hours.Length);
        return length == TimeSpan.Zero ? null : T["Shifts.Hours", length.TotalHours.ToString("0.#", T.Culture)];
    }

    private string Classes(DateOnly day) => $"day{(day == Chosen ? " chosen" : "")}{(day == Today ? " today" : "")}";
}
