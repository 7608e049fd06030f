using System.Globalization;
using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Orders;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;
using AfterSales.Web.Cases;
using AfterSales.Web.Evidence;
using AfterSales.Web.Playbooks;
using AfterSales.Web.Remedies;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Conversations;

/// <summary>Puts a line of a case's history into a sentence.</summary>
public sealed class HistoryWords(Texts texts, Formats formats, IReadOnlyDictionary<Guid, Colleague> people)
{
    /// <summary>Null for what the conversation shows by itself: a reply, a note.</summary>
    public string? Sentence(HistoryLine line) => line.Kind switch
    {
        CaseEventKind.Replied or CaseEventKind.NoteAdded => null,
        CaseEventKind.Opened => texts["History.Opened", Channel(line)],
        CaseEventKind.Reopened when line.Data.GetValueOrDefault("because") == RecordFollowUp.Dissatisfied => texts["History.ReopenedDissatisfied"],
        CaseEventKind.Reopened => texts[line.ActorKind == ActorKind.Person ? "History.Reopened" : "History.ReopenedByMessage", line.ActorName],
        CaseEventKind.Closed when line.Data.GetValueOrDefault("because") is { } because => texts["History.ClosedUnasked", Who(line), because],
        CaseEventKind.FollowedUp => FollowedUp(line),
        CaseEventKind.FollowedUpElsewhere => texts["History.FollowedUpElsewhere", FollowedUp(line), line.Data.GetValueOrDefault("number")],
        CaseEventKind.LinkedToEarlier or CaseEventKind.LinkedToOpen => texts[$"History.{line.Kind}", line.Data.GetValueOrDefault("number")],
        CaseEventKind.TypeProposed => texts["History.TypeProposed", Type(line), line.Data.GetValueOrDefault("because")],
        CaseEventKind.TypeChanged => texts["History.TypeChanged", Who(line), Type(line)],
        CaseEventKind.OrderAttached => texts["History.OrderAttached", line.Data.GetValueOrDefault("order_no")],
        CaseEventKind.Assigned => texts["History.Assigned", Who(line), Person(line, "to")],
        CaseEventKind.StateChanged => texts["History.StateChanged", Who(line), Word<CaseState>(line, "to")],
        CaseEventKind.WaitingChanged => Word<Waiting>(line, "to") is { } waiting ? texts["History.WaitingStarted", Who(line), waiting] : texts["History.WaitingEnded", Who(line)],
        CaseEventKind.EvidencePacked => texts["History.EvidencePacked", Who(line), line.Data.GetValueOrDefault("sha256")],
        CaseEventKind.EvidenceRemoved when line.Data.GetValueOrDefault("asked_by") is { } asked => texts["History.EvidenceRemovedByTwo", Who(line), line.Data.GetValueOrDefault("name"), asked, line.Data.GetValueOrDefault("reason")],
        CaseEventKind.EvidenceRemoved or CaseEventKind.RemovalAsked or CaseEventKind.RemovalDeclined => texts[$"History.{line.Kind}", Who(line), line.Data.GetValueOrDefault("name"), line.Data.GetValueOrDefault("reason")],
        CaseEventKind.HoldSet or CaseEventKind.HoldReleased => texts[$"History.{line.Kind}", Who(line), line.Data.GetValueOrDefault("reason")],
        CaseEventKind.OpinionTagged or CaseEventKind.OpinionWithdrawn => texts[$"History.{line.Kind}", Who(line), Word<OpinionWord>(line, "value"), line.Data.GetValueOrDefault("text")],
        CaseEventKind.LeakAccepted => texts["History.LeakAccepted", Who(line), line.Data.GetValueOrDefault("numbers")],
        CaseEventKind.Nudged => texts["History.Nudged", line.Data.GetValueOrDefault("count")],
        CaseEventKind.PromiseMade => texts["History.PromiseMade", Who(line), When(line, "by")],
        CaseEventKind.RefundSeen => texts["History.RefundSeen", line.Data.GetValueOrDefault("refund"), RefundStatusOf(line)],
        CaseEventKind.RefundMoved => texts["History.RefundMoved", line.Data.GetValueOrDefault("refund"), RefundStatusOf(line)],
        CaseEventKind.PhoneAgreed => texts["History.PhoneAgreed", Who(line), line.Data.GetValueOrDefault("words")],
        CaseEventKind.PhoneWithdrawn => texts["History.PhoneWithdrawn", Who(line), line.Data.GetValueOrDefault("because")],
        CaseEventKind.PriorityChanged => texts["History.PriorityChanged", Who(line), Word<Priority>(line, "to")],
        CaseEventKind.FlagChanged => Word<FlagColour>(line, "colour") is { } flag ? texts["History.FlagSet", Who(line), flag, line.Data.GetValueOrDefault("memo")] : texts["History.FlagRemoved", Who(line)],
        CaseEventKind.TagsChanged => texts["History.TagsChanged", Who(line), line.Data.GetValueOrDefault("tags")],
        CaseEventKind.TagRenamed => texts["History.TagRenamed", Who(line), line.Data.GetValueOrDefault("from"), line.Data.GetValueOrDefault("to")],
        CaseEventKind.FactSaid => texts["History.FactSaid", Who(line), texts.Fact(line.Data.GetValueOrDefault("fact") ?? ""), texts.FactValue(line.Data.GetValueOrDefault("fact") ?? "", line.Data.GetValueOrDefault("value"))],
        CaseEventKind.FactTakenBack => texts["History.FactTakenBack", Who(line), texts.Fact(line.Data.GetValueOrDefault("fact") ?? "")],
        CaseEventKind.ItemsChosen => texts["History.ItemsChosen", Who(line), line.Data.GetValueOrDefault("count")],
        CaseEventKind.RemedyChosen => texts["History.RemedyChosen", Who(line), texts.Outcome("Remedy", line.Data.GetValueOrDefault("remedy"))],
        CaseEventKind.EvidenceAdded => line.Data.GetValueOrDefault("original") is null ? texts["History.EvidenceAdded", Who(line), Pieces(line)] : texts["History.EvidenceDrawn", Who(line), line.Data.GetValueOrDefault("name")],
        CaseEventKind.EvidenceExpired => texts["History.EvidenceExpired", Who(line), Pieces(line), line.Data.GetValueOrDefault("months"), line.Data.GetValueOrDefault("policy_version")],
        CaseEventKind.EvidenceDescribed => Described(line),
        CaseEventKind.EvidenceJudged => texts["History.EvidenceJudged", Who(line), Pieces(line), Word<EvidenceVerdict>(line, "verdict"), line.Data.GetValueOrDefault("reason") is { } reason ? texts["History.Because", texts.Reason(reason)] : ""],
        CaseEventKind.EvidenceRequested => texts["History.EvidenceRequested", Who(line), texts.Outcome("Evidence", line.Data.GetValueOrDefault("evidence"))],
        CaseEventKind.PlaybookMoved => texts["History.PlaybookMoved", Who(line), line.Data.GetValueOrDefault("from"), line.Data.GetValueOrDefault("to")],
        CaseEventKind.RemedyAgreed => texts["History.RemedyAgreed", Who(line), Action(line, "remedy"), Yuan(line, "amount")],
        CaseEventKind.RemedyChanged => texts["History.RemedyChanged", Who(line), Action(line, "action"), Yuan(line, "amount") + Details(line)],
        CaseEventKind.ActionTakenOn => texts["History.ActionTakenOn", Who(line), Action(line, "action")],
        CaseEventKind.ActionMoved => texts["History.ActionMoved", Who(line), Action(line, "action"), StateOf(line), Details(line)],
        CaseEventKind.ActionUndone => texts["History.ActionUndone", Who(line), Action(line, "action"), StateOf(line), line.Data.GetValueOrDefault("reason")],
        CaseEventKind.ActionVoided => texts["History.ActionVoided", Who(line), Action(line, "action"), Reason(line)],
        CaseEventKind.ApprovalAsked => texts["History.ApprovalAsked", Who(line), Action(line, "remedy"), Yuan(line, "amount"), texts.Outcome("Decider", line.Data.GetValueOrDefault("decider")), texts.Outcome("Cause", line.Data.GetValueOrDefault("cause"))],
        CaseEventKind.ApprovalDecided => texts["History.ApprovalDecided", Who(line), Word<Verdict>(line, "verdict"), Action(line, "remedy"), Yuan(line, "amount"), Details(line)],
        CaseEventKind.ApprovalAnswered => texts["History.ApprovalAnswered", Who(line), Action(line, "remedy"), line.Data.GetValueOrDefault("answer")],
        CaseEventKind.ApprovalVoided => texts["History.ApprovalVoided", Who(line), Action(line, "remedy"), Reason(line)],
        CaseEventKind.ApprovalEscalated => texts["History.ApprovalEscalated", Action(line, "remedy"), Yuan(line, "amount")],
        CaseEventKind.ReviewRecorded => texts["History.ReviewRecorded", Who(line), Word<ReviewRating>(line, "rating"), line.Data.GetValueOrDefault("text")],
        CaseEventKind.ReviewReplied => texts["History.ReviewReplied", Who(line), Word<ReviewVoice>(line, "voice"), line.Data.GetValueOrDefault("text")],
        CaseEventKind.ReviewConcluded => texts["History.ReviewConcluded", Who(line), Word<ReviewOutcome>(line, "outcome"), line.Data.GetValueOrDefault("text")],
        CaseEventKind.OfferMade => texts["History.OfferMade", Who(line), Action(line, "remedy"), Yuan(line, "amount")],
        CaseEventKind.OfferAnswered => texts["History.OfferAnswered", Who(line), Action(line, "remedy"), Yuan(line, "amount"), Word<OfferAnswer>(line, "answer")],
        CaseEventKind.ExtortionFlagged => texts["History.ExtortionFlagged", Who(line), line.Data.GetValueOrDefault("reason")],
        CaseEventKind.ExtortionLifted => texts["History.ExtortionLifted", Who(line), line.Data.GetValueOrDefault("reason")],
        CaseEventKind.LineMarked => texts["History.LineMarked", Who(line), line.Data.GetValueOrDefault("text")],
        CaseEventKind.LineUnmarked => texts["History.LineUnmarked", Who(line), line.Data.GetValueOrDefault("text")],
        CaseEventKind.PayoutHeld => texts["History.PayoutHeld", Who(line), Word<Alikeness>(line, "alike"), Yuan(line, "amount")],
        CaseEventKind.PayoutCleared => texts["History.PayoutCleared", Who(line), Yuan(line, "amount"), Details(line)],
        CaseEventKind.PayoutTakenOver => texts["History.PayoutTakenOver", Who(line), Yuan(line, "amount"), line.Data.GetValueOrDefault("from")],
        CaseEventKind.SharesChanged => texts["History.SharesChanged", Who(line), Action(line, "action"), SharesOf(line)],
        CaseEventKind.ClockWarned or CaseEventKind.ClockBreached or CaseEventKind.ClockPaused or CaseEventKind.ClockResumed or CaseEventKind.ClockLimitChanged =>
            texts[$"History.{line.Kind}", Word<ClockKind>(line, "clock"), When(line, "due_at")],
        _ => texts[$"History.{line.Kind}", Who(line)],
    };

    private string FollowedUp(HistoryLine line)
    {
        var said = line.Data.GetValueOrDefault("satisfaction") is { } mark
            ? texts["History.FollowedUpMarked", Who(line), Word<FollowUpOutcome>(line, "outcome"), mark]
            : texts["History.FollowedUp", Who(line), Word<FollowUpOutcome>(line, "outcome")];
        return line.Data.GetValueOrDefault("words") is { } words ? texts["History.FollowedUpWords", said, words] : said;
    }

    // 外箱.jpg, or 3 件证据 where there are several.
    private string? Pieces(HistoryLine line) => line.Data.GetValueOrDefault("count") is { } count and not "1" ? texts["History.Pieces", count] : line.Data.GetValueOrDefault("name");

    private string Described(HistoryLine line) => (line.Data.GetValueOrDefault("label"), line.Data.GetValueOrDefault("line")) switch
    {
        ({ } label, _) => texts["History.EvidenceLabelled", Who(line), Pieces(line), texts.Label(label)],
        (_, { } title) => texts["History.EvidenceOfLine", Who(line), Pieces(line), title],
        _ => texts[line.Data.ContainsKey("line") ? "History.EvidenceOfAll" : "History.EvidenceUnlabelled", Who(line), Pieces(line)],
    };

    // As the platform words it, where it does.
    private string? RefundStatusOf(HistoryLine line) => line.Data.GetValueOrDefault("words") ?? Word<RefundStatus>(line, "status");

    private string Who(HistoryLine line) => line.ActorKind == ActorKind.System ? texts["History.System"] : line.ActorName;

    private string Action(HistoryLine line, string key) => texts.Action(line.Data.GetValueOrDefault(key) ?? "");

    private string? StateOf(HistoryLine line) => Value<ActionFlow>(line, "flow") is { } flow && Value<ActionState>(line, "to") is { } state ? texts.StateOf(flow, state) : null;

    private string Yuan(HistoryLine line, string key) =>
        decimal.TryParse(line.Data.GetValueOrDefault(key), CultureInfo.InvariantCulture, out var yuan) && yuan > 0 ? " " + Formats.Money(yuan) : "";

    /// <summary>What was said with it: money, numbers of the outside world, the reason.</summary>
    private string Details(HistoryLine line)
    {
        string?[] said = [line.Kind == CaseEventKind.ActionMoved ? Yuan(line, "amount").Trim() : null, DoneBefore(line), Found(line), line.Data.GetValueOrDefault("waybill"), line.Data.GetValueOrDefault("reference"), line.Data.GetValueOrDefault("reason")];
        return said.Any(part => !string.IsNullOrEmpty(part)) ? " · " + string.Join(" · ", said.Where(part => !string.IsNullOrEmpty(part))) : "";
    }

    // It was done before it was to be done.
    private string? DoneBefore(HistoryLine line) => line.Data.GetValueOrDefault("done_by") is { } name ? texts["History.DoneBefore", name, When(line, "done_at")] : null;

    /// <summary>What the warehouse found: a weight, or returned goods.</summary>
    private string? Found(HistoryLine line) =>
        line.Data.GetValueOrDefault("weighed_kg") is { } weighed ? texts["History.Weighed", line.Data.GetValueOrDefault("expected_kg"), weighed]
        : Word<InspectionVerdict>(line, "verdict") is { } verdict && line.Kind == CaseEventKind.ActionMoved ? texts["History.Inspected", verdict, line.Data.GetValueOrDefault("good"), line.Data.GetValueOrDefault("defective")]
        : null;

    // "Courier 中通 60%, Store 40%" as it was written, in the reader's words.
    private string SharesOf(HistoryLine line) => string.Join(texts["Shared.ListSeparator"], (line.Data.GetValueOrDefault("shares") ?? "").Split(", ").Select(part =>
        part.Split(' ', 2) is [var party, var rest] && Enum.TryParse<Party>(party, out var known) ? $"{texts.Word(known)} {rest}" : part));

    /// <summary>Why something was taken back: a person's words, or the product's own word for it.</summary>
    private string? Reason(HistoryLine line) => line.Data.GetValueOrDefault("reason") is { } reason ? texts.Find($"History.Reason_{reason}") ?? reason : null;

    private string Channel(HistoryLine line) => line.Data.GetValueOrDefault("channel") is { } channel ? texts.Find($"Cases.Channel.{channel}") ?? channel : "";

    private string? Type(HistoryLine line) => CaseMarks.TypeOf(Value<CaseType>(line, "type"), Value<CaseSubtype>(line, "subtype"), texts);

    private string? Word<T>(HistoryLine line, string key) where T : struct, Enum => texts.Word(Value<T>(line, key));

    private static T? Value<T>(HistoryLine line, string key) where T : struct, Enum =>
        Enum.TryParse<T>(line.Data.GetValueOrDefault(key), out var value) ? value : null;

    private string? When(HistoryLine line, string key) =>
        DateTimeOffset.TryParse(line.Data.GetValueOrDefault(key), CultureInfo.InvariantCulture, out var at) ? formats.When(at) : null;

    private string? Person(HistoryLine line, string key) =>
        Guid.TryParse(line.Data.GetValueOrDefault(key), out var id) ? people.GetValueOrDefault(id)?.DisplayName ?? texts["History.SomebodyGone"] : null;
}
