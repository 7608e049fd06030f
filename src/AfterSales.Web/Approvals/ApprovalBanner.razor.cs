using AfterSales.Application.Approvals;
using AfterSales.Application.Cases;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Approvals;

/// <summary>
/// On a case: what waits for somebody's decision, what was asked back, with a place to answer, and how the last request came out. It reads when the case was
/// read; what cannot be read is left out, the case goes on.
/// </summary>
public sealed partial class ApprovalBanner(ApprovalQueries approvals, AnswerApproval answer, VoidAction voidAction, Texts texts, Formats formats)
{
    private IReadOnlyList<ApprovalOnCase> _shown = [];
    private ApprovalOnCase? _answering;
    private ApprovalOnCase? _withdrawing;
    private CaseDetails? _read;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public CaseDetails Details { get; set; } = null!;

    /// <summary>Asking again is done in the guidance, which on a phone is on the other tab.</summary>
    [Parameter, EditorRequired] public EventCallback Shown { get; set; }

    private Texts T => texts;
    private ApprovalWords Words => field ??= new(texts, formats);
    private bool MayWork => Actor.May(Permission.HandleCases) && Details.Case.IsOpen;

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_read, Details)) return;
        _read = Details;
        // Most cases never ask anybody; those that did once have a clock of it.
        if (Details.Clocks.All(clock => clock.Kind != Domain.Clocks.ClockKind.Approval)) return;
        await PageLoad.RunAsync(async () =>
        {
            var all = (await approvals.OfCaseAsync(Actor, Details.Case.Number)).Value ?? [];
            // Everything that waits; of what is decided the latest, as long as the case is worked on.
            _shown = [.. all.Where((one, place) => one.Row.State is ApprovalState.Open or ApprovalState.AskedBack || (place == 0 && Details.Case.State <= CaseState.Executing))];
        });
    }

    private async Task<Refusal?> AnswerAsync(ApprovalOnCase one, SaidReason said)
    {
        var answered = await answer.ExecuteAsync(new(Details.Case.Number, one.Row.Id, said.Reason ?? ""), Actor);
        if (answered.Ok) _answering = null;
        return answered.Refusal;
    }

    private async Task<Refusal?> WithdrawAsync(ApprovalOnCase one, SaidReason said)
    {
        var taken = await voidAction.ExecuteAsync(new(Details.Case.Number, one.ActionId, said.Reason ?? ""), Actor);
        if (taken.Ok) _withdrawing = null;
        return taken.Refusal;
    }

    private string? Standing(ApprovalOnCase one) => one.Row switch
    {
        { State: ApprovalState.Open, NextRole: { } role } row => texts["Approvals.WaitsFor", texts.Word(role), string.Join(texts["Shared.ListSeparator"], row.Causes.Select(Words.Cause))] + (Words.Plan(row) is { } plan ? $" · {plan}" : ""),
        { State: ApprovalState.Voided } => texts["Approvals.VoidedText"],
        _ => null,
    };

    // The remedy's own button; the head of the guidance where it is not offered any more.
    private static string WhereToAsk(ApprovalRow row)
    {
        var button = $"[data-remedy='{row.Remedy}'] [aria-haspopup]";
        return $"{button}, .guidance:not(:has({button})) h2";
    }

    private static string Tone(ApprovalState state) => state switch
    {
        ApprovalState.Open => "act",
        ApprovalState.AskedBack => "soon",
        ApprovalState.Approved => "good",
        _ => "late",
    };

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
