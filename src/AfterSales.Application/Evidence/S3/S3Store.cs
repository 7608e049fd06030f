using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace AfterSales.Application.Evidence;

/// <summary>
/// Evidence in a bucket of S3-compatible storage. An object appears whole or not at all; what is on its way lies under <c>incoming/</c>, what was kept under <c>files/</c>.
/// A failed request is sent again a few times (<see cref="Retries"/>) before it is a failure.
/// </summary>
public sealed class S3Store : IEvidenceStore, IDisposable
{
    internal const int Retries = 4;
    private const string Files = "files/";
    private const string Incoming = "incoming/";
    private const string CopySource = "x-amz-copy-source";

    private readonly AmazonS3Client _client;
    private readonly string _bucket;

    public S3Store(S3Settings settings)
    {
        _bucket = settings.Bucket;
        var config = new AmazonS3Config
        {
            ForcePathStyle = settings.PathStyle,
            AuthenticationRegion = settings.Region,
            MaxErrorRetry = Retries,
            // Stores other than Amazon's know no trailing checksums; ours is the SHA-256 in the name.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (settings.Endpoint is { } endpoint) config.ServiceURL = endpoint.ToString();
        else config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(settings.Region);
        _client = settings.Key is { } key ? new(new BasicAWSCredentials(key, settings.Secret), config) : new(config);
        _client.BeforeRequestEvent += (_, request) => WriteSlashesOut(request);
    }

    internal string Bucket => _bucket;

    /// <summary>Asks the store for something, and tells one that does not answer (<see cref="StorageAwayException"/>) from one that says no.</summary>
    internal async Task<T> AskAsync<T>(Func<IAmazonS3, Task<T>> ask, CancellationToken ct)
    {
        try
        {
            return await ask(_client);
        }
        catch (Exception e) when (IsAway(e) && !ct.IsCancellationRequested)
        {
            throw new StorageAwayException($"The bucket {_bucket} does not answer: {e.GetBaseException().Message}", e);
        }
    }

    /// <summary>Null when the bucket is there and lets us in, else what is wrong.</summary>
    public async Task<string?> ProblemAsync(CancellationToken ct)
    {
        try
        {
            await _client.ListObjectsV2Async(new() { BucketName = _bucket, Prefix = Files, MaxKeys = 1 }, ct);
            return null;
        }
        catch (AmazonS3Exception e) when (!IsAway(e))
        {
            return $"{e.ErrorCode}: {e.Message}";
        }
        catch (Exception e) when (e is AmazonClientException || IsAway(e) && !ct.IsCancellationRequested)
        {
            return e.GetBaseException().Message;
        }
    }

    public ValueTask<IIncomingFile> ReceiveAsync(CancellationToken ct) => new(new S3File(this, Incoming + RandomNumberGenerator.GetHexString(32, lowercase: true)));

    public async Task<bool> HasAsync(string name, CancellationToken ct) => await SizeAsync(name, ct) is not null;

    public async Task<Stream?> OpenAsync(string name, CancellationToken ct) => await SizeAsync(name, ct) is { } size ? new S3ReadStream(this, KeyOf(name), size) : null;

    public Task RemoveAsync(string name, CancellationToken ct) => DeleteAsync(KeyOf(name), ct);

    public IAsyncEnumerable<KeptFile> ListAsync(CancellationToken ct) => ListAsync(Files, ct);

    public async Task SweepAsync(DateTimeOffset before, CancellationToken ct)
    {
        await foreach (var file in ListAsync(Incoming, ct))
            if (file.At < before) await DeleteAsync(Incoming + file.Name, ct);
        await AbortPartsAsync(before, ct);
    }

    internal static string KeyOf(string name) => Files + name;

    internal Task DeleteAsync(string key, CancellationToken ct) => AskAsync(s3 => s3.DeleteObjectAsync(new() { BucketName = _bucket, Key = key }, ct), ct);

    public void Dispose() => _client.Dispose();

    // No answer, one that broke off or took too long, or the word that it is not now: 501 is a no.
    private static bool IsAway(Exception e) => e switch
    {
        AmazonServiceException said => (int)said.StatusCode == 0 || said.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError and not HttpStatusCode.NotImplemented,
        AmazonClientException asked => asked.InnerException is { } why && IsAway(why),
        _ => e is HttpRequestException or IOException or OperationCanceledException,
    };

    // Of what a copy is made may be written with its slashes or without; not every store reads the second, which is what the client writes.
    private static void WriteSlashesOut(RequestEventArgs request)
    {
        if (request is WebServiceRequestEventArgs { Headers: { } headers } && headers.TryGetValue(CopySource, out var source)) headers[CopySource] = source.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
    }

    private async Task<long?> SizeAsync(string name, CancellationToken ct)
    {
        try
        {
            return (await AskAsync(s3 => s3.GetObjectMetadataAsync(new() { BucketName = _bucket, Key = KeyOf(name) }, ct), ct)).ContentLength;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private async IAsyncEnumerable<KeptFile> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        string? next = null;
        do
        {
            var from = next;
            var page = await AskAsync(s3 => s3.ListObjectsV2Async(new() { BucketName = _bucket, Prefix = prefix, ContinuationToken = from }, ct), ct);
            foreach (var file in page.S3Objects ?? [])
                yield return new(file.Key[prefix.Length..], file.Size ?? 0, file.LastModified is { } at ? new DateTimeOffset(at.ToUniversalTime()) : DateTimeOffset.MinValue);
            next = page.NextContinuationToken;
        } while (next is not null);
    }

    // Some stores cannot list what was begun in parts; there a lifetime rule of the bucket clears it away.
    private async Task AbortPartsAsync(DateTimeOffset before, CancellationToken ct)
    {
        try
        {
            var begun = await AskAsync(s3 => s3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = _bucket, Prefix = Incoming }, ct), ct);
            foreach (var upload in begun.MultipartUploads ?? [])
                if (upload.Initiated?.ToUniversalTime() < before.UtcDateTime) await AskAsync(s3 => s3.AbortMultipartUploadAsync(new() { BucketName = _bucket, Key = upload.Key, UploadId = upload.UploadId }, ct), ct);
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.NotImplemented or HttpStatusCode.MethodNotAllowed)
        {
            // See above.
        }
    }
}
