namespace AfterSales.Web.Approvals;

/// <summary>What somebody typed: why, and at how much (yuan).</summary>
public sealed record SaidReason(string? Reason, decimal? Amount);
