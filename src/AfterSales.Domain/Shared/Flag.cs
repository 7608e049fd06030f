namespace AfterSales.Domain.Shared;

/// <summary>A flag with the memo's reason, author and time (SPEC 2). Times are UTC.</summary>
public sealed record Flag(FlagColour Colour, string Memo, string By, DateTimeOffset At);
