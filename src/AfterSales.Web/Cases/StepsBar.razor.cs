using AfterSales.Application.Cases;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Cases;

/// <summary>The steps of a case and whom it waits for. A step that may not follow is refused with its reason, not hidden.</summary>
public sealed partial class StepsBar(MoveCase move, CloseCase close, PutOnWait wait, Texts texts)
{
    private bool _busy;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public Case Case { get; set; } = null!;
    [Parameter, EditorRequired] public bool MayWork { get; set; }
    [Parameter, EditorRequired] public EventCallback<CaseAttempt> Attempted { get; set; }

    /// <summary>The buyer is still to be asked, so closing takes a reason.</summary>
    [Parameter, EditorRequired] public bool OwesFollowUp { get; set; }

    [Parameter, EditorRequired] public EventCallback CloseUnasked { get; set; }

    private Texts T => texts;

    private Task MoveAsync(CaseState to) => to switch
    {
        _ when to == Case.State => Task.CompletedTask,
        CaseState.Closed when OwesFollowUp => CloseUnasked.InvokeAsync(),
        CaseState.Closed => RunAsync(CaseField.State, T.Word(to), seen => close.ExecuteAsync(new(Case.Number, seen), Actor)),
        _ => RunAsync(CaseField.State, T.Word(to), seen => move.ExecuteAsync(new(Case.Number, to, seen), Actor)),
    };

    private Task WaitAsync(Waiting? whom) =>
        RunAsync(CaseField.Waiting, CaseFieldWords.Waiting(whom, T), seen => wait.ExecuteAsync(new(Case.Number, whom, seen), Actor));

    private async Task RunAsync(CaseField field, string wanted, Func<int, Task<Result<int>>> save)
    {
        _busy = true;
        var attempt = await CaseAttempt.MakeAsync(field, Case, wanted, save);
        _busy = false;
        await Attempted.InvokeAsync(attempt);
    }
}
