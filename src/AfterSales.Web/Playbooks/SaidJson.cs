using System.Globalization;
using System.Text.Json;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary>
/// Facts as programs say them: <c>{"photo": "confirms", "stock": true, "item paid": "268.00"}</c>. Money is a string in yuan or a number; underscores do
/// for spaces in names; null takes back what was said.
/// </summary>
internal static class SaidJson
{
    /// <summary>The facts by their names, or the first that cannot be read. They may stand under <c>facts</c>, too.</summary>
    public static Result<Dictionary<string, Value>> Read(Dictionary<string, JsonElement> json)
    {
        try
        {
            return ReadAll(json);
        }
        catch (InvalidOperationException)
        {
            // Half a character, as "\ud800" is, is seen only when the text is asked for.
            return Refusal.Invalid("json.half_character");
        }
    }

    private static Result<Dictionary<string, Value>> ReadAll(Dictionary<string, JsonElement> json)
    {
        var said = json.Count == 1 && json.TryGetValue("facts", out var under) && under.ValueKind == JsonValueKind.Object
            ? under.EnumerateObject().Select(fact => (fact.Name, fact.Value))
            : json.Select(fact => (Name: fact.Key, fact.Value));
        var facts = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (key, one) in said)
        {
            var name = key.Replace('_', ' ');
            if (FactCatalogue.Find(name) is not { } fact) return Refusal.Invalid("fact.unknown", key) with { Field = key };
            if (ValueOf(one, fact.Definition.Type.Kind) is not { } value) return Refusal.Invalid("fact.not_allowed", name, one.GetRawText()) with { Field = key };
            // "item paid" and "item_paid": which of them is meant, nobody can tell.
            if (!facts.TryAdd(name, value)) return Refusal.Invalid("fact.twice", name) with { Field = key };
        }
        return facts;
    }

    /// <summary>A value as JSON has it; nothing for what is unknown. Money has two places.</summary>
    public static object? Of(string fact, in Value value) => value.Kind switch
    {
        ValueKind.Boolean => value.AsBoolean,
        ValueKind.Number when FactCatalogue.Find(fact)?.Definition.Type.IsMoney == true => value.AsNumber.ToString("0.00", CultureInfo.InvariantCulture),
        ValueKind.Number => JsonSerializer.SerializeToElement(value.AsNumber),
        ValueKind.Text => value.AsText,
        _ => null,
    };

    private static Value? ValueOf(JsonElement said, ValueKind kind) => (said.ValueKind, kind) switch
    {
        (JsonValueKind.Null, _) => Value.Unknown,
        (JsonValueKind.True, ValueKind.Boolean) => Value.True,
        (JsonValueKind.False, ValueKind.Boolean) => Value.False,
        (JsonValueKind.Number, ValueKind.Number) when said.TryGetDecimal(out var number) => Value.Of(number),
        (JsonValueKind.String, ValueKind.Number) when decimal.TryParse(said.GetString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => Value.Of(number),
        (JsonValueKind.String, ValueKind.Text) => Value.Of(said.GetString()!),
        _ => null,
    };
}
