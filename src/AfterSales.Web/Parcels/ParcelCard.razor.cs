using AfterSales.Application.Evidence;
using AfterSales.Application.Parcels;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Evidence;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Parcels;

/// <summary>A parcel without an owner: what is to be seen of it, whose it may be, and what becomes of it.</summary>
public sealed partial class ParcelCard(ParcelQueries parcels, MatchParcel match, LetGoParcel letGo, EvidenceTickets tickets, Texts texts, Formats formats)
{
    private PageState _state;
    private Refusal? _refused, _refusal;
    private ParcelDetails? _parcel;
    private IReadOnlyList<(string Name, string Source)> _pictures = [];
    private WarehouseToDo? _shown;
    private string? _number, _reason;
    private bool _busy;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public Guid ParcelId { get; set; }

    /// <summary>When it changes, the card is read again.</summary>
    [Parameter, EditorRequired] public WarehouseToDo ToDo { get; set; } = null!;

    [Parameter, EditorRequired] public EventCallback<Finished> Finished { get; set; }

    /// <summary>Where one is when it is closed.</summary>
    [Parameter, EditorRequired] public string Closed { get; set; } = "";

    private Texts T => texts;

    private Formats F => formats;

    protected override Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || _shown == ToDo) return Task.CompletedTask;
        _shown = ToDo;
        return LoadAsync();
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var found = await parcels.FindAsync(ParcelId, Actor);
        (_refused, _parcel) = (found.Refusal, found.Value);
        // They are nobody's evidence yet: shown as an upload is that waits to be sent.
        _pictures = [.. (_parcel?.Photos ?? []).Where(photo => photo.HasThumbnail).Select(photo => (photo.Name, EvidenceLinks.PendingThumbnail(tickets.Issue(photo.AsFile(), photo.Name, Actor))))];
    });

    private Task MatchAsync(string? number) => RunAsync(async () =>
    {
        var matched = await match.ExecuteAsync(new(ParcelId, ScannedNumber(number)), Actor);
        _refusal = matched.Refusal;
        return matched.Value is { } to ? T[to switch { { ActionId: not null } => "Warehouse.MatchedArrived", { Reopened: true } => "Warehouse.MatchedReopened", _ => "Warehouse.MatchedNoted" }, to.CaseNumber] : null;
    });

    private Task LetGoAsync() => RunAsync(async () =>
    {
        _refusal = (await letGo.ExecuteAsync(new(ParcelId, _reason ?? ""), Actor)).Refusal;
        return _refusal is null ? T["Warehouse.LetGoSaid"] : null;
    });

    /// <param name="act">Answers what was done; null where it was refused.</param>
    private async Task RunAsync(Func<Task<string?>> act)
    {
        if (_busy) return;
        _busy = true;
        string? said;
        try
        {
            said = await act();
        }
        finally
        {
            _busy = false;
        }
        if (said is not null) await Finished.InvokeAsync(new(said));
    }

    private static string ScannedNumber(string? number) => Domain.Parcels.ScannedCode.Parse(number) ?? number ?? "";
}
