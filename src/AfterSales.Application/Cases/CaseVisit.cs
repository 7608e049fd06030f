namespace AfterSales.Application.Cases;

/// <summary>Somebody who has the case open too.</summary>
public sealed record Viewer(Guid PersonId, bool Writing);

/// <summary>One page's look at one case, from opening it to leaving it. Disposing it is leaving.</summary>
public sealed class CaseVisit : IDisposable
{
    private readonly CaseViewers _viewers;
    private readonly Action _changed;

    internal CaseVisit(CaseViewers viewers, Guid storeId, Guid caseId, Guid personId, Action changed)
    {
        _viewers = viewers;
        _changed = changed;
        StoreId = storeId;
        CaseId = caseId;
        PersonId = personId;
    }

    public Guid CaseId { get; }
    public Guid PersonId { get; }

    /// <summary>Is writing a reply or a note.</summary>
    public bool IsWriting { get; private set; }

    internal Guid PageId { get; } = Guid.CreateVersion7();
    internal Guid StoreId { get; }

    /// <summary>Who else looks at the case now, on any node; one's own other pages do not count.</summary>
    public IReadOnlyList<Viewer> Others => _viewers.OthersOf(this);

    public void Write(bool writing)
    {
        if (IsWriting == writing) return;
        IsWriting = writing;
        _viewers.Changed(this);
    }

    /// <summary>The page lost its connection: nobody sits there as far as one can tell.</summary>
    public void Leave()
    {
        IsWriting = false;
        _viewers.Remove(this);
    }

    /// <summary>The connection is back.</summary>
    public void Return() => _viewers.Add(this);

    public void Dispose() => Leave();

    internal void Tell() => _changed();
}
