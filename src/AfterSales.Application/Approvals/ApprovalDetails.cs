using AfterSales.Application.Cases;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Approvals;

/// <summary>Everything that somebody needs to decide on one request. Money in yuan.</summary>
/// <param name="Evidence">What was shown when it was asked, and is bound to it.</param>
/// <param name="Why">What the rules say of it; null while the case has no type.</param>
/// <param name="Shares">Who bears it; null where nothing is borne.</param>
/// <param name="WhyNot">Why this person may not decide; null: they may.</param>
/// <param name="For">Who is absent and has left it to them; null: they decide for themselves.</param>
public sealed record ApprovalDetails(
    ApprovalRow Row, string Note, PayoutMethod? Method, string? Payee, IReadOnlyList<EvidenceLine> Evidence, ApprovalReasons? Why, Shares? Shares, BuyerHistory Buyer, RequesterHistory Requester,
    IReadOnlyList<AlikePayment> Alike, IReadOnlyList<ApprovalDecision> Decisions, Refusal? WhyNot, string? For)
{
    /// <summary>The numbers of other cases that the same photo came with, where that is a cause.</summary>
    public IReadOnlyList<string> SamePhoto { get; init; } = [];
}

/// <summary>What the rules say, as of now: what was paid, the margin that earlier compensation leaves and what would be left of it, the guide, the responsibility, and the rows behind it.</summary>
public sealed record ApprovalReasons(
    string Playbook, int Version, decimal? OrderPaid, decimal? Margin, decimal? MarginAfter, decimal? GuideFrom, decimal? GuideUpTo, Responsibility Responsibility, CompiledPlaybook Rules, Evaluation Evaluation);

/// <summary>The customer as far as money goes: orders, cases, and what was paid to them within 90 days.</summary>
public sealed record BuyerHistory(Guid Id, int Orders, int Cases, decimal Paid, Flag? Flag);

/// <summary>The requester this month: what was granted to buyers at their request, and how many requests were refused.</summary>
public sealed record RequesterHistory(decimal Granted, int Refused);

/// <summary>A payment that looks like it, and in what.</summary>
public sealed record AlikePayment(string Number, decimal Amount, DateTimeOffset At, IReadOnlyList<Alikeness> In);
