using AfterSales.Application.Evidence;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AfterSales.Web.Evidence;

/// <summary>
/// Says so when a file was whole and could not be stored. A disk that is full or cannot be written stays so until somebody sees to it; a storage elsewhere that does not answer is asked again.
/// </summary>
internal sealed class StorageTrouble(ILogger<StorageTrouble> log) : IEndpointFilter
{
    public const string Disk = "evidence.not_stored";
    public const string Away = "evidence.storage_away";

    private const string RetryAfterSeconds = "5";

    // errno of Unix: no space, quota, read-only, input or output error.
    private static readonly int[] Unix = [28, 122, 30, 5];
    // Of Windows: the disk is full, the medium is write-protected, input or output error.
    private static readonly int[] Windows = [112, 39, 19, 1117];

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            return await next(context);
        }
        catch (IOException e) when (IsOfDisk(e))
        {
            log.LogError(e, "A file could not be stored");
            return Problem(http, Disk);
        }
        catch (StorageAwayException e)
        {
            log.LogWarning(e, "The storage of files does not answer");
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            return Problem(http, Away);
        }
    }

    /// <summary>What the network or a browser fails of has no such number.</summary>
    public static bool IsOfDisk(IOException e) => OperatingSystem.IsWindows() ? Windows.Contains(e.HResult & 0xFFFF) : Unix.Contains(e.HResult);

    private static ProblemHttpResult Problem(HttpContext http, string code) => EvidenceAnswers.Problem(Refusal.Rule(code), http.RequestServices.GetRequiredService<Texts>());
}
