using System.Globalization;
using AfterSales.Application.Clocks;
using AfterSales.Application.Conversations;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Conversations;

/// <summary>By when the buyer shall hear from us: goes out with the reply, or is recorded now when it was said on the phone.</summary>
public sealed partial class PromiseDialog(MakePromise promise, ClockPolicies policies, Texts texts, Formats formats)
{
    private ModalDialog? _modal;
    private IReadOnlyList<PromiseChoice> _choices = [];
    private TimeSpan _longest = ClockPolicy.Default.MaxPromise;
    private DateTimeOffset _by;
    private DateTime _wall;
    private Refusal? _problem;
    private DateTimeOffset? _saw;
    private SeenPromise? _stands;
    private bool _busy;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public string Number { get; set; } = "";
    [Parameter, EditorRequired] public EventCallback Closed { get; set; }

    /// <summary>The promise that runs now; null when none does.</summary>
    [Parameter, EditorRequired] public DateTimeOffset? Running { get; set; }

    /// <summary>The time to send with the next reply.</summary>
    [Parameter, EditorRequired] public EventCallback<DateTimeOffset?> Attach { get; set; }

    private Texts T => texts;

    private Formats F => formats;

    private DateTimeOffset Custom => formats.At(DateOnly.FromDateTime(_wall), TimeOnly.FromDateTime(_wall));

    protected override async Task OnInitializedAsync()
    {
        _saw = Running;
        // The dialog is drawn while the store's policy is still on its way.
        Offer(ClockPolicy.Default);
        Offer(await policies.CurrentAsync(Actor.StoreId, CancellationToken.None));
    }

    private void Offer(ClockPolicy policy)
    {
        _longest = policy.MaxPromise;
        _choices = PromiseChoices.Of(formats, _longest);
        var usual = formats.Now + policy.DefaultPromise;
        _wall = formats.Wall(usual);
        _by = _choices.FirstOrDefault(c => c.Key == "PromiseIn24Hours")?.By ?? Custom;
    }

    private void TypeCustom(ChangeEventArgs change)
    {
        if (!DateTime.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var wall)) return;
        _wall = wall;
        _by = Custom;
    }

    private async Task AttachAsync()
    {
        if (_modal is not null) await _modal.CloseAsync();
        await Attach.InvokeAsync(_by);
    }

    private async Task RecordAsync()
    {
        _busy = true;
        var done = await promise.ExecuteAsync(new(Number, _by, _stands ?? new SeenPromise(_saw)), Actor);
        _busy = false;
        _problem = done.Refusal;
        // A colleague was quicker: both promises stand side by side, and recording again is a decision.
        if (_problem is { Kind: RefusalKind.Conflict } late) _stands = new(late.Args is [DateTimeOffset by] ? by : null);
        if (done.Ok && _modal is not null) await _modal.CloseAsync();
    }

    private string Words(DateTimeOffset? by) => by is { } at ? formats.When(at) : texts["Conversations.NoPromise"];
}
