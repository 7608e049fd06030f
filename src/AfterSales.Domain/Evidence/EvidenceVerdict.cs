namespace AfterSales.Domain.Evidence;

/// <summary>What a person made of a piece of evidence; without one it is only received.</summary>
public enum EvidenceVerdict
{
    /// <summary>It shows what it has to show.</summary>
    Accepted,

    /// <summary>It does not, for a reason that is said.</summary>
    Rejected,
}
