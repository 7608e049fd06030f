using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Cases;

/// <summary>
/// One after-sales case (SPEC 2): one store, one customer, usually one order. Methods change it or refuse; each answers with
/// the events that belong in its history. <see cref="Version"/> goes up with every change that people decide on, so a
/// stale screen is noticed; messages coming in do not make a screen stale.
/// </summary>
public sealed partial class Case : IStoreOwned
{
    /// <summary>Length of <see cref="LastText"/>, what a queue row shows of the last message.</summary>
    public const int PreviewLength = 140;

    /// <summary>Tags of one case.</summary>
    public const int MostTags = 20;

    /// <summary>Longest tag, in characters.</summary>
    public const int MaxTag = 30;

    private Case() { }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }

    /// <summary>What people call it, e.g. AS-261122-0418; unique, from a database sequence.</summary>
    public string Number { get; private set; } = "";

    public Guid CustomerId { get; private set; }

    /// <summary>The buyer's nick, the customer's key within the store; repeated here so that a queue needs no join.</summary>
    public string CustomerNick { get; private set; } = "";

    /// <summary>The order number as the buyer or the platform gave it; may be known before the order itself is imported.</summary>
    public string? OrderNo { get; private set; }

    public Guid? OrderId { get; private set; }

    /// <summary>Null until words or a person say what it is; needed from Analysing on.</summary>
    public CaseType? Type { get; private set; }

    public CaseSubtype? Subtype { get; private set; }

    /// <summary>The order lines it is about, by their keys; none while nobody has said (an order of one line needs no saying).</summary>
    public string[] Items { get; private set; } = [];

    /// <summary>The version of the playbook that it was moved to; null: the one in force when it was opened (SPEC 4).</summary>
    public int? PlaybookVersion { get; private set; }

    /// <summary>A person chose the type; a proposal from keywords may be replaced by a better one.</summary>
    public bool TypeConfirmed { get; private set; }

    public CaseState State { get; private set; }
    public Waiting? WaitingFor { get; private set; }
    public Guid? AssigneeId { get; private set; }
    public Priority Priority { get; private set; }
    public Flag? Flag { get; private set; }
    public string[] Tags { get; private set; } = [];

    /// <summary>Where the first message came from, e.g. qianniu, phone, api.</summary>
    public string Channel { get; private set; } = "";

    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>1 for the first run to a resolution; each reopening starts the next.</summary>
    public int Cycle { get; private set; }

    public DateTimeOffset? ResolvedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>An older case of the same buyer and order that had been closed too long to reopen (SPEC 2.2).</summary>
    public Guid? EarlierCaseId { get; private set; }

    /// <summary>When the oldest buyer message that no human has answered was sent; null when all are answered.</summary>
    public DateTimeOffset? UnansweredSince { get; private set; }

    /// <summary>催单: how often the buyer asked again while waiting. Back to 0 with a human reply.</summary>
    public int Nudges { get; private set; }

    public DateTimeOffset? LastInboundAt { get; private set; }
    public DateTimeOffset? LastHumanReplyAt { get; private set; }
    public DateTimeOffset LastActivityAt { get; private set; }
    public string LastText { get; private set; } = "";
    public bool LastIsInbound { get; private set; }
    public int EvidenceCount { get; private set; }
    public int Version { get; private set; }

    public bool IsOpen => CaseStates.IsOpen(State);

    public static Case Open(Guid id, Guid storeId, string number, Guid customerId, string customerNick, string channel,
        DateTimeOffset openedAt, Case? earlier = null) => new()
        {
            Id = id,
            StoreId = storeId,
            Number = number,
            CustomerId = customerId,
            CustomerNick = customerNick,
            Channel = channel,
            OpenedAt = openedAt,
            LastActivityAt = openedAt,
            Cycle = 1,
            EarlierCaseId = earlier?.Id,
            Version = 1,
        };

    /// <summary>Ties the case to an order. The number alone is enough; the order may be imported later.</summary>
    public CaseEvent? AttachOrder(string orderNo, Guid? orderId)
    {
        if (OrderNo == orderNo && OrderId == orderId) return null;
        if (OrderNo != orderNo) Items = [];
        OrderNo = orderNo;
        OrderId = orderId;
        return CaseEvent.Of(CaseEventKind.OrderAttached, ("order_no", orderNo));
    }

    /// <summary>Words suggest a type; a person's choice is never replaced by it.</summary>
    public CaseEvent? ProposeType(CaseSubtype subtype, string because)
    {
        if (TypeConfirmed || Subtype == subtype) return null;
        Type = CaseTypes.TypeOf(subtype);
        Subtype = subtype;
        return CaseEvent.Of(CaseEventKind.TypeProposed, ("type", Type), ("subtype", subtype), ("because", because));
    }

    /// <summary>The beginning of a text, on one line.</summary>
    public static string Preview(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        if (line.Length <= PreviewLength) return line;
        // Not between the two halves of one character.
        var end = char.IsHighSurrogate(line[PreviewLength - 2]) ? PreviewLength - 2 : PreviewLength - 1;
        return line[..end] + "…";
    }
}
