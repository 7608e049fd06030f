using System.Diagnostics;
using System.Text.RegularExpressions;
using AfterSales.Web.Tests.Architecture;

namespace AfterSales.Web.Tests.Integrations;

/// <summary>The commands of docs/guide/api.md, run one after the other in one shell against the product as it ships.</summary>
public sealed partial class ApiGuideTests : IDisposable
{
    private const string Key = "as_test_guide_0123456789abcdef0123456789abcdef";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("aftersales-guide-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task EveryCommandOfTheGuide_Runs()
    {
        await using var desk = await DeskProcess.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings__AfterSales"] = await TestPostgres.CreateDatabaseAsync(),
            ["AFTERSALES_DATA"] = _data.FullName,
            ["AFTERSALES_DEMO"] = "true",
            ["AFTERSALES_API_KEY"] = Key,
        });
        var guide = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs/guide/api.md"));
        var commands = Command().Matches(guide).Select(m => m.Groups["text"].Value).Where(c => !c.StartsWith("export", StringComparison.Ordinal)).ToList();
        commands.Count.ShouldBeGreaterThanOrEqualTo(8);

        // An answer that is an error ends the script; each command is shown before it runs.
        var script = $"set -euxo pipefail\ncurl() {{ command curl --fail-with-body --silent --show-error \"$@\"; }}\n{string.Join('\n', commands)}\n";
        var info = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Repository.Root };
        info.Environment["AFTERSALES"] = desk.Address.ToString().TrimEnd('/');
        info.Environment["AFTERSALES_API_KEY"] = Key;
        using var bash = Process.Start(info)!;
        var said = await Task.WhenAll(bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync();
        bash.ExitCode.ShouldBe(0, string.Join("\n", said));
    }

    [GeneratedRegex(@"^```sh\n(?<text>[\s\S]*?)^```", RegexOptions.Multiline)]
    private static partial Regex Command();
}
