namespace AfterSales.Domain.People;

/// <summary>Whether somebody is to work at this moment, as it was planned.</summary>
public enum DutyState
{
    OffShift,
    OnLeave,
    OnShift,
}

public static class Duties
{
    /// <summary>
    /// Whether work may be handed to somebody without a word (SPEC 1). A store that plans no shifts, where <paramref name="duty"/> is null, hands it to whom it likes.
    /// </summary>
    public static bool TakesWork(DutyState? duty, Presence presence) => duty is null || (duty == DutyState.OnShift && presence != Presence.Away);
}
