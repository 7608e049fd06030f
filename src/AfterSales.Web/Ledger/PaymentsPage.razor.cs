using System.Globalization;
using AfterSales.Application.Cases;
using AfterSales.Application.Ledger;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AfterSales.Web.Ledger;

/// <summary>Payments: what has to be paid, what is under way, what failed and what is done. Which of them stands in the address.</summary>
public sealed partial class PaymentsPage(PaymentQueries payments, PaymentConnectors connectors, ChangeSignal signal, NavigationManager navigation, IJSRuntime js) : IAsyncDisposable
{
    private readonly List<PaymentRow> _rows = [];
    private readonly HashSet<Guid> _chosen = [];
    private PageState _state;
    private Refusal? _refused;
    private PaymentCounts? _counts;
    private PaymentsToday? _today;
    private PaymentCursor? _next;
    private (PaymentRow Row, PaymentDeed Deed)? _open;
    private (string Text, bool IsGood)? _told;
    private IDisposable? _watch;
    private IJSObjectReference? _module;
    private bool _hasRobot;
    private bool _asked;
    private bool _gone;

    [SupplyParameterFromQuery(Name = "show")] private string? Show { get; set; }

    [SupplyParameterFromQuery(Name = "method")] private string? Method { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    private PaymentGroup Group => Show switch { "sent" => PaymentGroup.Sent, "failed" => PaymentGroup.Failed, "done" => PaymentGroup.Done, _ => PaymentGroup.ToPay };

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive) return;
        _chosen.Clear();
        _hasRobot = connectors.PayingByThemselves.Contains(FolderConnector.ConnectorName);
        _watch ??= signal.Subscribe(change => { if (change is { Of: ChangeOf.Payout } && change.StoreId == Actor.StoreId) AskRefresh(); });
        await LoadAsync();
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
        _watch?.Dispose();
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

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var most = Math.Max(_rows.Count, 1);
        var (rows, next, refused) = (new List<PaymentRow>(), (PaymentCursor?)null, (Refusal?)null);
        do
        {
            var found = await payments.ListAsync(Group, MethodOf(Method), next, Actor);
            refused = found.Refusal;
            if (found.Value is not { } page) break;
            rows.AddRange(page.Rows);
            next = page.Next;
        }
        while (next is not null && rows.Count < most);
        (_refused, _next) = (refused, next);
        _rows.Clear();
        _rows.AddRange(rows);
        _chosen.IntersectWith(rows.Where(row => row.MayGoInBatch).Select(row => row.Id));
        if (refused is not null) return;
        (_counts, _today) = ((await payments.CountsAsync(Actor)).Value, (await payments.TodayAsync(Actor)).Value);
    });

    private async Task MoreAsync()
    {
        if ((await payments.ListAsync(Group, MethodOf(Method), _next, Actor)).Value is not { } page) return;
        _rows.AddRange(page.Rows);
        _next = page.Next;
    }

    // Somebody else pays too: what they did is seen, soon and once.
    private void AskRefresh()
    {
        if (_asked || _gone) return;
        _asked = true;
        _ = InvokeAsync(async () =>
        {
            await Task.Delay(200);
            _asked = false;
            if (_gone || _open is not null) return;
            await LoadAsync();
            StateHasChanged();
        });
    }

    private void Toggle(PaymentRow row)
    {
        if (row.MayGoInBatch && !_chosen.Remove(row.Id)) _chosen.Add(row.Id);
    }

    private void Choose(IReadOnlyCollection<Guid> ids)
    {
        _chosen.Clear();
        _chosen.UnionWith(ids);
    }

    private void Open(PaymentRow row, PaymentDeed deed) => (_open, _told) = ((row, deed), null);

    private async Task Close()
    {
        _open = null;
        await LoadAsync();
    }

    private async Task OnDoneAsync(string told)
    {
        (_open, _told) = (null, (told, true));
        await LoadAsync();
    }

    private void OnBatchAsync(Guid batch) => navigation.NavigateTo($"/payments/batches/{batch}");

    private async Task OnRefused(Refusal refusal)
    {
        _told = (T.Sentence(refusal), false);
        await LoadAsync();
    }

    private void Go(string? method) => navigation.NavigateTo(Address(Group, method));

    private static string Address(PaymentGroup group, string? method)
    {
        var query = new List<string>();
        if (group != PaymentGroup.ToPay) query.Add($"show={group.ToString().ToLowerInvariant()}");
        if (MethodOf(method) is { } known) query.Add($"method={known}");
        return query.Count == 0 ? "/payments" : "/payments?" + string.Join('&', query);
    }

    private static PayoutMethod? MethodOf(string? name) => Enum.TryParse<PayoutMethod>(name, out var method) && Enum.IsDefined(method) ? method : null;

    private string Counted(int count) => count > PaymentQueries.CountedTo ? T["Ledger.AndMore", PaymentQueries.CountedTo] : count.ToString(CultureInfo.InvariantCulture);
}
