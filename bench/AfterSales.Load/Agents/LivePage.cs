using System.Text.Json;
using System.Text.RegularExpressions;

namespace AfterSales.Load.Agents;

/// <summary>What blazor.web.js finds in a page to bring it to life: the interactive components and the state they start from.</summary>
internal sealed partial record LivePage(Uri Address, IReadOnlyList<string> Components, string State)
{
    public static LivePage Read(Uri address, string html)
    {
        var components = Comments().Matches(html).Select(m => m.Groups["json"].Value).Where(IsStart).ToList();
        if (components.Count == 0) throw new InvalidDataException($"{address} has no interactive component.");
        return new(address, components, StateComment().Match(html).Groups["state"].Value);
    }

    /// <summary>The order to the circuit to show these components, as the script words it.</summary>
    public string Operations() =>
        $$"""{"batchId":1,"operations":[{{string.Join(',', Components.Select((marker, i) => $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{marker}}}"""))}}]}""";

    // Each component that was drawn beforehand has an end marker, too; that one has no type.
    private static bool IsStart(string json)
    {
        using var marker = JsonDocument.Parse(json);
        return marker.RootElement.TryGetProperty("type", out var type) && type.GetString() == "server";
    }

    [GeneratedRegex(@"<!--\s*Blazor:(?<json>\{.*?\})-->", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"<!--\s*Blazor-Server-Component-State:(?<state>[A-Za-z0-9+/=]+)-->", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex StateComment();
}
