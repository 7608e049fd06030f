using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Feedback;

/// <summary>What everybody who works on an open case should know: others came with the same goods and the same defect. Follows from the cases; nobody writes it.</summary>
public sealed class SameBatch : IStoreOwned
{
    private SameBatch() { }

    public SameBatch(Guid storeId, Guid caseId, int cases, Guid? itemId)
    {
        StoreId = storeId;
        CaseId = caseId;
        Become(cases, itemId);
    }

    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary>How many there are, this one among them.</summary>
    public int Cases { get; private set; }

    /// <summary>The item that was opened of them; null while it is forming.</summary>
    public Guid? ItemId { get; private set; }

    public void Become(int cases, Guid? itemId) => (Cases, ItemId) = (cases, itemId);
}
