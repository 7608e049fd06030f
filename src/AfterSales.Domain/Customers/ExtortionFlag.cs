namespace AfterSales.Domain.Customers;

/// <summary>
/// A person found the customer to demand money against reviews (SPEC 4.3): goodwill is locked to a supervisor's approval until somebody lifts it. Time in UTC.
/// </summary>
public sealed record ExtortionFlag(string Reason, string By, DateTimeOffset At)
{
    public const int MaxReason = 500;
}
