using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Evidence;

/// <summary>Says so when the disk that keeps files is full or cannot be written: the file was whole, and to send it again at once is of no use.</summary>
internal sealed class DiskTrouble(ILogger<DiskTrouble> log) : IEndpointFilter
{
    public const string Code = "evidence.not_stored";

    // errno of Unix: no space, quota, read-only, input or output error.
    private static readonly int[] Unix = [28, 122, 30, 5];
    // Of Windows: the disk is full, the medium is write-protected, input or output error.
    private static readonly int[] Windows = [112, 39, 19, 1117];

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (IOException e) when (Is(e))
        {
            log.LogError(e, "A file could not be stored");
            return EvidenceAnswers.Problem(Refusal.Rule(Code), context.HttpContext.RequestServices.GetRequiredService<Texts>());
        }
    }

    /// <summary>What the network or a browser fails of has no such number.</summary>
    public static bool Is(IOException e) => (OperatingSystem.IsWindows() ? Windows : Unix).Contains(OperatingSystem.IsWindows() ? e.HResult & 0xFFFF : e.HResult);
}
