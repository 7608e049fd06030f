using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;
using AfterSales.Domain.Shared;
using AfterSales.Web.Cases;
using AfterSales.Web.Cases.Finding;
using AfterSales.Web.Clocks;
using AfterSales.Web.Conversations;
using AfterSales.Web.Evidence;
using AfterSales.Web.Feedback;
using AfterSales.Web.Importing;
using AfterSales.Web.Insights;
using AfterSales.Web.Ledger;
using AfterSales.Web.People;
using AfterSales.Web.People.Pay;
using AfterSales.Web.People.Quality;
using AfterSales.Web.Playbooks;
using AfterSales.Web.Remedies;
using AfterSales.Web.Reviews;
using Microsoft.AspNetCore.Authentication;

namespace AfterSales.Web.Integrations;

/// <summary>The HTTP API, version 1: how it reads and writes JSON, who is let in and how often, and its routes.</summary>
internal static class ApiServices
{
    private const string RatePolicy = "api";

    /// <param name="services">Where its services go.</param>
    /// <param name="rate">Requests a second of one key; as many may come at once.</param>
    public static void AddApi(this IServiceCollection services, int rate)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, BearerKeys>(BearerKeys.SchemeName, configureOptions: null);
        services.AddSingleton<JsonBody>();
        services.ConfigureHttpJsonOptions(options => Configure(options.SerializerOptions));
        services.AddRateLimiter(options =>
        {
            options.OnRejected = (context, _) => new(RefuseAsync(context.HttpContext, context.Lease));
            options.AddPolicy(RatePolicy, http => Bucket(http, rate));
        });
        services.AddApiDocument();
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapOpenApi().AllowAnonymous();
        var api = app.MapGroup("/api/v1").RequireRateLimiting(RatePolicy).DisableAntiforgery();
        api.MapMessages();
        api.MapCases();
        api.MapSearch();
        api.MapImports();
        api.MapClocks();
        api.MapPlaybooks();
        api.MapRemedies();
        api.MapReviews();
        api.MapFeedback();
        api.MapPayments();
        api.MapNumbers();
        api.MapPay();
        api.MapArchive();
        api.MapReportFigures();
        api.MapDigests();
        api.MapShifts();
        api.MapQualityScores();
    }

    private static void Configure(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.PropertyNameCaseInsensitive = false;
        json.NumberHandling = JsonNumberHandling.Strict;
        // Which of two was meant, nobody can tell.
        json.AllowDuplicateProperties = false;
        json.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        // Chinese as it is; nothing of it is ever put into markup.
        json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        json.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        json.Converters.Add(new JsonInstants());
        json.Converters.Add(new JsonDurations());
        json.Converters.Add(new JsonMoney());
    }

    // Per key; who has none is counted by address, so that guessing keys is slow.
    private static RateLimitPartition<string> Bucket(HttpContext http, int rate)
    {
        var who = http.Features.Get<KeyInUse>()?.Actor.Id?.ToString() ?? $"address {http.Connection.RemoteIpAddress}";
        return RateLimitPartition.GetTokenBucketLimiter(who, _ => new() { TokenLimit = rate, TokensPerPeriod = rate, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0 });
    }

    private static Task RefuseAsync(HttpContext http, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
        http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        return ApiProblems.WriteAsync(http, StatusCodes.Status429TooManyRequests, Refusal.Rule("api.too_many", wait));
    }
}
