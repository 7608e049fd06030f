using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Cases;

/// <summary>
/// A dialog that changes one thing of a case, as it stood when the dialog opened. It closes when the change is made; a
/// refusal stays in it. When somebody else was quicker, it gives way to the two versions side by side.
/// </summary>
public abstract class CaseDialog : ComponentBase
{
    private Case? _saw;

    [CascadingParameter] protected Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public Case Case { get; set; } = null!;
    [Parameter, EditorRequired] public EventCallback Closed { get; set; }
    [Parameter, EditorRequired] public EventCallback<CaseAttempt> Attempted { get; set; }

    protected ModalDialog? Modal { get; set; }
    protected Refusal? Problem { get; private set; }
    protected bool Busy { get; private set; }

    // What the person decides on; live updates behind the dialog do not move it.
    protected override void OnParametersSet() => _saw ??= Case;

    /// <param name="wanted">What it shall be, in words.</param>
    /// <param name="save">Saves it on top of the version it is given.</param>
    protected async Task SaveAsync(CaseField field, string wanted, Func<int, Task<Result<int>>> save)
    {
        Busy = true;
        var attempt = await CaseAttempt.MakeAsync(field, _saw!, wanted, save);
        Busy = false;
        Problem = attempt.Refusal is { Kind: RefusalKind.Conflict } ? null : attempt.Refusal;
        if (Problem is not null) return;
        if (Modal is not null) await Modal.CloseAsync();
        await Attempted.InvokeAsync(attempt);
    }
}
