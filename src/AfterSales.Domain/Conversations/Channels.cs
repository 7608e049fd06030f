namespace AfterSales.Domain.Conversations;

/// <summary>Channels that the product itself knows; any other is a chat of some platform, as its bridge calls it.</summary>
public static class Channels
{
    /// <summary>Said on the telephone, typed in by an agent.</summary>
    public const string Phone = "phone";

    /// <summary>Said over the counter, typed in by an agent.</summary>
    public const string WalkIn = "walk_in";

    /// <summary>A note of the platform, e.g. with a refund request.</summary>
    public const string Platform = "platform";

    /// <summary>Whether it is a chat, in which the buyer writes to the store: what was only said can be denied, and a form says little.</summary>
    public static bool IsChat(string channel) => channel is not (Phone or WalkIn or Platform);
}
