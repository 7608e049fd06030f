namespace AfterSales.Domain.Importing;

public enum ChatSide
{
    Unknown,
    Buyer,
    Seller,
}

public enum ChatEvent
{
    Message,

    /// <summary>撤回: who took a message back; which one, the text does not say.</summary>
    Recall,
}

/// <summary>One thing that was said. <see cref="SentAt"/> is null when the text tells no date.</summary>
public sealed record ChatEntry
{
    public required int LineNumber { get; init; }

    /// <summary>As shown: `tb买家01`, or `店铺名:客服名` for a sub-account.</summary>
    public required string Speaker { get; init; }
    public ChatSide Side { get; init; }

    /// <summary>The name of the sub-account, for a seller's agent.</summary>
    public string? AgentName { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public string Text { get; init; } = "";
    public IReadOnlyList<string> MediaUrls { get; init; } = [];
    public ChatEvent Event { get; init; }

    /// <summary>The text says of itself that it is an automatic reply. Others cannot be told from human ones.</summary>
    public bool MaybeAutomatic { get; init; }
}

/// <summary>A line that belongs to no message.</summary>
public sealed record ChatLeftover(int LineNumber, string Text);

/// <summary>What the text itself does not tell: where the store is, its name and people, and the day of a dialog that shows the time alone.</summary>
public sealed record ChatHints(TimeZoneInfo Zone, string? StoreName = null, IReadOnlySet<string>? SellerNicks = null, DateOnly? Day = null);
