using AfterSales.Application.Cases;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Integrations;
using AfterSales.Web.Orders;
using AfterSales.Web.Playbooks;
using AfterSales.Web.Remedies;

namespace AfterSales.Web.Cases;

/// <summary>A case at a glance. Times in UTC.</summary>
internal sealed record CaseJson(
    string Number, string Url, CaseState State, Waiting? WaitingFor, CaseType? Type, CaseSubtype? Subtype, bool TypeConfirmed, Priority Priority, FlagJson? Flag, IReadOnlyList<string> Tags,
    string Customer, string? OrderNo, string? Assignee, string Channel, DateTimeOffset OpenedAt, DateTimeOffset UpdatedAt, DateTimeOffset? ResolvedAt, DateTimeOffset? ClosedAt,
    DateTimeOffset? UnansweredSince, int Nudges, int EvidenceCount, string LastText, int Cycle, int Version)
{
    public static CaseJson Of(Case c, string? assignee, HttpContext http) => new(
        c.Number, CaseLinks.Of(http, c.Number), c.State, c.WaitingFor, c.Type, c.Subtype, c.TypeConfirmed, c.Priority, FlagJson.Of(c.Flag), c.Tags, c.CustomerNick, c.OrderNo, assignee, c.Channel,
        c.OpenedAt, c.LastActivityAt, c.ResolvedAt, c.ClosedAt, c.UnansweredSince, c.Nudges, c.EvidenceCount, c.LastText, c.Cycle, c.Version);
}

internal sealed record FlagJson(FlagColour Colour, string Memo, string By, DateTimeOffset At)
{
    public static FlagJson? Of(Flag? flag) => flag is null ? null : new(flag.Colour, flag.Memo, flag.By, flag.At);
}

/// <summary>One row of a list: the case and what is due next.</summary>
internal sealed record ListedCaseJson(CaseJson Case, ClockKind? NextClock, DateTimeOffset? NextDueAt);

internal sealed record CaseListJson(IReadOnlyList<ListedCaseJson> Cases, string? NextCursor)
{
    public static CaseListJson Of(CaseList list, HttpContext http) =>
        new([.. list.Cases.Select(c => new ListedCaseJson(CaseJson.Of(c.Case, c.AssigneeName, http), c.Nearest?.Kind, c.Nearest?.DueAt))], list.NextCursor);
}

/// <summary>Everything about one case.</summary>
internal sealed record CaseRecordJson(
    CaseJson Case, string? EarlierCase, IReadOnlyDictionary<string, object?> Facts, IReadOnlyList<ClockJson> Clocks, IReadOnlyList<ConversationJson> Conversation, IReadOnlyList<EvidenceJson> Evidence,
    GuidanceJson? Guidance, IReadOnlyList<ActionJson> Actions, IReadOnlyList<ApprovalJson> Approvals, IReadOnlyList<HistoryJson> History)
{
    /// <summary>Obligations that are done where they are done, whether or not they ever were an action.</summary>
    public IReadOnlyList<DeedJson> Deeds { get; init; } = [];

    public IReadOnlyList<RecordedFollowUpJson> FollowUps { get; init; } = [];
    public PhoneAgreementJson? PhoneAgreement { get; init; }
    public IReadOnlyList<RefundJson> Refunds { get; init; } = [];

    public static CaseRecordJson Of(CaseRecord r, GuidanceJson? guidance, ActionsOnCase acted, HttpContext http)
    {
        var evidence = r.Evidence.ToLookup(e => e.MessageId);
        return new(
            CaseJson.Of(r.Case, r.AssigneeName, http), r.EarlierNumber, (guidance?.Facts ?? []).ToDictionary(fact => fact.Fact, fact => fact.Value, StringComparer.Ordinal),
            [.. r.Clocks.Select(ClockJson.Of)],
            [.. r.Messages.Select(m => new ConversationJson(m.Id, m.Kind, m.Channel, m.ExternalId, m.AuthorName, m.Text, m.SentAt, m.ReceivedAt, m.AnsweredAfterSeconds, [.. evidence[m.Id].Select(e => EvidenceJson.Of(e, http))]))],
            [.. r.Evidence.Select(e => EvidenceJson.Of(e, http))],
            guidance, [.. acted.All.Select(ActionJson.Of)], [.. acted.Approvals.Select(ApprovalJson.Of)],
            [.. r.History.Select(h => new HistoryJson(h.At, h.Kind, h.ActorKind, h.ActorName, h.Data))])
        {
            Deeds = [.. acted.Deeds.Values.OrderBy(deed => deed.At).Select(deed => new DeedJson(deed.Word, deed.By, deed.At))],
            Refunds = [.. r.Refunds.Select(RefundJson.Of)],
            PhoneAgreement = r.PhoneAgreement is { } agreed ? new(agreed.Words, agreed.By, agreed.At, agreed.MessageId) : null,
            FollowUps = [.. r.FollowUps.Select(f => new RecordedFollowUpJson(f.Cycle, f.Outcome, f.Satisfaction, f.Words, f.ActorName, f.At))],
        };
    }
}

/// <summary>A clock, running or past, with the steps that explain its due time.</summary>
internal sealed record ClockJson(
    Guid Id, ClockKind Clock, int Cycle, DateTimeOffset StartedAt, TimeSpan Limit, DateTimeOffset DueAt, bool Paused, DateTimeOffset? StoppedAt, StopCause? StopCause, DateTimeOffset? BreachedAt, int PolicyVersion,
    IReadOnlyList<ClockStep> Story)
{
    public static ClockJson Of(Clock c) => new(c.Id, c.Kind, c.Cycle, c.StartedAt, c.Limit, c.DueAt, c.IsPaused, c.StoppedAt, c.StopCause, c.BreachedAt, c.PolicyVersion, ClockStory.Of(c).Steps);
}

internal sealed record ConversationJson(Guid Id, MessageKind Kind, string Channel, string? ExternalId, string Author, string Text, DateTimeOffset SentAt, DateTimeOffset ReceivedAt, double? AnsweredAfterSeconds, IReadOnlyList<EvidenceJson> Evidence);

/// <summary>A file or link of the case. The file itself is shown to people of the store who are signed in.</summary>
/// <param name="Label">What it shows, in the words by which playbooks ask for evidence, and <c>photo of the defect</c>; null while nobody has said.</param>
/// <param name="LineKey">The order line it is about; null: all of them.</param>
/// <param name="OriginalId">The piece of which it is a copy with something drawn on it.</param>
/// <param name="Verdict">What a person made of it; null while nobody has judged it.</param>
/// <param name="Removed">When and why it was removed; its bytes are gone then.</param>
internal sealed record EvidenceJson(Guid Id, string Name, string? Sha256, string? ContentType, long? Size, int? Width, int? Height, string Url, DateTimeOffset AddedAt,
    string? Label, string? LineKey, Guid? MessageId, Guid? OriginalId, VerdictJson? Verdict, RemovedJson? Removed)
{
    public static EvidenceJson Of(EvidenceItem e, HttpContext http) => new(
        e.Id, e.Name, e.Sha256, e.ContentType, e.Size, e.Width, e.Height, e.Url ?? $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}/evidence/{e.Id}", e.AddedAt, e.Label, e.LineKey, e.MessageId, e.OriginalId,
        e.Verdict is { } verdict ? new(verdict, e.VerdictReason, e.VerdictByName, e.VerdictAt) : null,
        e.RemovedAt is { } at ? new(at, e.RemovalReason) : null);
}

/// <param name="Reason">Why it was rejected: a ready reason's word, or what somebody wrote.</param>
internal sealed record VerdictJson(EvidenceVerdict Verdict, string? Reason, string? By, DateTimeOffset? At);

/// <param name="Reason">What a person wrote; <c>retention:VERSION:MONTHS</c> where it was kept as long as that version of the store's rule says.</param>
internal sealed record RemovedJson(DateTimeOffset At, string? Reason);

internal sealed record HistoryJson(DateTimeOffset At, CaseEventKind Kind, ActorKind ActorKind, string Actor, IReadOnlyDictionary<string, string?> Data);

/// <summary>Who did what a playbook asks for, and when.</summary>
internal sealed record DeedJson(string Obligation, string By, DateTimeOffset At);

/// <summary>One time that the buyer was asked whether it is settled.</summary>
internal sealed record RecordedFollowUpJson(int Cycle, FollowUpOutcome Outcome, int? Satisfaction, string Words, string Actor, DateTimeOffset At);

/// <summary>What was agreed by phone; no money moves on it before a message of the buyer confirms it.</summary>
internal sealed record PhoneAgreementJson(string Words, string Actor, DateTimeOffset At, Guid? ConfirmedByMessage);
