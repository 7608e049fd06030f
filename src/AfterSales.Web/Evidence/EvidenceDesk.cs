namespace AfterSales.Web.Evidence;

/// <summary>The case whose evidence is looked at: where there is one, it can be labelled, judged and drawn on. Cascaded.</summary>
public sealed record EvidenceDesk(string Number);
