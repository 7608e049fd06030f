using AfterSales.Application.Approvals;
using AfterSales.Application.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Approvals;

/// <summary>
/// What waits for this person to decide, the oldest due first, and one request beside it; on a phone one after the other. The one looked at stands in the address.
/// A request that somebody else decided goes by itself.
/// </summary>
public sealed partial class ApprovalsPage(ApprovalQueries approvals, ChangeSignal signal, NavigationManager navigation, Texts texts, Formats formats) : IDisposable
{
    private readonly HashSet<Guid> _chosen = [];
    private List<ApprovalRow> _rows = [];
    private ApprovalCursor? _next;
    private ChangeNews? _news;
    private Refusal? _refused;
    private PageState _state;
    private int _total;
    private bool _mayDecide = true;
    private bool _absence;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter] public Guid? Id { get; set; }

    private Texts T => texts;
    private Formats F => formats;
    private ApprovalWords Words => field ??= new(texts, formats);

    /// <summary>The one looked at: of the address, else the first.</summary>
    private Guid? Current => Id ?? (_rows.Count > 0 ? _rows[0].Id : null);

    public void Dispose() => _news?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive) return;
        _news = new(signal, change => change.StoreId == Actor.StoreId && change.Of is ChangeOf.Money or ChangeOf.Store, () => InvokeAsync(RefreshAsync));
        await LoadAsync();
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var (rows, most) = (new List<ApprovalRow>(), Math.Max(_rows.Count, 1));
        ApprovalCursor? next = null;
        do
        {
            var page = await approvals.InboxAsync(Actor, next);
            _refused = page.Refusal;
            if (!page.Ok) return;
            rows.AddRange(page.Value.Rows);
            (next, _total, _mayDecide) = (page.Value.Next, page.Value.Total, page.Value.MayDecide);
        }
        while (next is not null && rows.Count < most);
        (_rows, _next) = (rows, next);
        _chosen.IntersectWith(rows.Select(row => row.Id));
    });

    private async Task RefreshAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task MoreAsync()
    {
        var page = await approvals.InboxAsync(Actor, _next);
        if (!page.Ok) return;
        var known = _rows.Select(row => row.Id).ToHashSet();
        _rows.AddRange(page.Value.Rows.Where(row => !known.Contains(row.Id)));
        _next = page.Value.Next;
    }

    private void Choose(Guid id)
    {
        if (!_chosen.Remove(id)) _chosen.Add(id);
    }

    /// <summary>From 1; null for one that waits for this person no longer.</summary>
    private int? PlaceOf(Guid id) => _rows.FindIndex(row => row.Id == id) is >= 0 and var place ? place + 1 : null;

    private Guid? NextOf(Guid id)
    {
        var place = _rows.FindIndex(row => row.Id == id);
        return place < 0 ? _rows.FirstOrDefault()?.Id : (_rows.ElementAtOrDefault(place + 1) ?? _rows.ElementAtOrDefault(place - 1))?.Id;
    }

    // The next one comes by itself; the list hears of the change like everybody's.
    private async Task NextAsync(Guid decided)
    {
        var next = NextOf(decided);
        if (_rows.RemoveAll(row => row.Id == decided) > 0) _total = Math.Max(_total - 1, _rows.Count);
        _chosen.Remove(decided);
        if (_rows.Count == 0 && _next is not null) await LoadAsync();
        // On a phone there is a list to come back to once nothing is left.
        navigation.NavigateTo(next is { } id ? $"/approvals/{id}" : "/approvals", replace: true);
    }

    // Each was decided by itself: what was approved is gone, the others stay and say why.
    private async Task DecidedTogetherAsync(IReadOnlyList<Guid> decided)
    {
        _chosen.Clear();
        if (Id is { } id && decided.Contains(id)) await NextAsync(id);
        await LoadAsync();
    }
}
