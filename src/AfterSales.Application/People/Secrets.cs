using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AfterSales.Application.People;

/// <summary>Tokens of 256 random bits. The database keeps only their hash; a plain one is enough, for nobody can guess them.</summary>
public static class Secrets
{
    public static string New(string prefix = "") => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Lower-case hex SHA-256.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
