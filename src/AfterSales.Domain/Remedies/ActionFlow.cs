namespace AfterSales.Domain.Remedies;

/// <summary>In what steps an action is carried out (<see cref="ActionFlows"/>).</summary>
public enum ActionFlow
{
    /// <summary>Something to do once: an order memo, a stock note, an apology.</summary>
    Task,

    /// <summary>Something the warehouse looks up: the weigh slip, the order sheet. The answer is a fact.</summary>
    Check,

    /// <summary>A question to somebody outside: asked, answered.</summary>
    Query,

    /// <summary>Money asked back from a courier or a supplier: claimed, agreed, received or lost.</summary>
    Claim,

    /// <summary>A complaint or an appeal to the platform or the courier: filed, won or lost.</summary>
    Appeal,

    /// <summary>A parcel collected from the buyer.</summary>
    Pickup,

    /// <summary>Goods that the buyer sends back: on the way, arrived, inspected.</summary>
    Return,

    /// <summary>Goods to the buyer: packed, shipped.</summary>
    Shipment,

    /// <summary>Money to the buyer: sent, confirmed (<see cref="Ledger.Payout"/>).</summary>
    Payout,
}

/// <summary>Where an action stands. What a state is called depends on the flow: a shipment that is done was shipped, a claim was paid.</summary>
public enum ActionState
{
    /// <summary>Somebody has to approve it first.</summary>
    Asked,

    /// <summary>To be done.</summary>
    Open,

    /// <summary>A query asked, a claim made, a complaint filed, a pickup ordered.</summary>
    Requested,

    /// <summary>The other side agreed to pay.</summary>
    Agreed,

    /// <summary>The buyer has sent the goods back.</summary>
    OnTheWay,

    /// <summary>The goods are back and wait for inspection.</summary>
    Arrived,

    Packed,

    /// <summary>The payment was handed over and is not confirmed yet.</summary>
    Sent,

    /// <summary>Ended well.</summary>
    Done,

    /// <summary>Ended badly: a claim lost, a pickup that did not come about, an inspection not passed. A payment that failed may be tried again.</summary>
    Failed,

    /// <summary>Taken back, with a reason.</summary>
    Voided,
}

/// <summary>Whose work an action is.</summary>
public enum Desk
{
    Agent,
    Warehouse,
    Supervisor,
}
