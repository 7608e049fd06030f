using AfterSales.Application.Parcels;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Parcels;

/// <summary>A form on a card of the warehouse's desk. A refusal stays in it; what was done is told to the page.</summary>
public abstract class WarehouseForm : ComponentBase
{
    [CascadingParameter] protected Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public WarehouseRow Row { get; set; } = null!;
    [Parameter, EditorRequired] public EventCallback<Finished> Finished { get; set; }

    protected Refusal? Problem { get; set; }
    protected bool Busy { get; private set; }

    /// <param name="act">What is asked for; answers why not.</param>
    protected async Task RunAsync(Func<Task<Refusal?>> act, Finished finished)
    {
        if (Busy) return;
        Busy = true;
        try
        {
            Problem = await act();
        }
        finally
        {
            Busy = false;
        }
        if (Problem is null) await Finished.InvokeAsync(finished);
    }
}
