using AfterSales.Domain.Evidence;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Evidence;

/// <summary>
/// Takes files in and hands them out, by the SHA-256 of their content: the same bytes are stored once. Bytes come first, rows
/// second: what is stored belongs to nobody until an <see cref="EvidenceItem"/> names it, and only rows are ever served.
/// </summary>
public sealed class EvidenceFiles(IEvidenceStore store, FileRegistry registry, SmallPictures pictures, EvidenceLimits limits, TimeProvider time)
{
    public EvidenceLimits Limits => limits;

    /// <summary>Set by tests: called before each step of an upload, with its name.</summary>
    internal Func<UploadStep, Task>? Before { get; set; }

    /// <summary>
    /// Reads the stream to its end. It is stored for good when this returns; refused or cancelled, nobody hears of it again. The small pictures of a picture are made
    /// afterwards (<see cref="SmallPictures"/>).
    /// </summary>
    public async Task<Result<StoredFile>> StoreAsync(Stream content, CancellationToken ct)
    {
        pictures.Comes();
        try
        {
            return await TakeInAsync(content, ct);
        }
        finally
        {
            pictures.Came();
        }
    }

    /// <summary>The bytes, to be read from any place; null when they are not there.</summary>
    public Task<Stream?> OpenReadAsync(string sha256, CancellationToken ct) => store.OpenAsync(FileNames.Original(sha256), ct);

    /// <summary>A WebP of at most <see cref="SmallPictures.ThumbnailSize"/> pixels a side, made now if nobody has yet; null when there can be none.</summary>
    public Task<Stream?> OpenThumbnailAsync(string sha256, CancellationToken ct) => pictures.OpenAsync(sha256, FileNames.Thumbnail, ct);

    /// <summary>The same of at most <see cref="SmallPictures.PreviewSize"/> pixels a side; also null when the original is no larger.</summary>
    public Task<Stream?> OpenPreviewAsync(string sha256, CancellationToken ct) => pictures.OpenAsync(sha256, FileNames.Preview, ct);

    /// <summary>What is known of a file, its print among it; null when there is no such file.</summary>
    public Task<StoredFile?> LookAtAsync(string sha256, CancellationToken ct) => pictures.LookAtAsync(FileNames.Original(sha256), ct);

    private async Task<Result<StoredFile>> TakeInAsync(Stream content, CancellationToken ct)
    {
        await using var incoming = await store.ReceiveAsync(ct);
        using var reading = new IncomingContent(incoming, limits);
        var received = await reading.ReadAsync(content, () => StepAsync(UploadStep.Receive), ct);
        if (received.Value is not { } file) return received;
        await StepAsync(UploadStep.Complete);
        await incoming.CompleteAsync(ct);
        return await PublishAsync(file, incoming, ct);
    }

    // Held from before the bytes have their name until the row is committed: a sweep of the same file comes before or after.
    private async Task<StoredFile> PublishAsync(StoredFile file, IIncomingFile incoming, CancellationToken ct)
    {
        await StepAsync(UploadStep.Hold);
        await using var held = await registry.HoldAsync(file.Sha256, ct);
        await StepAsync(UploadStep.Keep);
        if (held.Known is null || held.IsBroken || !await store.HasAsync(file.Sha256, ct)) await incoming.KeepAsync(file.Sha256, ct);
        await StepAsync(UploadStep.Record);
        await held.RecordAsync(file, time.GetUtcNow(), ct);
        await StepAsync(UploadStep.Commit);
        await held.CommitAsync();
        await StepAsync(UploadStep.Answer);
        var stored = held.Known ?? file;
        pictures.Want(stored);
        return stored;
    }

    private Task StepAsync(UploadStep step) => Before?.Invoke(step) ?? Task.CompletedTask;
}

/// <summary>What an upload does, in this order.</summary>
internal enum UploadStep
{
    Receive,
    Complete,
    Hold,
    Keep,
    Record,
    Commit,
    Answer,
}
