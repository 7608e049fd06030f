using System.Diagnostics;

namespace AfterSales.Web.Hosting;

/// <summary>
/// One line per request: method, route, status, milliseconds. The route's pattern stands for the path, because paths carry
/// order numbers and invitations; queries and bodies are never written.
/// </summary>
internal sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        // Taken now: an error page is another endpoint, and visited with a method of its own.
        var (method, route) = (context.Request.Method, Route(context));
        try
        {
            await next(context);
        }
        finally
        {
            var level = Level(context, route);
            if (log.IsEnabled(level))
                log.Log(level, "{Method} {Route} {Status} {Elapsed:0.0} ms", method, route, context.Response.StatusCode, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    private static string Route(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { Length: > 0 } pattern } ? pattern.StartsWith('/') ? pattern : "/" + pattern : "(unknown)";

    // Files and probes come by the hundred and say nothing.
    private static LogLevel Level(HttpContext context, string route) => context.Response.StatusCode switch
    {
        >= 500 => LogLevel.Error,
        < 400 when context.GetEndpoint()?.Metadata.GetMetadata<Quiet>() is not null || Path.HasExtension(route) || route.StartsWith("/_blazor", StringComparison.Ordinal) => LogLevel.Debug,
        _ => LogLevel.Information,
    };
}

/// <summary>Marks an endpoint whose successes are not worth a line.</summary>
internal sealed class Quiet;
