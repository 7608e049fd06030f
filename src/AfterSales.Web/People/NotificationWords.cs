using System.Globalization;
using AfterSales.Application.Evidence;
using AfterSales.Application.Evidence.Keeping;
using AfterSales.Application.People;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Pay;
using AfterSales.Web.Feedback;
using AfterSales.Web.Insights;
using AfterSales.Web.People.Pay;
using AfterSales.Web.People.Quality;
using AfterSales.Web.Playbooks;
using AfterSales.Web.Shared;

namespace AfterSales.Web.People;

/// <summary>Puts a notification into words. A kind that is not known here yet still names its case.</summary>
public sealed class NotificationWords(Texts texts, Formats formats)
{
    private const string Breached = "clock.breached";
    private const string Warned = "clock.warned";
    private const string Assigned = "case.assigned";
    private const string AccessGiven = "access.given";
    private const string Proposed = "playbook.proposed";
    private const string ApprovalDecided = "approval.decided";
    private const string PayoutHeld = "payout.held";
    private const string ApprovalAsked = "approval.asked";
    private const string ApprovalEscalated = "approval.escalated";
    private const string ApprovalVoided = "approval.voided";
    private const string DelegationGiven = "delegation.given";
    private const string FeedbackOpened = "feedback.opened";
    private const string LeaveAsked = "leave.asked";
    private const string LeaveDecided = "leave.decided";
    private const string DisputeRaised = "dispute.raised";
    private const string DisputeDecided = "dispute.decided";
    private const string SentBack = "playbook.sent_back";
    private const string DigestMade = "digest.made";
    private const string QualityScored = "quality.scored";

    /// <summary>Somebody has to act at once.</summary>
    public static bool IsUrgent(NotificationLine line) => line.Kind == Breached;

    public static string? Tone(NotificationLine line) => line.Kind switch
    {
        Breached or ApprovalEscalated or BrokenFiles.Kind => "late",
        Warned or PayoutHeld or FeedbackOpened => "soon",
        _ => null,
    };

    public static string Address(NotificationLine line) =>
        line.Kind == AccessGiven ? "/settings/people"
        : line.Kind is ApprovalAsked or ApprovalEscalated ? $"/approvals/{line.Data.GetValueOrDefault("approval")}"
        : line.Kind == DelegationGiven ? "/approvals"
        : line.Kind == LeaveAsked ? "/people/shifts?leave=Asked"
        : line.Kind == LeaveDecided ? "/people/mine"
        : line.Kind == DisputeRaised ? PayAddress.Disputes
        : line.Kind == DisputeDecided ? $"/people/{line.Data.GetValueOrDefault("person")}/sheet?month={line.Data.GetValueOrDefault("month")}"
        : line.Kind is Proposed or SentBack ? $"/playbooks/{Uri.EscapeDataString(line.Data.GetValueOrDefault("playbook") ?? "")}/draft"
        : line.Kind == FeedbackOpened ? $"{FeedbackWords.List}/{line.Data.GetValueOrDefault("item")}"
        : line.Kind == DigestMade ? $"{DigestWords.List}/{line.Data.GetValueOrDefault("digest")}"
        : line.Kind == QualityScored ? $"{QualityAddress.List}/{line.Data.GetValueOrDefault("sample")}"
        : line.Kind == PayoutHeld ? "/payments"
        : line.Kind == BrokenFiles.Kind ? "/settings/evidence"
        : line.Kind == ChangeRetention.Kind ? "/settings/retention"
        : line.CaseNumber is { } number ? $"/cases/{Uri.EscapeDataString(number)}" : "/cases";

    public string Title(NotificationLine line) => line.Kind switch
    {
        Breached => texts["Notifications.Breached", Clock(line), Customer(line)],
        Warned => texts["Notifications.Warned", Clock(line), Customer(line)],
        Assigned => texts["Notifications.Assigned", line.Data.GetValueOrDefault("by"), Customer(line)],
        AccessGiven => texts["Notifications.AccessGiven", line.Data.GetValueOrDefault("by"), line.Data.GetValueOrDefault("person")],
        Proposed => texts["Notifications.PlaybookProposed", line.Data.GetValueOrDefault("by"), texts.Playbook(line.Data.GetValueOrDefault("playbook") ?? "")],
        SentBack => texts["Notifications.PlaybookSentBack", line.Data.GetValueOrDefault("by"), texts.Playbook(line.Data.GetValueOrDefault("playbook") ?? "")],
        ApprovalDecided => texts["Notifications.ApprovalDecided", line.Data.GetValueOrDefault("by"), Enum.TryParse<Verdict>(line.Data.GetValueOrDefault("verdict"), out var verdict) ? texts.Word(verdict) : "", line.Data.GetValueOrDefault("amount"), Customer(line)],
        ApprovalAsked => texts["Notifications.ApprovalAsked", line.Data.GetValueOrDefault("by"), Money(line), Customer(line)],
        ApprovalEscalated => texts["Notifications.ApprovalEscalated", line.Data.GetValueOrDefault("by"), Money(line), Customer(line)],
        ApprovalVoided => texts["Notifications.ApprovalVoided", Money(line), Customer(line)],
        DelegationGiven => texts["Notifications.DelegationGiven", line.Data.GetValueOrDefault("by")],
        LeaveAsked => texts["Notifications.LeaveAsked", line.Data.GetValueOrDefault("by")],
        LeaveDecided => texts["Notifications.LeaveDecided", line.Data.GetValueOrDefault("by"), Enum.TryParse<LeaveState>(line.Data.GetValueOrDefault("state"), out var leave) ? texts.Word(leave) : ""],
        DisputeRaised => texts["Notifications.DisputeRaised", line.Data.GetValueOrDefault("by"), line.Data.GetValueOrDefault("month")],
        DisputeDecided => texts["Notifications.DisputeDecided", line.Data.GetValueOrDefault("by"), Enum.TryParse<DisputeState>(line.Data.GetValueOrDefault("state"), out var dispute) ? texts.Word(dispute) : ""],
        PayoutHeld => texts["Notifications.PayoutHeld", Customer(line), line.Data.GetValueOrDefault("amount"), Enum.TryParse<Alikeness>(line.Data.GetValueOrDefault("alike"), out var alike) ? texts.Word(alike) : ""],
        BrokenFiles.Kind => texts["Notifications.EvidenceBroken", Enum.TryParse<FileProblem>(line.Data.GetValueOrDefault("problem"), out var problem) ? texts.Word(problem) : "", line.Data.GetValueOrDefault("name")],
        ChangeRetention.Kind => texts["Notifications.RetentionProposed", line.Data.GetValueOrDefault("by")],
        FeedbackOpened => texts["Notifications.FeedbackOpened", Goods(line), Enum.TryParse<CaseSubtype>(line.Data.GetValueOrDefault("defect"), out var defect) ? texts.Word(defect) : ""],
        QualityScored => texts["Notifications.QualityScored", line.Data.GetValueOrDefault("by")],
        DigestMade when Days(line) is { } days => texts[$"Notifications.Digest_{line.Data.GetValueOrDefault("kind")}", texts.RangeOf(days)],
        _ => texts["Notifications.Other", line.CaseNumber],
    };

    /// <summary>The case, and when it was due; the roles that were given, from when until when and why, or a digest's first figures.</summary>
    public string Detail(NotificationLine line) =>
        line.Kind == AccessGiven ? Roles(line)
        : line.Kind is DisputeRaised or DisputeDecided ? line.Data.GetValueOrDefault("words") ?? ""
        : line.Kind is Proposed or SentBack ? line.Data.GetValueOrDefault("note") ?? ""
        : line.Kind == FeedbackOpened ? texts["Notifications.FeedbackCounts", line.Data.GetValueOrDefault("count"), line.Data.GetValueOrDefault("customers")]
        : line.Kind == DigestMade ? texts["Notifications.DigestFigures", line.Data.GetValueOrDefault("cases"), ReportWords.Percent(new Rate(Count(line, "replies_in_time"), Count(line, "replies")).Share), line.Data.GetValueOrDefault("late_now")]
        : line.Kind == LeaveDecided && string.IsNullOrEmpty(line.Data.GetValueOrDefault("reason")) ? texts["Notifications.LeaveTimes", When(line, "start"), When(line, "end")]
        : line.Kind is DelegationGiven or LeaveAsked or LeaveDecided ? texts["Notifications.DelegationTimes", When(line, "start"), When(line, "end"), line.Data.GetValueOrDefault("reason")]
        : DateTimeOffset.TryParse(line.Data.GetValueOrDefault("due_at"), CultureInfo.InvariantCulture, out var dueAt)
        ? texts["Notifications.CaseDue", line.CaseNumber, formats.When(dueAt)]
        : line.CaseNumber ?? "";

    private static ReportRange? Days(NotificationLine line) => ReportAddress.Days(line.Data.GetValueOrDefault("first"), line.Data.GetValueOrDefault("last"));

    private static long Count(NotificationLine line, string key) => long.TryParse(line.Data.GetValueOrDefault(key), CultureInfo.InvariantCulture, out var count) ? count : 0;

    private static string Goods(NotificationLine line) => FeedbackWords.Goods(line.Data.GetValueOrDefault("style") ?? "", line.Data.GetValueOrDefault("batch"));

    private string Clock(NotificationLine line) => Enum.TryParse<ClockKind>(line.Data.GetValueOrDefault("clock"), out var kind) ? texts.Word(kind) : "";

    /// <summary>部分赔付 ¥45; where no money is in it, the remedy alone.</summary>
    private string Money(NotificationLine line)
    {
        var remedy = texts.Outcome("Remedy", line.Data.GetValueOrDefault("remedy") ?? "");
        return decimal.TryParse(line.Data.GetValueOrDefault("amount"), CultureInfo.InvariantCulture, out var yuan) && yuan > 0 ? $"{remedy} {Formats.Money(yuan)}" : remedy;
    }

    private string? When(NotificationLine line, string key) => DateTimeOffset.TryParse(line.Data.GetValueOrDefault(key), CultureInfo.InvariantCulture, out var at) ? formats.When(at) : null;

    private string Roles(NotificationLine line) =>
        string.Join(texts["Shared.ListSeparator"], (line.Data.GetValueOrDefault("roles") ?? "").Split(',').Select(role => Enum.TryParse<Role>(role, out var known) ? texts.Word(known) : role));

    private static string? Customer(NotificationLine line) => line.Data.GetValueOrDefault("customer");
}
