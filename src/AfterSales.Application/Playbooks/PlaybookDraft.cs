using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Playbooks;

/// <summary>
/// What is being made of a playbook: one draft per playbook and store, which several people may work on. Nobody who changed it may
/// publish it (SPEC 4).
/// </summary>
public sealed class PlaybookDraft : IStoreOwned
{
    /// <summary>Longest note, in characters.</summary>
    public const int MaxNote = 500;

    private PlaybookDraft() { }

    public PlaybookDraft(Guid id, Guid storeId, string name, int basedOn, string document)
    {
        Id = id;
        StoreId = storeId;
        Name = name;
        BasedOn = basedOn;
        Document = document;
    }

    /// <summary>Another draft of the same playbook, begun when this one was gone, has another.</summary>
    public Guid Id { get; private set; }

    public Guid StoreId { get; private set; }

    /// <summary>A case type, or <c>Shared</c>.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The latest version when it was begun: what it is compared with.</summary>
    public int BasedOn { get; private set; }

    /// <summary>DMN. It can always be read; whether it can be published, the check says.</summary>
    public string Document { get; private set; } = "";

    /// <summary>Everybody who changed it.</summary>
    public Guid[] EditorIds { get; private set; } = [];

    public string ChangedBy { get; private set; } = "";
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>What changed, for who has to publish it.</summary>
    public string Note { get; private set; } = "";

    public Guid? ProposedById { get; private set; }
    public string? ProposedBy { get; private set; }
    public DateTimeOffset? ProposedAt { get; private set; }

    /// <summary>Why it was sent back, and by whom; null unless it was.</summary>
    public string? SentBackBecause { get; private set; }

    public string? SentBackBy { get; private set; }

    /// <summary>Goes up with every change, so that a stale screen is noticed.</summary>
    public int Revision { get; private set; }

    /// <summary>What a screen has to name to go on with it.</summary>
    public DraftSeen Seen => new(Id, Revision);

    public bool IsProposed => ProposedAt is not null;

    /// <summary>Changes it. What was proposed is not any more: others would publish what they did not read.</summary>
    public void Change(string document, Actor actor, DateTimeOffset at)
    {
        Document = document;
        (ProposedById, ProposedBy, ProposedAt) = (null, null, null);
        Touch(actor, at);
    }

    /// <summary>Asks for it to be published.</summary>
    public Result Propose(string note, Actor actor, DateTimeOffset at)
    {
        if (PlainText.IsBlank(note)) return Refusal.Invalid("playbook.note_needed") with { Field = nameof(Note) };
        if (note.Length > MaxNote) return Refusal.Invalid("playbook.note_too_long", MaxNote) with { Field = nameof(Note) };
        Note = PlainText.Name(note);
        (ProposedById, ProposedBy, ProposedAt) = (actor.PersonId, actor.Name, at);
        (SentBackBecause, SentBackBy) = (null, null);
        Touch(actor, at);
        return Result.Done;
    }

    /// <summary>Says no, with the reason; it can be worked on and proposed again.</summary>
    public Result SendBack(string because, Actor actor)
    {
        if (!IsProposed) return Refusal.Rule("playbook.not_proposed");
        if (PlainText.IsBlank(because)) return Refusal.Invalid("playbook.reason_needed") with { Field = nameof(SentBackBecause) };
        if (because.Length > MaxNote) return Refusal.Invalid("playbook.note_too_long", MaxNote) with { Field = nameof(SentBackBecause) };
        (SentBackBecause, SentBackBy) = (PlainText.Name(because), actor.Name);
        (ProposedById, ProposedBy, ProposedAt) = (null, null, null);
        Revision++;
        return Result.Done;
    }

    /// <summary>Whether this person may publish it: a second one, who had no hand in it.</summary>
    public Refusal? WhyNotPublish(Actor actor) =>
        !IsProposed ? Refusal.Rule("playbook.not_proposed")
        : actor.PersonId is not { } person || EditorIds.Contains(person) || ProposedById == person ? Refusal.Rule("playbook.own_draft")
        : null;

    private void Touch(Actor actor, DateTimeOffset at)
    {
        if (actor.PersonId is { } person && !EditorIds.Contains(person)) EditorIds = [.. EditorIds, person];
        (ChangedBy, ChangedAt) = (actor.Name, at);
        Revision++;
    }
}
