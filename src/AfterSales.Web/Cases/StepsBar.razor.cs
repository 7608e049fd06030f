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
    [Parameter, EditorRequired] public EventCallback<Refusal?> Refused { get; set; }

    private Texts T => texts;

    private Task MoveAsync(CaseState to) => to == Case.State ? Task.CompletedTask : RunAsync(to == CaseState.Closed
        ? () => close.ExecuteAsync(new(Case.Number, Case.Version), Actor)
        : () => move.ExecuteAsync(new(Case.Number, to, Case.Version), Actor));

    private Task WaitAsync(Waiting? whom) => RunAsync(() => wait.ExecuteAsync(new(Case.Number, whom, Case.Version), Actor));

    private async Task RunAsync(Func<Task<Result<int>>> action)
    {
        _busy = true;
        var done = await action();
        _busy = false;
        await Refused.InvokeAsync(done.Refusal);
    }
}
