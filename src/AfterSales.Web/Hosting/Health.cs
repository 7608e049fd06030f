using System.Globalization;
using AfterSales.Application.Clocks;
using AfterSales.Application.Persistence;

namespace AfterSales.Web.Hosting;

/// <summary>How a node says that it lives, that it may be sent visitors, and what it measures.</summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Clocks later than this mean that this node should not be sent visitors.</summary>
    private static readonly TimeSpan LateClocks = TimeSpan.FromSeconds(30);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", Live).AllowAnonymous().WithMetadata(new Quiet()).ExcludeFromDescription();
        app.MapGet("/readyz", ReadyAsync).AllowAnonymous().WithMetadata(new Quiet()).ExcludeFromDescription();
        app.MapGet("/metrics", (HttpContext http, Metrics metrics, IConfiguration configuration) =>
                Metrics.MayRead(http, configuration) ? Results.Text(metrics.Scrape(), "text/plain; version=0.0.4; charset=utf-8") : Results.NotFound())
            .AllowAnonymous().WithMetadata(new Quiet()).ExcludeFromDescription();
    }

    private static IResult Live(HttpContext http, TimeProvider time)
    {
        // Pages count down by the server's clock, not the visitor's.
        http.Response.Headers["x-server-now"] = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Text("ok");
    }

    private static async Task<IResult> ReadyAsync(HttpContext http, DatabaseSetup database, ClockWorkerHealth clocks, ILogger<DatabaseSetup> log)
    {
        http.Response.Headers.CacheControl = "no-store";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        patience.CancelAfter(Patience);
        try
        {
            var pending = await database.PendingAsync(patience.Token);
            // Until the worker has looked once, nobody knows how late they are.
            var ready = pending.Count == 0 && clocks.LastLookedAt is not null && clocks.Lag < LateClocks;
            return Results.Json(new Readiness(ready, Database: true, pending.Count, Math.Round(clocks.Lag.TotalSeconds, 3)), statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            log.LogWarning(e, "Not ready: the database does not answer");
            return Results.Json(new Readiness(false, Database: false, null, null), statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private sealed record Readiness(bool Ready, bool Database, int? PendingMigrations, double? ClockLagSeconds);
}
