using System.Buffers;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence;

/// <summary>Takes in the next piece of an upload. It is stored before it counts; of two that come for the same place, one does.</summary>
public sealed class AppendToUpload(Databases databases, IEvidenceStore store, EvidenceLimits limits, TimeProvider time)
{
    /// <summary>In bytes, of one piece.</summary>
    public const int MostAtOnce = 8 << 20;

    /// <summary>Its argument is where to go on.</summary>
    public const string WrongOffset = "evidence.wrong_offset";

    private const int BlockSize = 256 * 1024;

    /// <param name="UploadId">Of <see cref="BeginUpload"/>.</param>
    /// <param name="Offset">How many bytes come before.</param>
    /// <param name="Content">Read to its end.</param>
    public sealed record Input(Guid UploadId, long Offset, Stream Content);

    public async Task<Result<UploadProgress>> ExecuteAsync(Input input, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } personId || !actor.May(Permission.WriteNotes)) return Refusal.Forbidden();
        if (await FindAsync(input.UploadId, personId, actor, ct) is not { } upload) return Refusal.NotFound("evidence.upload_gone");
        if (upload.Received != input.Offset) return Refusal.Conflict(WrongOffset, upload.Received);

        var part = FileNames.NewPart();
        await using var incoming = await store.ReceiveAsync(ct);
        var written = await WriteAsync(input.Content, incoming, upload, ct);
        if (!written.Ok) return written.Refusal;
        await incoming.KeepAsync(part, ct);
        if (await CountAsync(upload, part, written.Value, ct)) return new UploadProgress(upload.Id, upload.Received + written.Value, upload.Size);

        await store.RemoveAsync(part, CancellationToken.None);
        return await FindAsync(input.UploadId, personId, actor, ct) is { } further ? Refusal.Conflict(WrongOffset, further.Received) : Refusal.NotFound("evidence.upload_gone");
    }

    private async Task<PartialUpload?> FindAsync(Guid id, Guid personId, Actor actor, CancellationToken ct)
    {
        await using var db = databases.For(actor);
        return await db.PartialUploads.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id && u.PersonId == personId, ct);
    }

    // The head decides at once whether the rest is worth sending.
    private async Task<Result<long>> WriteAsync(Stream content, IIncomingFile incoming, PartialUpload upload, CancellationToken ct)
    {
        var most = Math.Min(MostAtOnce, upload.Size - upload.Received);
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            var read = await content.ReadAtLeastAsync(block, BlockSize, throwOnEndOfStream: false, ct);
            if (read == 0) return Refusal.Invalid("evidence.no_file");
            if (upload.Received == 0 && WhyNot(block.AsSpan(0, read), upload.Size) is { } refusal) return refusal;
            long written = 0;
            for (; read > 0; read = await content.ReadAtLeastAsync(block, BlockSize, throwOnEndOfStream: false, ct))
            {
                written += read;
                if (written > most) return Refusal.Invalid("evidence.piece_too_large");
                await incoming.WriteAsync(block.AsMemory(0, read), ct);
            }
            return written;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private Refusal? WhyNot(ReadOnlySpan<byte> head, long size)
    {
        if (FileSignature.Recognise(head) is not { } type) return Refusal.Invalid("evidence.type_not_allowed");
        return size > limits.For(type.Kind) ? Refusal.Invalid("evidence.too_large", EvidenceLimits.InMegabytes(limits.For(type.Kind))) : null;
    }

    private async Task<bool> CountAsync(PartialUpload upload, string part, long length, CancellationToken ct)
    {
        await using var db = databases.For(upload.StoreId);
        var now = time.GetUtcNow();
        return await db.Database.ExecuteSqlAsync(
            $"""
             update partial_uploads set parts = array_append(parts, {part}), received = received + {length}, touched_at = {now}
             where store_id = {upload.StoreId} and id = {upload.Id} and received = {upload.Received} and sha256 is null
             """, ct) > 0;
    }
}
