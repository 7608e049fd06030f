using System.Text.Encodings.Web;
using System.Text.Json;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Integrations;

/// <summary>The API for people to read. It lists the routes there are, so it cannot fall behind.</summary>
public partial class ApiPage(EndpointDataSource endpoints, NavigationManager navigation, Texts texts)
{
    private const string Document = "/openapi/v1.json";

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private Texts T => texts;

    private IReadOnlyList<Route> Routes { get; } =
    [
        .. from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
           let call = endpoint.Metadata.GetMetadata<ApiCall>()
           where call is not null
           select new Route(endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0], "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace(":guid", "", StringComparison.Ordinal), call),
    ];

    private string Problem => JsonSerializer.Serialize(ApiProblem.Of(Refusal.Invalid("message.empty") with { Field = "Text" }, texts), Readable);

    private string Curl(Route route)
    {
        var address = navigation.BaseUri.TrimEnd('/') + route.Path.Replace("{number}", "AS-261122-0418", StringComparison.Ordinal).Replace("{id}", "019ab0c2-6f4e-7c1a-9d5e-3b1f0a8c2d11", StringComparison.Ordinal);
        var key = "  -H \"Authorization: Bearer $AFTERSALES_API_KEY\"";
        if (route.Call.Key == "PostImport") return $"curl '{address}' \\\n{key} \\\n  -F 'file=@ExportOrderList.csv'";
        return route.Call.Request is { } body
            ? $"curl -X {route.Method} '{address}' \\\n{key} \\\n  -H 'Content-Type: application/json' \\\n  -d '{body}'"
            : $"curl '{address}' \\\n{key}";
    }

    private sealed record Route(string Method, string Path, ApiCall Call);
}
