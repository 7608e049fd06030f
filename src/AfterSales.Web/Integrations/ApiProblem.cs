using System.Text.Json;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Integrations;

/// <summary>A refusal as RFC 9457 wants it: a stable code for programs, a sentence for people, the fields it is about.</summary>
/// <param name="Type">Where the code is explained.</param>
/// <param name="Title">What sort of "no" it is.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Stable; see also Detail.</param>
/// <param name="Detail">The sentence, in the language that Accept-Language asks for.</param>
/// <param name="Errors">Sentences per field of the input.</param>
internal sealed record ApiProblem(string Type, string Title, int Status, string Code, string Detail, IReadOnlyDictionary<string, string[]>? Errors)
{
    public const string ContentType = "application/problem+json";

    public static ApiProblem Of(Refusal refusal, Texts texts) => Of(StatusOf(refusal.Kind), refusal, texts);

    /// <summary>With a status of its own: 401, 413 and the like have no kind of refusal.</summary>
    public static ApiProblem Of(int status, Refusal refusal, Texts texts)
    {
        var sentence = texts.Sentence(refusal);
        var errors = refusal.Field is { } field ? new Dictionary<string, string[]>(StringComparer.Ordinal) { [FieldName(field)] = [sentence] } : null;
        return new($"/api#{refusal.Code}", texts[$"Api.Status{status}"], status, refusal.Code, sentence, errors);
    }

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    // Use cases name fields as C# does; paths that are snake_case already stay as they are.
    private static string FieldName(string field) => char.IsUpper(field[0]) ? JsonNamingPolicy.SnakeCaseLower.ConvertName(field) : field;
}

/// <summary>Sends problems.</summary>
internal static class ApiProblems
{
    public static IResult Problem(this HttpContext http, Refusal refusal) => Answer(ApiProblem.Of(refusal, Texts(http)));

    public static IResult Problem(this HttpContext http, int status, Refusal refusal) => Answer(ApiProblem.Of(status, refusal, Texts(http)));

    public static Task WriteAsync(HttpContext http, int status, Refusal refusal) => Problem(http, status, refusal).ExecuteAsync(http);

    private static Texts Texts(HttpContext http) => http.RequestServices.GetRequiredService<Texts>();

    private static IResult Answer(ApiProblem problem) => Results.Json(problem, contentType: ApiProblem.ContentType, statusCode: problem.Status);
}
