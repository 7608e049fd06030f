using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Cases;

/// <summary>
/// A dialog that changes one thing of a case. It closes when the change is made. A refusal stays in the dialog, except that
/// somebody else was quicker: then the case behind it has to be seen first.
/// </summary>
public abstract class CaseDialog : ComponentBase
{
    [CascadingParameter] protected Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public Case Case { get; set; } = null!;
    [Parameter, EditorRequired] public EventCallback Closed { get; set; }
    [Parameter, EditorRequired] public EventCallback<Refusal?> Refused { get; set; }

    protected ModalDialog? Modal { get; set; }
    protected Refusal? Problem { get; private set; }
    protected bool Busy { get; private set; }

    protected async Task SaveAsync(Func<Task<Result<int>>> change)
    {
        Busy = true;
        var done = await change();
        Busy = false;
        Problem = done.Refusal;
        if (Problem is { Kind: not RefusalKind.Conflict }) return;
        if (Modal is not null) await Modal.CloseAsync();
        await Refused.InvokeAsync(Problem);
    }
}
