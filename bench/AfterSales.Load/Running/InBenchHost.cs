using System.Text.Json;
using AfterSales.Application;
using AfterSales.Application.Conversations;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AfterSales.Load.Running;

internal static class InBenchHost
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static async Task<int> RunAsync(string connection, string port)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddAfterSales(connection);
        await using var app = builder.Build();
        Guid store;
        await using (var db = app.Services.GetRequiredService<Databases>().AcrossStores()) store = await db.Stores.Select(s => s.Id).SingleAsync();
        var actor = Actor.Key(store, "bench", store, ApiScope.All);
        app.MapGet("/healthz", () => "ok");
        app.MapPost("/api/v1/messages", async (HttpContext http, MessageIntake intake) =>
        {
            var m = (await http.Request.ReadFromJsonAsync<Incoming>(Json))!;
            var answer = await intake.ReceiveAsync(new(m.ExternalId, m.Channel, m.Customer, m.OrderNo, MessageKind.Buyer, null, m.Text, m.SentAt, []), actor);
            return answer.Ok ? Results.Json(new { @case = answer.Value!.Number, answer.Value.Opened, answer.Value.Clocks }, Json, statusCode: 201) : Results.BadRequest();
        });
        await app.RunAsync();
        return 0;
    }

    private sealed record Incoming(string ExternalId, string Channel, string Customer, string? OrderNo, string Direction, string Text, DateTimeOffset SentAt);
}
