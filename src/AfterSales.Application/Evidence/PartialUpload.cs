using AfterSales.Domain.Shared;

namespace AfterSales.Application.Evidence;

/// <summary>
/// A large file that comes in pieces, for one person and store. What has arrived are <see cref="Parts"/>, files of the evidence store in their order; a piece counts once
/// its row says so, so that whoever was cut off goes on from <see cref="Received"/>, on any node.
/// </summary>
public sealed class PartialUpload : IStoreOwned
{
    public const int MaxName = 255;

    private PartialUpload() { }

    public PartialUpload(Guid id, Guid storeId, Guid personId, string name, long size, DateTimeOffset now) =>
        (Id, StoreId, PersonId, Name, Size, TouchedAt) = (id, storeId, personId, name, size, now);

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid PersonId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>How many bytes it will have.</summary>
    public long Size { get; private set; }

    public long Received { get; private set; }

    public List<string> Parts { get; private set; } = [];

    /// <summary>What it came to, once it was finished: asked again, the answer is the same.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>When something last came.</summary>
    public DateTimeOffset TouchedAt { get; private set; }
}
