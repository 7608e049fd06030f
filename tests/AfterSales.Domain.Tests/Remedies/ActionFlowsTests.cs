using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Remedies;

namespace AfterSales.Domain.Tests.Remedies;

/// <summary>Which moves each flow allows, and that every word of the playbooks is carried out some way.</summary>
public sealed class ActionFlowsTests
{
    /// <summary>Every move of every flow, with what it asks for and whose it is.</summary>
    [Theory]
    [InlineData(ActionFlow.Task, "Open→Done")]
    [InlineData(ActionFlow.Check, "Open→Done (Warehouse)")]
    [InlineData(ActionFlow.Query, "Open→Requested, Open→Done, Requested→Done")]
    [InlineData(ActionFlow.Claim, "Open→Requested Amount, Requested→Agreed Amount, Requested→Done Amount, Agreed→Done Amount, Requested→Failed Reason, Agreed→Failed Reason")]
    [InlineData(ActionFlow.Appeal, "Open→Requested, Requested→Done, Requested→Failed Reason")]
    [InlineData(ActionFlow.Pickup, "Open→Requested, Open→Done, Requested→Done, Open→Failed Reason, Requested→Failed Reason")]
    [InlineData(ActionFlow.Return, "Open→OnTheWay Waybill, Open→Arrived Waybill (Warehouse), OnTheWay→Arrived (Warehouse), Arrived→Done Inspection (Warehouse), Arrived→Failed Inspection (Warehouse)")]
    [InlineData(ActionFlow.Shipment, "Open→Packed (Warehouse), Open→Done Waybill, Packed→Done Waybill")]
    [InlineData(ActionFlow.Payout, "Open→Sent, Sent→Done Receipt, Sent→Failed Reason, Failed→Sent")]
    public void Of_EachFlow_HasTheseMoves(ActionFlow flow, string moves) =>
        string.Join(", ", ActionFlows.Of(flow).Select(move => $"{move.From}→{move.To}{(move.Needs == ActionNeeds.None ? "" : $" {move.Needs}")}{(move.By == Desk.Agent ? "" : $" ({move.By})")}")).ShouldBe(moves);

    [Theory]
    [InlineData(ActionFlow.Task, ActionState.Done, true)]
    [InlineData(ActionFlow.Claim, ActionState.Failed, true)]
    [InlineData(ActionFlow.Payout, ActionState.Failed, false)]
    [InlineData(ActionFlow.Payout, ActionState.Sent, false)]
    [InlineData(ActionFlow.Return, ActionState.Arrived, false)]
    [InlineData(ActionFlow.Shipment, ActionState.Voided, true)]
    public void IsEnded_SaysWhetherItIsOver(ActionFlow flow, ActionState state, bool isEnded) => ActionFlows.IsEnded(flow, state).ShouldBe(isEnded);

    [Fact]
    public void EveryFlow_LeadsFromOpenToDone_AndNoMoveLeadsBack()
    {
        foreach (var flow in Enum.GetValues<ActionFlow>())
        {
            Reachable(flow).ShouldContain(ActionState.Done, flow.ToString());
            ActionFlows.Of(flow).Select(move => move.From).Except(Reachable(flow)).ShouldBeEmpty(flow.ToString());
            // An undo is told by its direction, where a flow can be undone at all.
            if (flow != ActionFlow.Payout) ActionFlows.Of(flow).Where(move => ActionFlows.Find(flow, move.To, move.From) is not null).ShouldBeEmpty();
        }
    }

    [Fact]
    public void EveryRemedyAndObligation_HasAFlow_OrIsATerm()
    {
        string[] words = [.. OutcomeCatalogue.Remedies.Words, .. OutcomeCatalogue.Obligations.Words];
        words.Where(word => ActionCatalogue.Find(word) is null && !ActionCatalogue.Terms.Contains(word)).ShouldBeEmpty();
        ActionCatalogue.Terms.Where(term => ActionCatalogue.Find(term) is not null).ShouldBeEmpty("a term is nothing to do by itself");
        ActionCatalogue.Terms.Except(words).ShouldBeEmpty();
        ActionCatalogue.All.Select(kind => kind.Word).Except([.. words, .. OutcomeCatalogue.Evidence.Words]).ShouldBeEmpty();
    }

    [Fact]
    public void EveryRemedyOfMoney_IsPaid_OrIsGoods() =>
        OutcomeCatalogue.Money.ShouldAllBe(remedy => ActionCatalogue.Find(remedy)!.Flow == ActionFlow.Payout || (remedy == "gift" && ActionCatalogue.Find(remedy)!.Flow == ActionFlow.Shipment));

    private static HashSet<ActionState> Reachable(ActionFlow flow)
    {
        var reached = new HashSet<ActionState> { ActionState.Open };
        while (ActionFlows.Of(flow).Where(move => reached.Contains(move.From)).Any(move => reached.Add(move.To))) { }
        return reached;
    }
}
