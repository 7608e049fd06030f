using AfterSales.Application.Evidence;
using AfterSales.Application.People;
using AfterSales.Domain.Evidence;
using AfterSales.Web.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AfterSales.Web.Evidence;

/// <summary>
/// Writes down who sees a piece of evidence in full size, before a byte of it goes out (SPEC 5): what cannot be written down is not shown. The browser asks again each time, so
/// that a look at what it has kept is a look, too; what has not changed is not sent again.
/// </summary>
internal sealed class RecordedView(ActorQueries actors, EvidenceAccesses accesses) : IEndpointFilter
{
    private const string AskAgain = "private, no-cache";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        if (answer is not FileStreamHttpResult file) return answer;
        try
        {
            var http = context.HttpContext;
            var id = Guid.Parse((string)http.Request.RouteValues["id"]!);
            var actor = (await actors.DeskOfAsync(CurrentDesk.PersonId(http.User)!.Value, http.RequestAborted))!.Actor;
            await accesses.RecordAsync([id], EvidenceAccessKind.Viewed, actor, http.RequestAborted);
            http.Response.Headers.CacheControl = AskAgain;
            return answer;
        }
        catch
        {
            await file.FileStream.DisposeAsync();
            throw;
        }
    }
}
