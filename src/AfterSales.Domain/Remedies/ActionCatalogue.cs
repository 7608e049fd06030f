using System.Collections.Frozen;
using AfterSales.Domain.Playbooks.Catalogue;

namespace AfterSales.Domain.Remedies;

/// <summary>How the remedies and obligations that playbooks name are carried out.</summary>
public static class ActionCatalogue
{
    /// <summary>The one action that goods coming back are, whatever the playbook calls its parts.</summary>
    public const string Return = "inspect return";

    private static readonly FrozenDictionary<string, ActionKind> ByWord = new ActionKind[]
    {
        // Remedies.
        new("exchange", ActionFlow.Shipment),
        new("reship", ActionFlow.Shipment),
        new("gift", ActionFlow.Shipment),
        new("ship as ordered", ActionFlow.Shipment),
        new("return and refund", ActionFlow.Payout),
        new("refund only", ActionFlow.Payout),
        new("repair", ActionFlow.Payout),
        new("partial discount", ActionFlow.Payout),
        new("price difference", ActionFlow.Payout),
        new("coupon", ActionFlow.Payout),
        new("cancel order", ActionFlow.Payout),
        new("return for inspection", ActionFlow.Return, Desk.Warehouse),
        new("apology", ActionFlow.Task),
        new("explain", ActionFlow.Task),
        new("wait", ActionFlow.Task),
        new("change style", ActionFlow.Task),
        new("change address", ActionFlow.Task),
        new("invoice", ActionFlow.Task),

        // What goods and other people need.
        new(Return, ActionFlow.Return, Desk.Warehouse),
        new(SentOn, ActionFlow.Shipment),
        new("return and resend", ActionFlow.Shipment),
        new("send goods back", ActionFlow.Shipment, Desk.Warehouse),
        new("pickup", ActionFlow.Pickup),
        new("courier query", ActionFlow.Query),
        new("courier claim", ActionFlow.Claim),
        new("supplier charge-back", ActionFlow.Claim),
        new("collect difference", ActionFlow.Task),
        new("platform complaint", ActionFlow.Appeal),
        new("platform appeal", ActionFlow.Appeal),
        new("courier complaint", ActionFlow.Appeal),
        new("intercept parcel", ActionFlow.Query),
        new("stop shipment", ActionFlow.Task, Desk.Warehouse),

        // What is written, told or put right.
        new("order memo", ActionFlow.Task),
        new("exchange order", ActionFlow.Task),
        new("upload weigh slip", ActionFlow.Task),
        new("delist", ActionFlow.Task, Desk.Warehouse),
        new("stock note", ActionFlow.Task, Desk.Warehouse),
        new("stock count", ActionFlow.Task, Desk.Warehouse),
        new("production feedback", ActionFlow.Task),
        new("flag customer", ActionFlow.Task),
        new("mark chat lines", ActionFlow.Task),
        new("record review", ActionFlow.Task),
        new("ask to change review", ActionFlow.Task),
        new("confirm with buyer", ActionFlow.Task),
        new("correct listing", ActionFlow.Task),
        new("issue invoice", ActionFlow.Task),
        new("coach agent", ActionFlow.Task, Desk.Supervisor, IsRequired: false),
        new("reassure", ActionFlow.Task, IsRequired: false),
        new("promise time", ActionFlow.Task, IsRequired: false),
        new("tell every step", ActionFlow.Task, IsRequired: false),
        new("show weigh slip", ActionFlow.Task, IsRequired: false),

        // What the warehouse is asked to look up.
        new("weigh slip", ActionFlow.Check, Desk.Warehouse, IsRequired: false),
        new("order sheet", ActionFlow.Check, Desk.Warehouse, IsRequired: false),
    }.ToFrozenDictionary(kind => kind.Word);

    /// <summary>Obligations that say how another action is to be done. They are shown with it; there is nothing to do by itself.</summary>
    public static IReadOnlySet<string> Terms { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "fastest courier", "SF only", "buyer bears postage", "postage both ways", "ship after inspection", "trace return waybill", "confirm receipt first", "supervisor decides",
    };

    /// <summary>Obligations under which goods come back.</summary>
    public static IReadOnlySet<string> OfReturn { get; } = new HashSet<string>(StringComparer.Ordinal) { Return, "trace return waybill", "ship after inspection" };

    /// <summary>Shipments that nobody packs: the courier sends the parcel on.</summary>
    public const string SentOn = "forward by EMS";

    public static IEnumerable<ActionKind> All => ByWord.Values;

    /// <summary>How a word is carried out; null for a term, and for a word that is no action.</summary>
    public static ActionKind? Find(string word) => ByWord.GetValueOrDefault(word);

    public static bool IsRemedy(string word) => OutcomeCatalogue.Remedies.PlaceOf(word) >= 0;
}

/// <param name="Word">As playbooks say it.</param>
/// <param name="IsRequired">Whether a case has to wait for it before it is resolved. What is said along the way need not be ticked off.</param>
public sealed record ActionKind(string Word, ActionFlow Flow, Desk Desk = Desk.Agent, bool IsRequired = true);
