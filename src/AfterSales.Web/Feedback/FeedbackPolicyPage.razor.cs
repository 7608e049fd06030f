using AfterSales.Application.Feedback;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Feedback;

/// <summary>When goods are production's matter, and how many pieces say anything about them.</summary>
public sealed partial class FeedbackPolicyPage(FeedbackPolicyQueries queries, ChangeFeedbackPolicy change, Texts texts, Formats formats)
{
    private static readonly string[] Fields = [nameof(FeedbackPolicy.Customers), nameof(FeedbackPolicy.WindowDays), nameof(FeedbackPolicy.LeastPieces), nameof(FeedbackPolicy.RipeDays)];

    private PageState _state;
    private FeedbackPolicyNow? _now;
    private Refusal? _refused;
    private Refusal? _refusal;
    private int _customers;
    private int _windowDays;
    private int _leastPieces;
    private int _ripeDays;
    private bool _busy;
    private bool _saved;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;
    private Formats F => formats;

    private bool MayEdit => Actor.May(Permission.JudgeFeedback);

    protected override Task OnInitializedAsync() => RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var now = await queries.NowAsync(Actor);
        _refused = now.Refusal;
        if (now.Value is not { Policy: var policy } found) return;
        (_now, _customers, _windowDays, _leastPieces, _ripeDays) = (found, policy.Customers, policy.WindowDays, policy.LeastPieces, policy.RipeDays);
    });

    private async Task SaveAsync()
    {
        if (_busy || _now is not { } now) return;
        (_busy, _saved) = (true, false);
        var policy = new FeedbackPolicy { Customers = _customers, WindowDays = _windowDays, LeastPieces = _leastPieces, RipeDays = _ripeDays };
        _refusal = (await change.ExecuteAsync(new(now.Policy.Version, policy), Actor)).Refusal;
        _busy = false;
        if (_refusal is not null) return;
        await LoadAsync();
        _saved = true;
    }
}
