using AfterSales.Domain.Remedies;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Remedies;

/// <summary>What actions and their states are called.</summary>
public static class ActionWords
{
    /// <summary>A remedy, an obligation, or something the warehouse looks up.</summary>
    public static string Action(this Texts texts, string word) =>
        texts.Find($"Playbooks.Remedy.{word}") ?? texts.Find($"Playbooks.Obligation.{word}") ?? texts.Find($"Playbooks.Evidence.{word}") ?? word;

    /// <summary>A shipment that is done was shipped, a claim was paid: the flow's own word where it has one.</summary>
    public static string StateOf(this Texts texts, ActionFlow flow, ActionState state) => texts.Find($"Words.{nameof(ActionState)}.{flow}.{state}") ?? texts.Word(state);
}
