using AfterSales.Application.Evidence;

namespace AfterSales.Web.Tests.Evidence;

/// <summary>The built product with its evidence on an S3 server.</summary>
public sealed class StartOnS3Tests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aftersales-s3-start-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Start_WithABucket_PutsTheDemoPhotosThere()
    {
        var bucket = await S3Server.BucketAsync();
        await using var desk = await StartAsync(bucket, demo: true);
        using var store = new S3Store(bucket);

        (await store.ListAsync(CancellationToken.None).CountAsync()).ShouldBeGreaterThan(3);
        Directory.GetFiles(Path.Combine(_folder.FullName, "evidence"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_WithoutTheBucket_SaysSoAndTellsNoSecret()
    {
        var missing = await S3Server.BucketAsync() with { Bucket = "not-there", Secret = "the-secret" };

        var problem = await Should.ThrowAsync<InvalidOperationException>(() => StartAsync(missing, demo: false));

        problem.Message.ShouldContain("The bucket not-there for evidence cannot be used: NoSuchBucket");
        problem.Message.ShouldNotContain("the-secret");
    }

    private async Task<DeskProcess> StartAsync(S3Settings bucket, bool demo) => await DeskProcess.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["ConnectionStrings__AfterSales"] = await TestPostgres.CreateDatabaseAsync(),
        ["AFTERSALES_DATA"] = _folder.FullName,
        ["AFTERSALES_DEMO"] = demo ? "true" : "false",
        ["S3__Bucket"] = bucket.Bucket,
        ["S3__Endpoint"] = bucket.Endpoint!.ToString(),
        ["S3__Key"] = bucket.Key,
        ["S3__Secret"] = bucket.Secret,
    });
}
