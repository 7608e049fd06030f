using System.Security.Cryptography;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Playbooks;

/// <summary>A phrase (话术) of a store's own invention. What it says stands in <see cref="StorePhrase"/> rows under its key. It is retired, never deleted: versions of playbooks that say it go on doing so.</summary>
public sealed class OwnPhrase : IStoreOwned
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaxName = 40;

    private OwnPhrase() { }

    public OwnPhrase(Guid storeId, string name)
    {
        StoreId = storeId;
        // What rows write: found nowhere else, so that a file means no other phrase where it is taken in.
        Key = $"own-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5))}";
        Name = name;
    }

    public Guid StoreId { get; private set; }

    /// <summary>What rows of playbooks write, e.g. <c>own-3f9a1c20be</c>.</summary>
    public string Key { get; private set; } = "";

    /// <summary>What it is called where it is picked.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Not to be picked any more.</summary>
    public bool IsRetired { get; private set; }

    public void Call(string name) => Name = name;

    public void Retire() => IsRetired = true;

    public void Restore() => IsRetired = false;
}
