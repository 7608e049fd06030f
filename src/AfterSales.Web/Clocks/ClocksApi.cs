using System.Globalization;
using AfterSales.Application.Clocks;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Integrations;

namespace AfterSales.Web.Clocks;

/// <summary>The store's clock policy, and the warnings and breaches that were raised.</summary>
internal static class ClocksApi
{
    public static void MapClocks(this IEndpointRouteBuilder api)
    {
        api.MapGet("/policies/clocks", PolicyAsync).Produces<ClockPolicyJson>().Describe("GetClockPolicy", Permission.ViewPolicies);
        api.MapPut("/policies/clocks", ChangeAsync).Accepts<ClockPolicyJson>("application/json").Produces<ChangedPolicyJson>().Describe("PutClockPolicy", Permission.EditPolicies);
        api.MapGet("/clock-events", EventsAsync).Produces<ClockEventsJson>().Describe("GetClockEvents", Permission.ViewCases);
    }

    private static async Task<IResult> PolicyAsync(HttpContext http, ClockPolicyQueries policies, CancellationToken ct)
    {
        var now = await policies.NowAsync(http.Actor(), ct);
        return now.Ok ? Results.Json(ClockPolicyJson.Of(now.Value.Policy)) : http.Problem(now.Refusal);
    }

    // What the body does not name stays as it is, so a program may change one limit without knowing the rest.
    private static async Task<IResult> ChangeAsync(HttpContext http, JsonBody body, ClockPolicyQueries policies, ChangeClockPolicy change, CancellationToken ct)
    {
        var (json, problem) = await body.ReadAsync<ClockPolicyJson>(http);
        if (json is null) return problem!;
        if (json.Gap() is { } gap) return http.Problem(Refusal.Invalid("json.wrong_type", gap) with { Field = gap });
        var now = await policies.NowAsync(http.Actor(), ct);
        if (!now.Ok) return http.Problem(now.Refusal);
        var changed = await change.ExecuteAsync(new(json.Version ?? now.Value.Policy.Version, json.Over(now.Value.Policy), json.ApplyToRunning ?? false), http.Actor(), ct);
        if (changed.Ok) return Results.Json(new ChangedPolicyJson(changed.Value.Version, changed.Value.Recomputed));
        return http.Problem(changed.Refusal with { Field = changed.Refusal.Field is { } path ? ClockPolicyJson.FieldOf(path) : null });
    }

    private static async Task<IResult> EventsAsync(HttpContext http, ClockQueries clocks, CancellationToken ct, string? since = null, string? limit = null)
    {
        var query = new QueryWords();
        var most = query.Number(limit, nameof(limit)) ?? ClockQueries.MostEvents;
        if (query.Refusal is { } refusal) return http.Problem(refusal);
        var after = 0L;
        DateTimeOffset? from = null;
        // Where the last page ended, or a time to begin with.
        if (since is { Length: > 0 } && !long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out after) && (from = JsonInstants.Parse(since)) is null)
            return http.Problem(Refusal.Invalid("api.since_unreadable", since) with { Field = nameof(since) });
        var events = await clocks.EventsAsync(http.Actor(), after, from, most, ct);
        return events.Ok ? Results.Json(ClockEventsJson.Of(events.Value, since)) : http.Problem(events.Refusal);
    }
}

internal sealed record ChangedPolicyJson(int Version, int Recomputed);

/// <summary>A page of what was raised; ask again with <see cref="Next"/> as since.</summary>
internal sealed record ClockEventsJson(IReadOnlyList<ClockEventJson> Events, string? Next)
{
    public static ClockEventsJson Of(IReadOnlyList<RaisedEvent> events, string? since) => new(
        [.. events.Select(e => new ClockEventJson(e.Id, e.CaseNumber, e.Clock, e.Kind, e.DueAt, e.FiredAt))],
        events.Count == 0 ? since : events[^1].Id.ToString(CultureInfo.InvariantCulture));
}

internal sealed record ClockEventJson(long Id, string Case, ClockKind Clock, TimerKind Kind, DateTimeOffset DueAt, DateTimeOffset FiredAt);
