using AfterSales.Application.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace AfterSales.Web.Evidence;

/// <summary>The store's evidence as folders and as a grid, searched and taken out. What is looked at stands in the address; what was chosen stays while one turns pages.</summary>
public sealed partial class ArchivePage(ArchiveQueries archive, NavigationManager navigation, Texts texts) : IDisposable
{
    private readonly HashSet<Guid> _chosen = [];
    private ArchiveAddress _address = new(new());
    private IReadOnlyList<ArchiveItem> _items = [];
    private IReadOnlyList<ArchiveFolder> _folders = [];
    private IReadOnlyList<ArchivePerson> _people = [];
    private ArchiveCursor? _next;
    private ArchiveFilter? _taking;
    private bool _isPartial;
    private PageState _state;
    private Refusal? _refused;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    private bool HasType => _address.Filter.Type is not null || _address.Filter.IsUnclassified;

    private bool IsTop => !HasType && _address.Filter.Month is null;

    private bool IsEverything => IsTop && !_address.Filter.IsSearch;

    private bool IsFull => _chosen.Count >= ArchiveFilter.MostChosen;

    private bool ShowsFolders => !_address.IsGrid && !_address.Filter.IsSearch && _address.Filter.Month is null;

    private ArchiveFilter OfType => new() { Type = _address.Filter.Type, IsUnclassified = _address.Filter.IsUnclassified };

    private bool MayTakeAll => Actor.May(Permission.ExportEvidence) || _address.Filter.CaseNumber is not null;

    protected override Task OnInitializedAsync()
    {
        _address = ArchiveAddress.Read(navigation.Uri);
        if (!RendererInfo.IsInteractive) return Task.CompletedTask;
        navigation.LocationChanged += OnMoved;
        return LoadAsync();
    }

    public void Dispose() => navigation.LocationChanged -= OnMoved;

    // The words behind the path are many: they are read as a whole, and the router does not know of them.
    private void OnMoved(object? sender, LocationChangedEventArgs moved)
    {
        if (new Uri(moved.Location).AbsolutePath != ArchiveAddress.Page) return;
        _address = ArchiveAddress.Read(moved.Location);
        _ = InvokeAsync(async () =>
        {
            await LoadAsync();
            StateHasChanged();
        });
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var wanted = _address;
        if (_people.Count == 0) _people = (await archive.PeopleAsync(Actor)).Value ?? [];
        if (ShowsFolders)
        {
            var folders = await archive.FoldersAsync(wanted.Filter.Type, wanted.Filter.IsUnclassified, Actor);
            if (wanted == _address) (_refused, _folders, _items, _next, _isPartial) = (folders.Refusal, folders.Value ?? [], [], null, false);
        }
        else
        {
            var page = await archive.PageAsync(wanted.Filter, wanted.After, Actor);
            // Somebody who turns pages quickly is shown the last one they asked for.
            if (wanted == _address) (_refused, _folders, _items, _next, _isPartial) = (page.Refusal, [], page.Value?.Items ?? [], page.Value?.Next, page.Value is { IsPartial: true });
        }
    });

    private void Choose((IReadOnlyList<Guid> Items, bool Chosen) change)
    {
        foreach (var id in change.Items)
            if (!change.Chosen) _chosen.Remove(id);
            else if (_chosen.Count < ArchiveFilter.MostChosen) _chosen.Add(id);
    }
}
