using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Cases;

/// <summary>
/// One time that a buyer was asked, or could not be asked, whether a resolved case is really settled (SPEC 2.2). Append-only. "Not reached" may
/// come again and again; of the other outcomes a cycle has one.
/// </summary>
public sealed class FollowUp : IStoreOwned
{
    private FollowUp() { }

    public FollowUp(Case subject, FollowUpAnswer answer, Actor actor, DateTimeOffset at)
    {
        StoreId = subject.StoreId;
        CaseId = subject.Id;
        Cycle = subject.Cycle;
        Outcome = answer.Outcome;
        Satisfaction = answer.Satisfaction;
        Words = answer.Words;
        ActorKind = actor.Kind;
        ActorId = actor.Id;
        ActorName = actor.Name;
        At = at;
    }

    public long Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary>The cycle of the case that was asked about.</summary>
    public int Cycle { get; private set; }

    public FollowUpOutcome Outcome { get; private set; }

    /// <summary>1 (bad) to 5 (good); null where the buyer gave no mark.</summary>
    public int? Satisfaction { get; private set; }

    /// <summary>What the buyer said; may be empty.</summary>
    public string Words { get; private set; } = "";

    public ActorKind ActorKind { get; private set; }
    public Guid? ActorId { get; private set; }
    public string ActorName { get; private set; } = "";
    public DateTimeOffset At { get; private set; }
}
