using AfterSales.Application.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Domain.Stores;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Evidence;

/// <summary>How much a store keeps as evidence, how much it may, and whether all of it is whole.</summary>
public partial class SpacePage(SpaceQueries spaces, LimitEvidence limitEvidence, Texts texts, Formats formats)
{
    private static readonly IReadOnlyList<string?> OwnFields = [nameof(Store.EvidenceGigabytes)];

    private PageState _state;
    private SpaceState? _space;
    private int? _limit;
    private Refusal? _refusal;
    private bool _done;

    private Texts T => texts;

    private Formats Formats => formats;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    protected override Task OnInitializedAsync() => RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        _space = await spaces.StateAsync(Actor);
        _limit = _space?.Limit;
    });

    private async Task SaveAsync()
    {
        _refusal = (await limitEvidence.ExecuteAsync(new(_space!.Version, _limit), Actor)).Refusal;
        _done = _refusal is null;
        if (_done) await LoadAsync();
    }
}
