using System.Buffers;
using System.Security.Cryptography;
using AfterSales.Domain.Importing;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Importing;

/// <summary>Bytes that were received whole. <see cref="Id"/> becomes the id of the import they belong to.</summary>
public sealed record ReceivedFile(Guid Id, string Sha256, long Size);

/// <summary>
/// Uploaded files between upload and the end of their job. Each belongs to exactly one import and is named by its id, so that it
/// can go when the job ends without asking who else needs it. Every node sees the same folder.
/// </summary>
public sealed class ImportFiles
{
    /// <summary>200 MB: half a million orders as text.</summary>
    public const long Largest = 200L << 20;

    private const int BlockSize = 64 * 1024;
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private readonly string folder;
    private readonly TimeProvider time;

    public ImportFiles(string folder, TimeProvider time)
    {
        this.folder = Path.GetFullPath(folder);
        this.time = time;
        Directory.CreateDirectory(this.folder);
        Sweep();
    }

    /// <summary>Reads the stream to its end. It is on disk for good when this returns; refused or cancelled, nothing remains.</summary>
    public async Task<Result<ReceivedFile>> ReceiveAsync(Stream content, CancellationToken ct)
    {
        var id = Ids.New(time.GetUtcNow());
        var partial = PathOf(id) + ".part";
        try
        {
            var received = await WriteAsync(content, id, partial, ct);
            if (received.Ok) File.Move(partial, PathOf(id));
            return received;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Null when it is gone.</summary>
    public FileStream? Open(Guid id)
    {
        try
        {
            return new(PathOf(id), new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = BlockSize, Share = FileShare.Read | FileShare.Delete });
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Those that came more than a day ago, whatever became of their imports.</summary>
    public IEnumerable<Guid> Old()
    {
        var before = time.GetUtcNow() - Abandoned;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
            if (file.LastWriteTimeUtc < before.UtcDateTime && Guid.TryParseExact(file.Name, "N", out var id)) yield return id;
    }

    public void Delete(Guid id) => File.Delete(PathOf(id));

    private static async Task<Result<ReceivedFile>> WriteAsync(Stream content, Guid id, string path, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BlockSize, useAsync: true);
            int read;
            while ((read = await content.ReadAsync(block, ct)) > 0)
            {
                if (file.Position + read > Largest) return Refusal.Invalid(ProblemCodes.FileTooLarge);
                hash.AppendData(block, 0, read);
                await file.WriteAsync(block.AsMemory(0, read), ct);
            }

            if (file.Position == 0) return Refusal.Invalid(ProblemCodes.EmptyFile);
            await file.FlushAsync(ct);
            await Task.Run(() => file.Flush(flushToDisk: true), ct);
            return new ReceivedFile(id, Convert.ToHexStringLower(hash.GetHashAndReset()), file.Length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private string PathOf(Guid id) => Path.Combine(folder, id.ToString("N"));

    // What a killed process left half-written.
    private void Sweep()
    {
        var before = time.GetUtcNow() - Abandoned;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*.part"))
            if (file.LastWriteTimeUtc < before.UtcDateTime) file.Delete();
    }
}
