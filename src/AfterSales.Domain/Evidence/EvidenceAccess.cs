using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Evidence;

/// <summary>What somebody did with a piece of evidence that shows it to them.</summary>
public enum EvidenceAccessKind
{
    /// <summary>Opened or downloaded in its full size.</summary>
    Viewed,

    /// <summary>Taken out in a ZIP of the archive.</summary>
    Exported,

    /// <summary>Put into an evidence pack (举证包).</summary>
    Packed,
}

/// <summary>Who saw or took out a piece of evidence, and when, UTC (SPEC 5). Never changed.</summary>
public sealed class EvidenceAccess : IStoreOwned
{
    private EvidenceAccess() { }

    public EvidenceAccess(Guid storeId, Guid evidenceId, EvidenceAccessKind kind, Actor actor, DateTimeOffset at)
    {
        StoreId = storeId;
        EvidenceId = evidenceId;
        Kind = kind;
        ById = actor.Id;
        ByName = actor.Name;
        At = at;
    }

    public long Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid EvidenceId { get; private set; }
    public EvidenceAccessKind Kind { get; private set; }
    public Guid? ById { get; private set; }
    public string ByName { get; private set; } = "";
    public DateTimeOffset At { get; private set; }
}
