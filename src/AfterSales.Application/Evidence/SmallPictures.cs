using System.Threading.Channels;
using AfterSales.Domain.Evidence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Evidence;

/// <summary>
/// Makes the small pictures of pictures: a thumbnail, and of what is larger than a screen or what browsers cannot draw, a preview. Both upright and without metadata; the
/// original stays as it is. They are made after the upload, by the node that took it in, or sooner by whoever asks for one; what a node leaves undone, or what came
/// while there was no libvips, another start makes up for. Two that do it at once do the same.
/// </summary>
public sealed class SmallPictures(IEvidenceStore store, FileRegistry registry, TimeProvider time, ILogger<SmallPictures> log) : BackgroundService
{
    public const int ThumbnailSize = 480;
    public const int PreviewSize = 2048;

    private const int AtOnce = 50;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LeftUndone = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Channel<StoredFile> _wanted = Channel.CreateBounded<StoredFile>(new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropWrite });

    // A picture unpacks to many times its file; two at once is what a small machine bears.
    private readonly SemaphoreSlim _drawing = new(2);

    private int _coming;

    /// <summary>A file is coming in, until <see cref="Came"/>: decoding waits for a while, so that whoever drops a hundred photos waits for disks alone.</summary>
    internal void Comes() => Interlocked.Increment(ref _coming);

    internal void Came() => Interlocked.Decrement(ref _coming);

    /// <summary>It has just been stored.</summary>
    public void Want(StoredFile file)
    {
        if (IsPicture(file)) _wanted.Writer.TryWrite(file);
    }

    /// <summary>One of the small pictures, made now if nobody has yet; null when there can be none.</summary>
    internal async Task<Stream?> OpenAsync(string sha256, Func<string, string> nameOf, CancellationToken ct)
    {
        if (await store.OpenAsync(nameOf(sha256), ct) is { } there) return there;
        // Made here, or by somebody who was faster.
        await DrawAsync(sha256, ct);
        return await store.OpenAsync(nameOf(sha256), ct);
    }

    /// <summary>A stored picture with what is known of it once it is drawn, which is done now if nobody has; null when there is no such file.</summary>
    internal async Task<StoredFile?> LookAtAsync(string sha256, CancellationToken ct)
    {
        if (await registry.FindAsync(sha256, ct) is { } file && (file.IsDrawn || !IsPicture(file))) return file;
        await DrawAsync(sha256, ct);
        return await registry.FindAsync(sha256, ct);
    }

    /// <summary>Makes all that are still to be made. Answers of how many pictures.</summary>
    public async Task<int> MakeAsync(CancellationToken ct)
    {
        if (!Thumbnails.Available) return 0;
        var made = 0;
        while (await registry.ToDrawAsync(time.GetUtcNow(), AtOnce, ct) is { Count: > 0 } files)
            foreach (var file in files)
                if (await DrawAsync(file.Sha256, ct)) made++;
        return made;
    }

    public override void Dispose()
    {
        base.Dispose();
        _drawing.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!Thumbnails.Available) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (_wanted.Reader.TryRead(out var file))
                {
                    await GiveWayAsync(stoppingToken);
                    await DrawAsync(file.Sha256, stoppingToken);
                }
                await MakeUpAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(e, "Small pictures are made later");
            }
            using var soon = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            soon.CancelAfter(LookEvery);
            Task wanted = _wanted.Reader.WaitToReadAsync(soon.Token).AsTask();
            await wanted.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // What one picture fails of, a disk that cannot read it, keeps none behind it waiting.
    private async Task MakeUpAsync(CancellationToken ct)
    {
        foreach (var file in await registry.ToDrawAsync(time.GetUtcNow() - LeftUndone, AtOnce, ct))
            try
            {
                await DrawAsync(file.Sha256, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                log.LogWarning(e, "The small pictures of {Sha256} are made later", file.Sha256);
            }
    }

    private async Task GiveWayAsync(CancellationToken ct)
    {
        for (var waited = TimeSpan.Zero; Volatile.Read(ref _coming) > 0 && waited < LongestWait; waited += Pause) await Task.Delay(Pause, ct);
    }

    private static bool IsPicture(StoredFile file) => FileType.Of(file.ContentType) is { Kind: FileKind.Picture };

    // Whether anything was made: not when somebody was faster, and not of what cannot be shrunk or is not there.
    private async Task<bool> DrawAsync(string sha256, CancellationToken ct)
    {
        if (!Thumbnails.Available) return false;
        await _drawing.WaitAsync(ct);
        try
        {
            if (await registry.FindAsync(sha256, ct) is not { } file || !IsPicture(file)) return false;
            if (file.IsDrawn && (!file.HasThumbnail || await store.HasAsync(FileNames.Thumbnail(sha256), ct))) return false;
            var drawn = await Task.Run(() => DrawAsync(file, ct), ct);
            await registry.DrawnAsync(drawn, ct);
            return drawn.HasThumbnail;
        }
        finally
        {
            _drawing.Release();
        }
    }

    // A picture that cannot be shrunk is still evidence: it keeps its original and has no small ones.
    private async Task<StoredFile> DrawAsync(StoredFile file, CancellationToken ct)
    {
        if (await ReadAsync(file.Sha256, ct) is not { } picture) return file with { HasThumbnail = false, HasPreview = false };
        var small = Thumbnails.ToWebp(picture, ThumbnailSize, ThumbnailSize);
        if (small.Webp is { } thumbnail) await KeepAsync(file, FileNames.Thumbnail, thumbnail, ct);
        var drawn = file with { Width = small.Original?.Width, Height = small.Original?.Height, HasThumbnail = small.Webp is not null, HasPreview = false, Print = small.Webp is null ? null : Thumbnails.PrintOf(small.Webp) };
        if (!drawn.HasThumbnail || !IsBeyondBrowsers(drawn)) return drawn;
        if (Thumbnails.ToWebp(picture, PreviewSize, PreviewSize).Webp is not { } preview) return drawn;
        await KeepAsync(file, FileNames.Preview, preview, ct);
        return drawn with { HasPreview = true };
    }

    private static bool IsBeyondBrowsers(StoredFile file) => file.ContentType == FileType.Heic.ContentType || Math.Max(file.Width ?? 0, file.Height ?? 0) > PreviewSize;

    private async Task<byte[]?> ReadAsync(string sha256, CancellationToken ct)
    {
        await using var stream = await store.OpenAsync(FileNames.Original(sha256), ct);
        if (stream is null) return null;
        var picture = new byte[stream.Length];
        await stream.ReadExactlyAsync(picture, ct);
        return picture;
    }

    // Held, so that whoever takes the file away meanwhile comes before, and nothing is kept of it, or after, and takes this too.
    private async Task KeepAsync(StoredFile file, Func<string, string> nameOf, byte[] bytes, CancellationToken ct)
    {
        await using var incoming = await store.ReceiveAsync(ct);
        await incoming.WriteAsync(bytes, ct);
        await incoming.CompleteAsync(ct);
        await using var held = await registry.HoldAsync(file.Sha256, ct);
        if (held.Known is not null) await incoming.KeepAsync(nameOf(file.Sha256), ct);
    }
}
