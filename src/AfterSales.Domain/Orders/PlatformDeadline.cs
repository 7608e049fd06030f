namespace AfterSales.Domain.Orders;

/// <summary>A time by which the store must act on a refund, and what the platform does otherwise.</summary>
public sealed record PlatformDeadline(DateTimeOffset At, DeadlineConsequence Missed);
