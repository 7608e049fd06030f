using static AfterSales.Domain.Remedies.ActionState;

namespace AfterSales.Domain.Remedies;

/// <summary>What has to be said when an action goes on.</summary>
[Flags]
public enum ActionNeeds
{
    None = 0,
    Waybill = 1,
    Amount = 2,
    Receipt = 4,
    Reason = 8,
    Inspection = 16,
}

/// <summary>A move that a flow allows, and what it asks for.</summary>
/// <param name="By">Whose move it is.</param>
public sealed record ActionMove(ActionState From, ActionState To, ActionNeeds Needs = ActionNeeds.None, Desk By = Desk.Agent);

/// <summary>Which moves each flow allows. Asked and Voided are not among them: approvals lead out of the one, voiding leads into the other.</summary>
public static class ActionFlows
{
    private static readonly Dictionary<ActionFlow, ActionMove[]> ByFlow = new()
    {
        [ActionFlow.Task] = [new(Open, Done)],
        [ActionFlow.Check] = [new(Open, Done, By: Desk.Warehouse)],
        [ActionFlow.Query] = [new(Open, Requested), new(Open, Done), new(Requested, Done)],
        [ActionFlow.Claim] =
        [
            new(Open, Requested, ActionNeeds.Amount), new(Requested, Agreed, ActionNeeds.Amount), new(Requested, Done, ActionNeeds.Amount),
            new(Agreed, Done, ActionNeeds.Amount), new(Requested, Failed, ActionNeeds.Reason), new(Agreed, Failed, ActionNeeds.Reason),
        ],
        [ActionFlow.Appeal] = [new(Open, Requested), new(Requested, Done), new(Requested, Failed, ActionNeeds.Reason)],
        [ActionFlow.Pickup] = [new(Open, Requested), new(Open, Done), new(Requested, Done), new(Open, Failed, ActionNeeds.Reason), new(Requested, Failed, ActionNeeds.Reason)],
        [ActionFlow.Return] =
        [
            new(Open, OnTheWay, ActionNeeds.Waybill),
            // A parcel may arrive before anybody wrote its number down.
            new(Open, Arrived, ActionNeeds.Waybill, Desk.Warehouse), new(OnTheWay, Arrived, By: Desk.Warehouse),
            new(Arrived, Done, ActionNeeds.Inspection, Desk.Warehouse), new(Arrived, Failed, ActionNeeds.Inspection, Desk.Warehouse),
        ],
        [ActionFlow.Shipment] = [new(Open, Packed, By: Desk.Warehouse), new(Open, Done, ActionNeeds.Waybill), new(Packed, Done, ActionNeeds.Waybill)],
        [ActionFlow.Payout] = [new(Open, Sent), new(Sent, Done, ActionNeeds.Receipt), new(Sent, Failed, ActionNeeds.Reason), new(Failed, Sent)],
    };

    public static IReadOnlyList<ActionMove> Of(ActionFlow flow) => ByFlow[flow];

    /// <summary>The moves that lead on from here.</summary>
    public static IEnumerable<ActionMove> From(ActionFlow flow, ActionState state) => ByFlow[flow].Where(move => move.From == state);

    public static ActionMove? Find(ActionFlow flow, ActionState from, ActionState to) => Array.Find(ByFlow[flow], move => move.From == from && move.To == to);

    /// <summary>The moves that still stand: each undo takes the last of them away. What an approval or other terms changed is none.</summary>
    public static IReadOnlyList<ActionStep> Standing(ActionFlow flow, IEnumerable<ActionStep> steps)
    {
        var standing = new List<ActionStep>();
        foreach (var step in steps)
        {
            if (Find(flow, step.From, step.To) is not null) standing.Add(step);
            else if (Find(flow, step.To, step.From) is not null && standing.Count > 0) standing.RemoveAt(standing.Count - 1);
        }
        return standing;
    }

    /// <summary>
    /// Over, for better or worse. A payment that failed is not: the buyer has not been paid. Nothing follows from what was voided.
    /// </summary>
    public static bool IsEnded(ActionFlow flow, ActionState state) => state is Done or Voided || (state == Failed && flow != ActionFlow.Payout);
}
