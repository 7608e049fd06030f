using AfterSales.Application.Cases;
using AfterSales.Application.Insights;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Insights;

/// <summary>What the store's digests told, the latest first, or one of them. Which kind stands in the address.</summary>
public sealed partial class DigestsPage(DigestQueries digests, ChangeSignal signal, Texts texts) : IDisposable
{
    private static readonly DigestKind?[] Kinds = [null, DigestKind.Daily, DigestKind.Weekly];

    private readonly List<DigestLine> _lines = [];
    private ChangeNews? _news;
    private PageState _state;
    private Refusal? _refused;
    private DigestCursor? _next;
    private int _readings;
    private bool _busy;

    [Parameter] public Guid? Id { get; set; }

    [SupplyParameterFromQuery(Name = "kind")] private string? KindName { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    private DigestKind? Kind => Enum.TryParse<DigestKind>(KindName, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : null;

    protected override Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || !Actor.May(Permission.ViewReports)) return Task.CompletedTask;
        // Whoever hears of a new one sees it here.
        _news ??= new(signal, change => change.Of == ChangeOf.Person && change.StoreId == Actor.StoreId && change.Id == Actor.PersonId, () => InvokeAsync(FollowAsync));
        return LoadAsync();
    }

    public void Dispose() => _news?.Dispose();

    private static string AddressOf(DigestKind? kind) => kind is { } one ? $"{DigestWords.List}?kind={one.ToString().ToLowerInvariant()}" : DigestWords.List;

    private Task LoadAsync() => ReadAsync(null);

    private async Task MoreAsync()
    {
        if (_busy) return;
        _busy = true;
        await ReadAsync(_next);
        _busy = false;
    }

    // Whoever has gone on to later pages is not thrown back to the first.
    private async Task FollowAsync()
    {
        if (_lines.Count > DigestQueries.PageSize || Id is not null) return;
        await ReadAsync(null);
        StateHasChanged();
    }

    private async Task ReadAsync(DigestCursor? after)
    {
        var reading = ++_readings;
        Result<DigestPage> page = default;
        var state = await PageLoad.RunAsync(async () => page = Id is { } id ? await AloneAsync(id) : await digests.PageAsync(Kind, after, Actor));
        // Another kind was chosen meanwhile.
        if (reading != _readings) return;
        (_state, _refused) = (state, page.Refusal);
        if (page.Value is not { } found) return;
        if (after is null) _lines.Clear();
        _lines.AddRange(found.Lines);
        _next = found.Next;
    }

    private async Task<Result<DigestPage>> AloneAsync(Guid id)
    {
        var one = await digests.OneAsync(id, Actor);
        return one.Ok ? new DigestPage([one.Value], null) : one.Refusal;
    }
}
