using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Cases;

/// <summary>What happened to an agreement by phone.</summary>
public enum PhoneAgreementStep
{
    Agreed,

    /// <summary>The buyer wrote that it is so.</summary>
    Confirmed,

    /// <summary>It was taken back; nothing is to be confirmed any more.</summary>
    Withdrawn,
}

/// <summary>One step of an agreement by phone (SPEC 2.3), with who and when. Append-only: the last one counts, see <see cref="PhoneAgreement"/>.</summary>
public sealed class PhoneAgreementEntry : IStoreOwned
{
    private PhoneAgreementEntry() { }

    public PhoneAgreementEntry(Case subject, PhoneAgreementStep step, string words, Guid? messageId, Actor actor, DateTimeOffset at)
    {
        StoreId = subject.StoreId;
        CaseId = subject.Id;
        Step = step;
        Words = words;
        MessageId = messageId;
        ActorKind = actor.Kind;
        ActorId = actor.Id;
        ActorName = actor.Name;
        At = at;
    }

    public long Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }
    public PhoneAgreementStep Step { get; private set; }

    /// <summary>What was agreed, or why it was withdrawn; empty for a confirmation, which speaks for itself.</summary>
    public string Words { get; private set; } = "";

    /// <summary>The buyer's message that confirms it.</summary>
    public Guid? MessageId { get; private set; }

    public ActorKind ActorKind { get; private set; }
    public Guid? ActorId { get; private set; }
    public string ActorName { get; private set; } = "";
    public DateTimeOffset At { get; private set; }
}
