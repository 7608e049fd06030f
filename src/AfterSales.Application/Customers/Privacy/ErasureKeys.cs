using System.Security.Cryptography;
using System.Text;
using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Customers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Customers.Privacy;

/// <summary>
/// The secret key of each store under which erased nicks and order numbers are remembered (<see cref="ErasedKey"/>). It is made with the store's first request to erase, long before something is
/// erased, so that every node knows it by then; a store without one has nothing to remember.
/// </summary>
public sealed class ErasureKeys : IDisposable
{
    private const int KeySize = 32;

    private readonly IDataProtector _protector;
    private readonly ChangeSignal _signal;
    private readonly ILogger<ErasureKeys> _log;
    private readonly StoreMemory<byte[]?> _known;

    public ErasureKeys(Databases databases, IDataProtectionProvider protection, ChangeSignal signal, TimeProvider time, ILogger<ErasureKeys> log)
    {
        (_protector, _signal, _log) = (protection.CreateProtector("AfterSales.ErasureKeys.v1"), signal, log);
        _known = new(signal, time, TimeSpan.FromSeconds(10), async (storeId, ct) =>
        {
            await using var command = databases.Source.CreateCommand("select sealed from erasure_secrets where store_id = $1");
            command.Parameters.Add(new() { Value = storeId });
            return await command.ExecuteScalarAsync(ct) is string text ? Open(storeId, text) : null;
        });
    }

    /// <summary>Null where the store never was asked to erase anything.</summary>
    public ValueTask<byte[]?> OfAsync(Guid storeId, CancellationToken ct) => _known.OfAsync(storeId, ct);

    /// <summary>Makes the store's key if it has none.</summary>
    internal async Task MakeAsync(StoreDb db, CancellationToken ct)
    {
        var made = _protector.Protect(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize)));
        if (await db.Database.ExecuteSqlAsync($"insert into erasure_secrets (store_id, sealed) values ({db.StoreId}, {made}) on conflict do nothing", ct) > 0) _signal.StoreChanged(db.StoreId);
    }

    public static string OfNick(byte[] key, string nick) => Hash(key, "nick:" + nick);

    public static string OfOrder(byte[] key, string orderNo) => Hash(key, "order:" + orderNo);

    /// <summary>The same in SQL, where the key is @key.</summary>
    internal static string InSql(string kind, string column) => $"encode(sha256(@key || convert_to('{kind}:' || {column}, 'UTF8')), 'hex')";

    public void Dispose() => _known.Dispose();

    // The key comes first and is always as long: nobody can go on from a hash.
    private static string Hash(byte[] key, string text) => Convert.ToHexStringLower(SHA256.HashData([.. key, .. Encoding.UTF8.GetBytes(text)]));

    private byte[]? Open(Guid storeId, string text)
    {
        try
        {
            return Convert.FromBase64String(_protector.Unprotect(text));
        }
        catch (CryptographicException e)
        {
            // Whoever lost the keys of sign-ins lost this one; messages and imports go on all the same.
            _log.LogError(e, "The key under which store {Store} remembers what it erased cannot be opened: erased buyers are not recognised when they are brought again", storeId);
            return null;
        }
    }
}
