using System.Text.Json.Nodes;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AfterSales.Web.Integrations;

/// <summary>/openapi/v1.json: made from the routes and what <see cref="ApiCall"/> says of them, in the reader's language.</summary>
internal static class ApiDocument
{
    /// <summary>Of a route that refuses other types than its own by itself; the document names its own.</summary>
    public const string AnyType = "*/*";

    private const string Bearer = "bearer";

    /// <summary>What any call may be answered with, besides what it is for.</summary>
    private static readonly int[] AnyProblem = [400, 401, 403, 429, 500];

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = description => description.ActionDescriptor.EndpointMetadata.OfType<ApiCall>().Any();
        options.AddDocumentTransformer((document, context, _) => DescribeAsync(document, context.ApplicationServices));
        options.AddOperationTransformer(DescribeAsync);
    });

    private static Task DescribeAsync(OpenApiDocument document, IServiceProvider services)
    {
        var texts = services.GetRequiredService<Texts>();
        document.Info = new() { Title = texts["Api.Title"], Version = "v1", Description = texts["Api.Intro"] };
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Bearer, Description = texts["Api.Keys"] };
        document.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
        return Task.CompletedTask;
    }

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var texts = context.ApplicationServices.GetRequiredService<Texts>();
        var call = context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiCall>().Single();
        operation.Summary = texts[$"Api.{call.Key}"];
        operation.Description = texts[$"Api.{call.Key}More"] + "\n\n" + texts["Api.Scopes", string.Join(", ", call.Scopes)];
        operation.Tags = null;
        operation.RequestBody?.Content?.Remove(AnyType);
        if (call.Request is not null && operation.RequestBody?.Content?.TryGetValue("application/json", out var body) == true) body.Example = JsonNode.Parse(call.Request);
        foreach (var (status, response) in operation.Responses ?? [])
        {
            response.Description = texts[$"Api.Status{status}"];
            if (call.Answer is not null && status.StartsWith('2') && response.Content?.TryGetValue("application/json", out var answer) == true) answer.Example = JsonNode.Parse(call.Answer);
        }

        var problem = await context.GetOrCreateSchemaAsync(typeof(ApiProblem), parameterDescription: null, ct);
        operation.Responses ??= [];
        foreach (var status in AnyProblem)
            operation.Responses[status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = texts[$"Api.Status{status}"],
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [ApiProblem.ContentType] = new OpenApiMediaType { Schema = problem } },
            };
    }
}
