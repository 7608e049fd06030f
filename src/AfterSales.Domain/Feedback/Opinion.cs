using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Feedback;

/// <summary>An opinion of a buyer that somebody tagged on a case, or on one message of it. It is withdrawn, not changed.</summary>
public sealed class Opinion : IStoreOwned
{
    public const int MaxNote = 300;
    public const int MaxStyle = 100;

    private Opinion() { }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary>Which message says it; null: the case as a whole.</summary>
    public Guid? MessageId { get; private set; }

    public OpinionWord Word { get; private set; }

    /// <summary>款号 that it is about; null: the case's own goods.</summary>
    public string? Style { get; private set; }

    /// <summary>In the buyer's words, or of them.</summary>
    public string? Note { get; private set; }

    public Guid? ById { get; private set; }
    public string ByName { get; private set; } = "";
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public string? WithdrawnBy { get; private set; }

    public static Result<Opinion> Tag(Guid id, Guid storeId, Guid caseId, Guid? messageId, OpinionWord word, string? style, string? note, Guid? byId, string byName, DateTimeOffset now) =>
        note?.Length > MaxNote ? Refusal.Invalid("feedback.text_too_long", MaxNote) with { Field = nameof(Note) }
        : style?.Length > MaxStyle ? Refusal.Invalid("feedback.text_too_long", MaxStyle) with { Field = nameof(Style) }
        : new Opinion { Id = id, StoreId = storeId, CaseId = caseId, MessageId = messageId, Word = word, Style = style, Note = note, ById = byId, ByName = byName, At = now };

    public Result Withdraw(string byName, DateTimeOffset now)
    {
        if (WithdrawnAt is not null) return Refusal.Rule("opinion.withdrawn");
        (WithdrawnAt, WithdrawnBy) = (now, byName);
        return Result.Done;
    }
}
