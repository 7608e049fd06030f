using System.Text.Json.Nodes;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Explanations;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary>What a decision says and why, as JSON: names for programs, sentences for people. Rows count from 1.</summary>
internal sealed class EvaluationJson(Texts texts, CompiledPlaybook playbook)
{
    public JsonObject Of(Evaluation evaluation, string decision)
    {
        var explanation = playbook.Explain(evaluation, decision);
        var answer = explanation.Answer;
        var table = explanation.Decision.Logic as DecisionTable;
        var reasons = new ReasonSentences(texts, playbook.Source, table);
        var said = new JsonObject
        {
            ["playbook"] = playbook.Source.Name,
            ["decision"] = decision,
            ["decided"] = answer.IsDecided,
            ["value"] = answer.IsDecided ? Said(answer.Values, table) : null,
        };
        if (answer.Outcome is { IsConflict: true })
            said["conflict"] = true;
        if (!answer.IsDecided)
            said["possible"] = new JsonArray([.. answer.Possible.Select(outcome => Said(evaluation.ValuesOf(outcome), table))]);
        said["fired"] = new JsonArray([.. explanation.Rows.Where(Speaks).Select(row => Row(row, table!, reasons))]);
        said["notFired"] = new JsonArray([.. explanation.Rows.Where(row => !Speaks(row)).Select(row => Row(row, table!, reasons))]);
        said["reasons"] = new JsonArray([.. explanation.Rows.Where(Speaks).Select(row => (JsonNode)reasons.Of(row))]);
        said["read"] = new JsonObject(explanation.Read.Select(name => KeyValuePair.Create(name.Name, Node(name.Value))));
        if (!answer.IsDecided)
            said["questions"] = Questions(evaluation, decision);
        return said;
    }

    private JsonObject Questions(Evaluation evaluation, string decision)
    {
        var next = playbook.Questions(evaluation, decision);
        return new JsonObject
        {
            ["first"] = new JsonArray([.. next.Shortest.Select(fact => (JsonNode)fact.Name)]),
            ["all"] = new JsonArray([.. next.Facts.Select(fact => (JsonNode)fact.Name)]),
        };
    }

    private static bool Speaks(RowReason row) => row.State is RowState.Fired or RowState.Conflicting;

    private static JsonObject Row(RowReason row, DecisionTable table, ReasonSentences reasons)
    {
        var said = new JsonObject { ["row"] = row.Row + 1 };
        if (table.Rows[row.Row].Id is { } id)
            said["id"] = id;
        said["state"] = row.State.ToString().ToLowerInvariant();
        if (row.Condition is { } condition)
        {
            said["because"] = new JsonObject
            {
                ["column"] = condition.Column + 1,
                ["input"] = condition.Input,
                ["cell"] = condition.Cell.Trim(),
                ["value"] = condition.Left.Count > 0 ? new JsonObject { ["oneOf"] = new JsonArray([.. condition.Left.Select(Node)]) } : Node(condition.Value),
            };
        }

        said["sentence"] = reasons.Of(row);
        return said;
    }

    /// <summary>One output is its value; several are an object, or a list of objects where several rows speak, as DMN has it.</summary>
    private static JsonNode? Said(IReadOnlyList<Value> values, DecisionTable? table)
    {
        if (values is [var only])
            return Node(only);
        var names = table!.Outputs.Select(output => output.Name).ToList();
        if (table.HitPolicy.IsSingle() || !values.Any(value => value.Kind == ValueKind.List))
            return new JsonObject(names.Zip(values, (name, value) => KeyValuePair.Create(name, Node(value))));
        var rows = values.Where(value => value.Kind == ValueKind.List).Max(value => value.AsList.Length);
        return new JsonArray([.. Enumerable.Range(0, rows).Select(row =>
            new JsonObject(names.Zip(values, (name, value) => KeyValuePair.Create(name, Node(value.Kind == ValueKind.List ? value.AsList[row] : value)))))]);
    }

    private static JsonNode? Node(Value value) => value.Kind switch
    {
        ValueKind.Null => null,
        ValueKind.Unknown => new JsonObject { ["unknown"] = true },
        ValueKind.Boolean => value.AsBoolean,
        ValueKind.Number => JsonNode.Parse(value.ToString()),
        ValueKind.List => new JsonArray([.. value.AsList.Select(Node)]),
        _ => ValueText.Bare(value),
    };
}
