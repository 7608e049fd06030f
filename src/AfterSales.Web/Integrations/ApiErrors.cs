using AfterSales.Application.Evidence;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Shared;

namespace AfterSales.Web.Integrations;

/// <summary>Whatever goes wrong below /api answers with a problem: an unknown route, a body cut off, our own bug.</summary>
internal sealed class ApiErrors(RequestDelegate next, ILogger<ApiErrors> log)
{
    // A private PostgreSQL that crashed is back about then.
    private const string RetryAfterSeconds = "5";

    public async Task InvokeAsync(HttpContext context)
    {
        var isStorage = false;
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = e.StatusCode;
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested)
        {
            log.LogDebug(e, "The caller has gone");
            return;
        }
        catch (Exception e) when (PassingFailure.Is(e) && !context.Response.HasStarted)
        {
            isStorage = e is StorageAwayException;
            // One line: while the database is away this is the answer to everything, and always the same.
            log.LogWarning("The {Part} does not answer: {Reason}", isStorage ? "storage of files" : "database", e.GetBaseException().Message);
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            log.LogError(e, "A request to the API failed");
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        var response = context.Response;
        if (response.StatusCode < 400 || response.HasStarted || response.ContentLength is not null || response.ContentType is { Length: > 0 }) return;
        await ApiProblems.WriteAsync(context, response.StatusCode, isStorage ? Refusal.Rule("api.storage_away") : Reason(response.StatusCode));
    }

    private static Refusal Reason(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Refusal.Invalid("api.bad_request"),
        StatusCodes.Status401Unauthorized => Refusal.Forbidden() with { Code = "api.key_needed" },
        StatusCodes.Status403Forbidden => Refusal.Forbidden(),
        StatusCodes.Status404NotFound => Refusal.NotFound("api.route_unknown"),
        StatusCodes.Status405MethodNotAllowed => Refusal.Invalid("api.method_not_allowed"),
        StatusCodes.Status408RequestTimeout => Refusal.Invalid("api.too_slow"),
        StatusCodes.Status413PayloadTooLarge => Refusal.Invalid("api.body_too_large"),
        StatusCodes.Status415UnsupportedMediaType => Refusal.Invalid("api.media_unsupported"),
        StatusCodes.Status503ServiceUnavailable => Refusal.Rule("api.database_away"),
        >= 500 => Refusal.Rule("api.unexpected"),
        _ => Refusal.Invalid("api.bad_request"),
    };
}
