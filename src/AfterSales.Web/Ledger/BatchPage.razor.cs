using AfterSales.Application.Ledger;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Ledger;

/// <summary>One batch: its file, and what became of each line.</summary>
public sealed partial class BatchPage(BatchQueries batches, PaymentQueries payments, ConfirmBatch confirm, Texts texts, Formats formats)
{
    private PageState _state;
    private Refusal? _refused;
    private Refusal? _refusal;
    private BatchDetails? _details;
    private BatchConfirmed? _confirmed;
    private (PaymentRow Row, PaymentDeed Deed)? _open;
    private string _receipts = "";
    private bool _busy;

    [Parameter] public Guid Id { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    private Formats F => formats;

    private bool MayConfirm => _details?.Lines.Any(line => line is { State: PayoutState.Sent, IsCurrent: true }) == true;

    protected override Task OnParametersSetAsync() => RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var found = await batches.FindAsync(Id, Actor);
        (_details, _refused) = (found.Value, found.Refusal);
    });

    private async Task OpenAsync(BatchLineNow line, PaymentDeed deed)
    {
        if ((await payments.FindAsync(line.Line.PayoutId, Actor)).Value is { } row) _open = (row, deed);
    }

    private async Task OnDoneAsync(string told)
    {
        _open = null;
        await LoadAsync();
    }

    private async Task ConfirmAsync()
    {
        _busy = true;
        var confirmed = await confirm.ExecuteAsync(new(Id, _receipts), Actor);
        _busy = false;
        (_confirmed, _refusal) = (confirmed.Value, confirmed.Refusal);
        if (_confirmed is { Unread.Count: 0, Refused.Count: 0 }) _receipts = "";
        await LoadAsync();
    }
}
