using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AfterSales.Web.Playbooks;

/// <summary>A card of the guidance panel, or a line of one.</summary>
public abstract class GuidancePart : ComponentBase
{
    [Inject] protected Texts T { get; set; } = null!;
    [Inject] private SayFacts Say { get; set; } = null!;

    [CascadingParameter] protected GuidancePanel Panel { get; set; } = null!;
    [CascadingParameter] protected Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public GuidanceView View { get; set; } = null!;

    protected Case Case => Panel.Case;

    protected GuidanceWords Words => Panel.Words;

    protected Task SayAsync(MouseEventArgs? tap, params (string Fact, Value Value)[] facts) =>
        Panel.RunAsync(tap, () => ExecuteAsync(facts));

    /// <summary>Says one fact; the answer is whether it counted, and why it was refused, to be shown where it was asked.</summary>
    protected Task<(bool Counted, Refusal? Refusal)> AnswerAsync(MouseEventArgs? tap, string fact, Value value) => Panel.AnswerAsync(tap, fact, () => ExecuteAsync((fact, value)));

    private Task<Result<int>> ExecuteAsync(params (string Fact, Value Value)[] facts) =>
        Say.ExecuteAsync(new(Case.Number, facts.ToDictionary(fact => fact.Fact, fact => fact.Value, StringComparer.Ordinal), Case.Type), Actor);
}
