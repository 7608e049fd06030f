using AfterSales.Application.Cases;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AfterSales.Web.Cases;

/// <summary>Asks for the follow-up of a resolved case with one tap, and shows what the buyer answered.</summary>
public sealed partial class FollowUpCard(RecordFollowUp record, Texts texts, Formats formats)
{
    private int? _mark;
    private string? _words;
    private bool _busy;
    private bool _reopening;
    private bool _takesFocus;
    private ElementReference _reopen;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public CaseDetails Details { get; set; } = null!;
    [Parameter, EditorRequired] public EventCallback<CaseAttempt> Attempted { get; set; }

    private Texts T => texts;
    private Formats F => formats;

    private bool MayWork => Actor.May(Permission.HandleCases);

    /// <summary>What the buyer answered; null while nobody has.</summary>
    private FollowUp? Answer => Details.FollowUps.FirstOrDefault(f => f.Outcome != FollowUpOutcome.NotReached);

    private bool IsAsked => Details.Case.State is CaseState.Resolved or CaseState.FollowUp && Answer is null;

    private bool Reopens => FollowUpAnswer.Of(FollowUpOutcome.Settled, _mark, null) is { Ok: true, Value.IsDissatisfied: true };

    /// <summary>Whether there is anything of a follow-up to show.</summary>
    public static bool Concerns(CaseDetails details) => details.Case.State is CaseState.Resolved or CaseState.FollowUp || details.FollowUps.Any(f => f.Outcome != FollowUpOutcome.NotReached);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_takesFocus) return;
        _takesFocus = false;
        await _reopen.FocusAsync();
    }

    // It reopens the case and tells people: one key is soon pressed by mistake. Asked where the keyboard is.
    private void AskToReopen() => (_reopening, _takesFocus) = (true, true);

    // A second tap of a double tap records nothing.
    private async Task RecordAsync(MouseEventArgs tap, FollowUpOutcome outcome)
    {
        if (_busy || tap is { Detail: > 1 }) return;
        _busy = true;
        var (subject, mark, words) = (Details.Case, _mark, _words);
        var becomes = outcome == FollowUpOutcome.Settled && !Reopens ? CaseState.FollowUp : CaseState.Confirming;
        // That nobody was reached is true whatever a colleague did meanwhile.
        var attempt = await CaseAttempt.MakeAsync(CaseField.State, subject, T.Word(becomes),
            seen => record.ExecuteAsync(new(subject.Number, outcome, mark, words, outcome == FollowUpOutcome.NotReached ? null : seen), Actor));
        _busy = false;
        if (attempt.Refusal is null) (_mark, _words) = (null, null);
        _reopening = false;
        await Attempted.InvokeAsync(attempt);
    }
}
