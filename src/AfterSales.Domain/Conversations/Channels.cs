namespace AfterSales.Domain.Conversations;

/// <summary>Channels that the product itself knows; any other is a chat of some platform, as its bridge calls it.</summary>
public static class Channels
{
    /// <summary>Said on the telephone, typed in by an agent.</summary>
    public const string Phone = "phone";

    /// <summary>Said over the counter, typed in by an agent.</summary>
    public const string WalkIn = "walk_in";

    /// <summary>Whether the buyer wrote it: what was only said can be denied.</summary>
    public static bool IsWritten(string channel) => channel is not (Phone or WalkIn);
}
