namespace AfterSales.Domain.Shared;

/// <summary>What sort of "no" a refusal is; the HTTP API turns it into a status code.</summary>
public enum RefusalKind
{
    /// <summary>The input cannot be right whatever the state of the world (400).</summary>
    Invalid,
    /// <summary>This person or key may not do it (403).</summary>
    Forbidden,
    /// <summary>There is no such thing in this store (404).</summary>
    NotFound,
    /// <summary>Somebody else changed it meanwhile (409).</summary>
    Conflict,
    /// <summary>The business says no in the present state (422).</summary>
    Rule,
}

/// <summary>
/// An expected "no": a stable <paramref name="Code"/> for machines. The sentence for people is looked up under
/// <c>Refusals.{Code}</c> in the reader's language, with <paramref name="Args"/> filled in; so a refusal can be stored and
/// read later in another language. Arguments are strings, numbers or times.
/// </summary>
public sealed record Refusal(RefusalKind Kind, string Code, params object[] Args)
{
    /// <summary>The input field it concerns, in the input's own naming; null when it concerns the whole.</summary>
    public string? Field { get; init; }

    public static Refusal Forbidden() => new(RefusalKind.Forbidden, "forbidden");
    public static Refusal Invalid(string code, params object[] args) => new(RefusalKind.Invalid, code, args);
    public static Refusal NotFound(string code, params object[] args) => new(RefusalKind.NotFound, code, args);
    public static Refusal Conflict(string code, params object[] args) => new(RefusalKind.Conflict, code, args);
    public static Refusal Rule(string code, params object[] args) => new(RefusalKind.Rule, code, args);
}
