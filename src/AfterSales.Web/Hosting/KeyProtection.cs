using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;

namespace AfterSales.Web.Hosting;

/// <summary>
/// How the keys that sign cookies and links lie in the database: as they are, guarded by the database as everything they open
/// is, or encrypted with the certificate that <c>DataProtection:Certificate</c> names (a PKCS#12 file every node has; its
/// password in <c>DataProtection:CertificatePassword</c>). See docs/adr/0013.
/// </summary>
internal static class KeyProtection
{
    public static bool IsEncrypted(IConfiguration configuration) => configuration["DataProtection:Certificate"] is { Length: > 0 };

    public static void AddKeyProtection(this IServiceCollection services, IConfiguration configuration)
    {
        if (!IsEncrypted(configuration)) return;
        var certificate = Load(configuration["DataProtection:Certificate"]!, configuration["DataProtection:CertificatePassword"]);
        services.AddDataProtection().ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
    }

    private static X509Certificate2 Load(string file, string? password)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password);
            // What it encrypts, it has to decrypt after the next start.
            return certificate.HasPrivateKey ? certificate : throw new CryptographicException("It has no private key.");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartProblem("Hosting.CertificateUnusable", file, e.Message);
        }
    }
}
