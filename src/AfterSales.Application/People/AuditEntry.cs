using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.People;

/// <summary>What the store's audit records.</summary>
public enum AuditKind
{
    StoreCreated,
    StoreDescribed,
    PersonInvited,
    InviteWithdrawn,
    PersonJoined,
    RolesChanged,
    PersonRemoved,
    PersonSignedOut,
    PersonUnlocked,
    ApiKeyCreated,
    ApiKeyRevoked,
    KeywordSaved,
    KeywordRemoved,
    PhraseSaved,
    PhraseReset,
    ExtortionFlagged,
    ExtortionLifted,
    ToleranceChanged,
    PhraseAdded,
    PhraseRetired,
    PhraseRestored,
    TagSaved,
    TagRenamed,
    TagRetired,
    TagRestored,
    TagMoved,
    PersonalDataErased,
    ShiftsPlanned,
    ShiftsCorrected,
    LeaveWritten,
    LeaveDecided,
}

/// <summary>One change to a store's people, keys, description, keywords, phrases, tags, shifts and leave, flagged or erased customers: who, what, when. Append-only, and language-neutral.</summary>
public sealed class AuditEntry : IStoreOwned
{
    private AuditEntry() { }

    public AuditEntry(Guid storeId, AuditKind kind, Guid? byId, string byName, DateTimeOffset at, string subject, params IEnumerable<string> details)
    {
        StoreId = storeId;
        Kind = kind;
        ById = byId;
        ByName = byName;
        At = at;
        Subject = subject;
        Details = [.. details];
    }

    public long Id { get; private set; }
    public Guid StoreId { get; private set; }
    public AuditKind Kind { get; private set; }

    /// <summary>Null for the product itself.</summary>
    public Guid? ById { get; private set; }

    public string ByName { get; private set; } = "";
    public DateTimeOffset At { get; private set; }

    /// <summary>The person, store, key, word, phrase, tag, customer or days it concerns, by the name it had then.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>Role names after the change, a key's scopes, the subtype a keyword suggests, the language of a phrase, what a tag is called now, the reason for a flag, whose shifts, what became of a leave.</summary>
    public string[] Details { get; private set; } = [];

    public static AuditEntry By(Actor actor, AuditKind kind, DateTimeOffset at, string subject, params IEnumerable<string> details) =>
        new(actor.StoreId, kind, actor.Id, actor.Name, at, subject, details);
}
