using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Playbooks;

/// <summary>
/// A fact that somebody said of a case (SPEC 4), or took back (no value). Append-only: the last one counts. What was said of a case as one type says
/// nothing once it is another: a photo that shows a missing piece shows no defect.
/// </summary>
public sealed class CaseFact : IStoreOwned
{
    private CaseFact() { }

    public CaseFact(Guid storeId, Guid caseId, string playbook, string name, string? value, Actor actor, DateTimeOffset at)
    {
        StoreId = storeId;
        CaseId = caseId;
        Playbook = playbook;
        Name = name;
        Value = value;
        ActorKind = actor.Kind;
        ActorId = actor.Id;
        ActorName = actor.Name;
        At = at;
    }

    public long Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary>The case type at that time.</summary>
    public string Playbook { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>As a cell would write it, e.g. <c>"confirms"</c>; null takes it back.</summary>
    public string? Value { get; private set; }

    public ActorKind ActorKind { get; private set; }
    public Guid? ActorId { get; private set; }
    public string ActorName { get; private set; } = "";
    public DateTimeOffset At { get; private set; }
}
