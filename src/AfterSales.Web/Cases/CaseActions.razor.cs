using AfterSales.Application.Cases;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Cases;

/// <summary>The next action as one button, the others in a menu.</summary>
public sealed partial class CaseActions(AssignCase assign, ResolveCase resolve, CloseCase close, ReopenCase reopen, PrioritiseCase prioritise, Texts texts)
{
    private bool _busy;
    private Refusal? _checksWaiting;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public Case Case { get; set; } = null!;
    [Parameter, EditorRequired] public EventCallback<CaseAttempt> Attempted { get; set; }
    [Parameter, EditorRequired] public EventCallback EditTags { get; set; }

    /// <summary>Something was agreed by phone.</summary>
    [Parameter, EditorRequired] public EventCallback NotePhone { get; set; }

    /// <summary>Lines of the conversation are to be marked as evidence.</summary>
    [Parameter, EditorRequired] public EventCallback MarkLines { get; set; }

    /// <summary>The evidence packs of the case are asked for.</summary>
    [Parameter, EditorRequired] public EventCallback MakePack { get; set; }

    /// <summary>Evidence is to be removed, or the case put under legal hold.</summary>
    [Parameter, EditorRequired] public EventCallback Keep { get; set; }

    /// <summary>The buyer is still to be asked, so closing takes a reason.</summary>
    [Parameter, EditorRequired] public bool OwesFollowUp { get; set; }

    /// <summary>Nothing is left to find out, or a remedy is agreed.</summary>
    [Parameter, EditorRequired] public bool IsGuided { get; set; }

    [Parameter, EditorRequired] public EventCallback CloseUnasked { get; set; }

    private Texts T => texts;

    private CaseAct Act => CaseAct.Next(Case, OwesFollowUp, IsGuided);

    private Task RunAsync(CaseDeed deed) => deed switch
    {
        CaseDeed.Claim => RunAsync(CaseField.Owner, Actor.Name, seen => assign.ExecuteAsync(new(Case.Number, Actor.PersonId, seen), Actor)),
        CaseDeed.Resolve => RunAsync(CaseField.State, T.Word(CaseState.Resolved), seen => resolve.ExecuteAsync(new(Case.Number, seen), Actor)),
        CaseDeed.Close when OwesFollowUp => CloseUnasked.InvokeAsync(),
        CaseDeed.Close => RunAsync(CaseField.State, T.Word(CaseState.Closed), seen => close.ExecuteAsync(new(Case.Number, seen), Actor)),
        _ => RunAsync(CaseField.State, T.Word(CaseState.Confirming), seen => reopen.ExecuteAsync(new(Case.Number, null, seen), Actor)),
    };

    private Task PrioritiseAsync(Priority priority) =>
        RunAsync(CaseField.Priority, T.Word(priority), seen => prioritise.ExecuteAsync(new(Case.Number, priority, seen), Actor));

    private async Task RunAsync(CaseField field, string wanted, Func<int, Task<Result<int>>> save)
    {
        _busy = true;
        var attempt = await CaseAttempt.MakeAsync(field, Case, wanted, save);
        _busy = false;
        // The warehouse still looks something up: whoever resolves it says whether they wait.
        if (attempt.Refusal is { Code: ResolveCase.ChecksWaiting } waiting) _checksWaiting = waiting;
        else await Attempted.InvokeAsync(attempt);
    }
}
