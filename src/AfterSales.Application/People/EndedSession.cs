namespace AfterSales.Application.People;

/// <summary>A sign-in that somebody signed out of, kept for as long as a copy of its cookie could live.</summary>
public sealed class EndedSession
{
    public Guid Id { get; init; }
    public DateTimeOffset EndedAt { get; init; }
}
