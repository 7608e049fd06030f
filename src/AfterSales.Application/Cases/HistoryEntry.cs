using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases;

/// <summary>One line of a case's history: append-only, a trigger refuses to change or delete it.</summary>
public sealed class HistoryEntry : IStoreOwned
{
    private HistoryEntry() { }

    public HistoryEntry(Guid storeId, Guid caseId, CaseEvent what, Actor actor, DateTimeOffset at)
    {
        StoreId = storeId;
        CaseId = caseId;
        Kind = what.Kind;
        Data = new(what.Data, StringComparer.Ordinal);
        ActorKind = actor.Kind;
        ActorId = actor.Id;
        ActorName = actor.Name;
        At = at;
    }

    public long Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }
    public CaseEventKind Kind { get; private set; }
    public Dictionary<string, string?> Data { get; private set; } = [];
    public ActorKind ActorKind { get; private set; }
    public Guid? ActorId { get; private set; }
    public string ActorName { get; private set; } = "";
    public DateTimeOffset At { get; private set; }
}
