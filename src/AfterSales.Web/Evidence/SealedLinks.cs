using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using AfterSales.Domain.People;
using Microsoft.AspNetCore.DataProtection;

namespace AfterSales.Web.Evidence;

/// <summary>
/// Keys of addresses under which an original is served: sealed by us, for one item, one store and a short time, on any node. A key opens nothing by itself; whoever brings it
/// is asked who they are as everywhere: ADR 22.
/// </summary>
public sealed class SealedLinks(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>Long enough to watch a video, too short to be kept.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private const int IdLength = 16;
    private const int Length = 2 * IdLength + sizeof(long);

    private readonly IDataProtector _protector = protection.CreateProtector("AfterSales.SealedLinks.v1");

    public string KeyOf(Guid id, Actor actor)
    {
        var content = new byte[Length];
        id.TryWriteBytes(content);
        actor.StoreId.TryWriteBytes(content.AsSpan(IdLength));
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(2 * IdLength), (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
        return Base64Url.EncodeToString(_protector.Protect(content));
    }

    /// <summary>Forged, expired, for another item or another store: all alike.</summary>
    public bool Opens(string? key, Guid id, Actor actor)
    {
        if (string.IsNullOrEmpty(key) || !Base64Url.IsValid(key)) return false;
        try
        {
            var content = _protector.Unprotect(Base64Url.DecodeFromChars(key)).AsSpan();
            return content.Length == Length
                && new Guid(content[..IdLength]) == id
                && new Guid(content.Slice(IdLength, IdLength)) == actor.StoreId
                && BinaryPrimitives.ReadInt64BigEndian(content[(2 * IdLength)..]) > time.GetUtcNow().ToUnixTimeSeconds();
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
