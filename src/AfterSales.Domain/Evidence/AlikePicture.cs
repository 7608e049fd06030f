using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Evidence;

/// <summary>Two pictures of different cases that look nearly the same (<see cref="PicturePrint"/>). The database notes it when the later of the two gets its print; neither side comes first by that.</summary>
public sealed class AlikePicture : IStoreOwned
{
    private AlikePicture() { }

    public Guid StoreId { get; private set; }
    public Guid EvidenceId { get; private set; }
    public Guid OtherId { get; private set; }

    /// <summary>In how many bits their prints differ.</summary>
    public int Bits { get; private set; }
}
