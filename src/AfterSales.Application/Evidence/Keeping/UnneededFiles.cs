using AfterSales.Domain.Evidence;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Evidence.Keeping;

/// <summary>
/// Takes the bytes of removed evidence away, with their small pictures, when no row of any store needs them any more. What cannot be taken away now is no longer served to anybody,
/// because no row names it, and goes with the next sweep.
/// </summary>
public sealed class UnneededFiles(UnusedFiles files, ILogger<UnneededFiles> log)
{
    public async Task DropAsync(EvidenceItem removed, CancellationToken ct)
    {
        if (removed.Sha256 is not { } sha256) return;
        try
        {
            // Whoever sent the same after this was added may still be about to use it.
            await files.ForgetAsync(sha256, removed.AddedAt + TimeSpan.FromMicroseconds(1), ct);
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            log.LogWarning(e, "The bytes of {Sha256} are not needed any more and could not be removed", sha256);
        }
    }
}
