using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Shared;

/// <summary>axe-core at WCAG 2.2 AA on the page as it stands. The title is looked at apart: it is written anew while a page comes to life.</summary>
internal static class Axe
{
    private const string Run = """
        async () => {
          const found = await axe.run(document, { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], rules: { "document-title": { enabled: false } } });
          return JSON.stringify(found.violations.filter(v => ["serious", "critical"].includes(v.impact))
            .flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(" ")} ${n.failureSummary.split("\n").slice(1).join(" ")}`)));
        }
        """;

    private static readonly Lazy<string> Script = new(() => File.ReadAllText(Path()));

    /// <summary>The serious and critical findings, one a line; empty is good.</summary>
    public static async Task<string[]> FindingsAsync(IPage page)
    {
        await page.EvaluateAsync(Script.Value);
        return JsonSerializer.Deserialize<string[]>(await page.EvaluateAsync<string>(Run))!;
    }

    private static string Path([CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "../../node_modules/axe-core/axe.min.js"));
}
