using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Cases;

/// <summary>
/// A dialog that changes one thing of a case, as it stood when the dialog opened. It closes when the change is made; a
/// refusal stays in it. When somebody else was quicker, the page behind says what changed, and saving again is a decision.
/// </summary>
public abstract class CaseDialog : ComponentBase
{
    [CascadingParameter] protected Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public Case Case { get; set; } = null!;
    [Parameter, EditorRequired] public EventCallback Closed { get; set; }
    [Parameter, EditorRequired] public EventCallback<Refusal?> Refused { get; set; }

    private int? _seen;

    protected ModalDialog? Modal { get; set; }
    protected Refusal? Problem { get; private set; }
    protected bool Busy { get; private set; }

    /// <summary>The version the person decided on; live updates behind the dialog do not move it.</summary>
    protected int Seen => _seen ?? Case.Version;

    protected override void OnParametersSet() => _seen ??= Case.Version;

    protected async Task SaveAsync(Func<Task<Result<int>>> change)
    {
        Busy = true;
        var done = await change();
        Busy = false;
        Problem = done.Refusal;
        if (Problem is { Kind: RefusalKind.Conflict }) _seen = null;
        else if (Problem is not null) return;
        else if (Modal is not null) await Modal.CloseAsync();
        await Refused.InvokeAsync(Problem);
    }
}
