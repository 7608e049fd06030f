namespace AfterSales.Domain.Playbooks.Guidance;

/// <summary>How a remedy stands, the strongest word last.</summary>
public enum Standing
{
    Allowed,
    Preferred,
    Forbidden,
}

/// <summary>A remedy as it stands for the facts known so far.</summary>
/// <param name="UpTo">The most it may cost in yuan; null when it costs nothing, and while <paramref name="IsBoundKnown"/> is false.</param>
/// <param name="IsBoundKnown">Whether the bound can be told. While it cannot, no amount is within it for certain.</param>
/// <param name="Need">What approval it needs by itself: a word of the outcomes catalogue.</param>
/// <param name="IsCertain">Whether it stays so whatever the facts not yet known turn out to be. Only then may it be promised.</param>
public sealed record RemedyOption(string Remedy, Standing Standing, decimal? UpTo, bool IsBoundKnown, string Need, bool IsCertain);

/// <summary>Something that must be done, by when if it has a time.</summary>
public sealed record Duty(string Obligation, TimeSpan? Within, bool IsCertain);

/// <summary>Something that has to be shown, and who provides it.</summary>
public sealed record EvidenceNeed(string Evidence, string From, bool IsCertain);

/// <summary>Something to say, and the step of the case at which it fits.</summary>
public sealed record FittingPhrase(string Step, string Phrase, bool IsCertain);

/// <summary>Who is responsible and who bears the cost; each null while it is open.</summary>
public sealed record Responsibility(string? Party, string? Pays);
