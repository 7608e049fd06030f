using AfterSales.Application.Cases;
using AfterSales.Application.Clocks;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Web.Clocks;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AfterSales.Web.Cases;

/// <summary>
/// The workbench: queue, conversation and side panel. What is looked at stands in the address, so that any view can be sent
/// to a colleague.
/// </summary>
public sealed partial class WorkbenchPage(ClockPolicies policies, IJSRuntime js, Texts texts) : IAsyncDisposable
{
    private SoonTimes _soon = new(ClockPolicy.Default);
    private IJSObjectReference? _module;
    private bool _newCase;
    private bool _pasteChat;
    private bool _shortcuts;
    private bool _gone;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter] public string? Number { get; set; }
    [SupplyParameterFromQuery] public string? View { get; set; }
    [SupplyParameterFromQuery(Name = "q")] public string? Filter { get; set; }

    [SupplyParameterFromQuery] public string? Only { get; set; }

    /// <summary>all: the follow-ups of everybody.</summary>
    [SupplyParameterFromQuery] public string? Of { get; set; }

    private Texts T => texts;

    private bool Everybodys => Of == "all" || !Actor.May(Permission.HandleCases);

    private string QueueHref => ShownView == QueueView.FollowUp ? QueueAddress.OfFollowUps(null, Everybodys) : QueueAddress.Of(null, ShownView, Filter, ShownOnly);

    private QueueOnly? ShownOnly => QueueAddress.OnlyOf(Only);

    private QueueView ShownView => QueueAddress.ViewOf(View) ?? (Actor.May(Permission.HandleCases) ? QueueView.Mine : QueueView.All);

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive) _soon = new(await policies.CurrentAsync(Actor.StoreId, CancellationToken.None));
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _module = await js.InvokeAsync<IJSObjectReference>("import", "./js/workbench.js");
        // Left before the script came: its keys are not for other pages.
        if (_gone) await _module.DisposeAsync();
        else await _module.InvokeVoidAsync("start");
    }

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        try
        {
            if (_module is null) return;
            await _module.InvokeVoidAsync("stop");
            await _module.DisposeAsync();
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The page is gone, and its keys with it.
        }
    }
}
