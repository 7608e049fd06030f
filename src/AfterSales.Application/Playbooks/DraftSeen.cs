namespace AfterSales.Application.Playbooks;

/// <summary>Which draft was on a screen, and which revision of it: what was read, and nothing else, is what a command may act on.</summary>
public readonly record struct DraftSeen(Guid Id, int Revision);
