using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases;

/// <summary>A page on which somebody has a case open, as other nodes see it. Kept by <see cref="CaseViewers"/>.</summary>
public sealed class CaseViewer : IStoreOwned
{
    private CaseViewer() { }

    public Guid PageId { get; private set; }
    public Guid NodeId { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>Is writing a reply or a note.</summary>
    public bool Writing { get; private set; }
}

/// <summary>A node that has cases open; not heard of for a while, its viewers are gone.</summary>
public sealed class ViewerNode
{
    private ViewerNode() { }

    public Guid Id { get; private set; }
    public DateTimeOffset SeenAt { get; private set; }
}
