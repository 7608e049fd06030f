using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AfterSales.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Web.Tests.Hosting;

public sealed class KeyProtectionTests : IDisposable
{
    private const string Password = "of the certificate";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aftersales-keys-");

    private string Certificate => Path.Combine(_folder.FullName, "keys.pfx");

    public KeyProtectionTests()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=AfterSales", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        File.WriteAllBytes(Certificate, certificate.Export(X509ContentType.Pkcs12, Password));
        File.WriteAllBytes(Path.Combine(_folder.FullName, "public.cer"), certificate.Export(X509ContentType.Cert));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Keys_WithACertificate_LieEncrypted_AndOpenAfterTheNextStart()
    {
        var secret = Protector(Certificate, Password).Protect("signed in");

        var keys = Directory.GetFiles(_folder.FullName, "key-*.xml").ShouldHaveSingleItem();
        File.ReadAllText(keys).ShouldSatisfyAllConditions(xml => xml.ShouldContain("EncryptedData"), xml => xml.ShouldNotContain("masterKey"));
        Protector(Certificate, Password).Unprotect(secret).ShouldBe("signed in");
    }

    [Fact]
    public void Keys_WithoutACertificate_LieAsTheyAre()
    {
        Protector(null, null).Protect("signed in");
        File.ReadAllText(Directory.GetFiles(_folder.FullName, "key-*.xml").ShouldHaveSingleItem()).ShouldContain("masterKey");
    }

    [Theory]
    [InlineData("keys.pfx", "wrong")]
    [InlineData("none.pfx", Password)]
    [InlineData("public.cer", null)]
    public void Certificate_ThatCannotBeUsed_EndsTheStartWithASentence(string file, string? password)
    {
        var problem = Should.Throw<StartProblem>(() => Protector(Path.Combine(_folder.FullName, file), password));
        problem.Key.ShouldBe("Hosting.CertificateUnusable");
    }

    // As one process has it, with the keys in a folder in place of the database.
    private IDataProtector Protector(string? certificate, string? password)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["DataProtection:Certificate"] = certificate,
            ["DataProtection:CertificatePassword"] = password,
        }).Build();
        var services = new ServiceCollection().AddLogging();
        services.AddDataProtection().PersistKeysToFileSystem(_folder).SetApplicationName("AfterSales");
        services.AddKeyProtection(configuration);
        return services.BuildServiceProvider().GetDataProtector("sign-in");
    }
}
