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

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public Case Case { get; set; } = null!;
    [Parameter, EditorRequired] public EventCallback<Refusal?> Refused { get; set; }
    [Parameter, EditorRequired] public EventCallback EditTags { get; set; }

    private Texts T => texts;

    private CaseAct Act => CaseAct.Next(Case);

    private Task RunAsync(CaseDeed deed) => RunAsync(() => deed switch
    {
        CaseDeed.Claim => assign.ExecuteAsync(new(Case.Number, Actor.PersonId, Case.Version), Actor),
        CaseDeed.Resolve => resolve.ExecuteAsync(new(Case.Number, Case.Version), Actor),
        CaseDeed.Close => close.ExecuteAsync(new(Case.Number, Case.Version), Actor),
        _ => reopen.ExecuteAsync(new(Case.Number, null, Case.Version), Actor),
    });

    private Task PrioritiseAsync(Priority priority) => RunAsync(() => prioritise.ExecuteAsync(new(Case.Number, priority, Case.Version), Actor));

    private async Task RunAsync(Func<Task<Result<int>>> action)
    {
        _busy = true;
        var done = await action();
        _busy = false;
        await Refused.InvokeAsync(done.Refusal);
    }
}
