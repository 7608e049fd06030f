using AfterSales.Application.Approvals;
using AfterSales.Application.Cases;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Approvals;

/// <summary>One request and what may be done with it. What changes while it is looked at changes here at once; a decision names exactly what was on the screen.</summary>
public sealed partial class ApprovalPanel(ApprovalDetailQueries approvals, DecideApproval decide, ChangeSignal signal, Texts texts) : IDisposable
{
    private ApprovalDetails? _details;
    private ChangeNews? _news;
    private Refusal? _refused;
    private Refusal? _refusal;
    private Verdict? _asking;
    private PageState _state;
    private bool _busy;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public Guid Id { get; set; }

    /// <summary>From 1; null for one that waits for this person no longer.</summary>
    [Parameter, EditorRequired] public int? Place { get; set; }

    [Parameter, EditorRequired] public int Total { get; set; }
    [Parameter, EditorRequired] public ApprovalWords Words { get; set; } = null!;

    /// <summary>What comes after it.</summary>
    [Parameter, EditorRequired] public Guid? Next { get; set; }

    [Parameter, EditorRequired] public EventCallback<Guid> Decided { get; set; }

    private Texts T => texts;

    public void Dispose() => _news?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive) return;
        _news = new(signal, change => change.Of == ChangeOf.Money && change.StoreId == Actor.StoreId && change.Id == _details?.Row.CaseId, () => InvokeAsync(RefreshAsync));
        await LoadAsync();
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var found = await approvals.FindAsync(Id, Actor);
        (_refused, _details) = (found.Refusal, found.Value);
    });

    private async Task RefreshAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    // What only a reason outweighs is asked for it; the use case knows which.
    private async Task ApproveAsync()
    {
        if (await DecideAsync(Verdict.Approved, new(null, null)) is not { } refusal) return;
        if (refusal.Code == "approval.reason_needed") _asking = Verdict.Approved;
        else _refusal = refusal;
    }

    private async Task<Refusal?> DecideAsync(Verdict verdict, SaidReason said)
    {
        if (_busy || _details is not { } details) return null;
        (_busy, _refusal) = (true, null);
        var decided = await decide.ExecuteAsync(new(Id, verdict, said.Amount, said.Reason, details.Row.SubjectHash), Actor);
        _busy = false;
        if (!decided.Ok)
        {
            if (decided.Refusal.Kind == RefusalKind.Conflict) await LoadAsync();
            return decided.Refusal;
        }
        _asking = null;
        await Decided.InvokeAsync(Id);
        return null;
    }

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
