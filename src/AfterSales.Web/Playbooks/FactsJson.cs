using System.Text.Json;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Web.Playbooks;

/// <summary>
/// Facts from a JSON object, read by their types: <c>{"days since signed": 2, "signed on": "2026-11-26", "order": {"paid": 80}}</c>. A fact that is
/// left out is unknown; null says that there is none. An object is one fact for each of its parts, as in a DMN structure.
/// </summary>
internal static class FactsJson
{
    public static FactSet Read(string json, CompiledPlaybook playbook)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new CommandProblem("PlaybookCommand.FactsNoObject");
            var facts = playbook.NewFacts();
            Set(facts, playbook, document.RootElement, "");
            return facts;
        }
        catch (JsonException broken)
        {
            throw new CommandProblem("PlaybookCommand.FactsNotJson", broken.LineNumber + 1, broken.BytePositionInLine + 1);
        }
        catch (InvalidOperationException)
        {
            // Half a character, as "\ud800" is, is seen only when the text is asked for.
            throw new CommandProblem("PlaybookCommand.FactsHalfCharacter");
        }
    }

    private static void Set(FactSet facts, CompiledPlaybook playbook, JsonElement holder, string prefix)
    {
        foreach (var property in holder.EnumerateObject())
        {
            var name = prefix + property.Name;
            if (playbook.Source.Facts.FirstOrDefault(fact => fact.Name == name) is { } fact)
                Set(facts, fact, property.Value, playbook);
            else if (property.Value.ValueKind == JsonValueKind.Object)
                Set(facts, playbook, property.Value, name + ".");
            else
                throw new CommandProblem("PlaybookCommand.FactUnknown", name, string.Join(", ", playbook.Source.Facts.Select(known => known.Name)));
        }
    }

    private static void Set(FactSet facts, FactDefinition fact, JsonElement said, CompiledPlaybook playbook)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(playbook.Source.TimeZoneId);
        if (ValueOf(said, fact.Type, zone) is not { } value || !facts.TrySet(fact.Name, value))
            throw new CommandProblem("PlaybookCommand.FactCannotBe", fact.Name, said.GetRawText(), fact.Type.Kind, fact.Type.Allowed ?? "-");
    }

    private static Value? ValueOf(JsonElement said, FactType type, TimeZoneInfo zone) => said.ValueKind switch
    {
        JsonValueKind.Null => Value.Null,
        JsonValueKind.Array when type.IsList => List(said, type with { IsList = false }, zone),
        JsonValueKind.True => Value.True,
        JsonValueKind.False => Value.False,
        JsonValueKind.Number => said.TryGetDecimal(out var number) ? Value.Of(number) : null,
        JsonValueKind.String => ValueText.Read(type.Kind, said.GetString()!, zone),
        _ => null,
    };

    private static Value? List(JsonElement said, FactType type, TimeZoneInfo zone)
    {
        var items = said.EnumerateArray().Select(item => ValueOf(item, type, zone)).ToList();
        return items.Exists(item => item is null) ? null : Value.Of([.. items.Select(item => item!.Value)]);
    }
}
