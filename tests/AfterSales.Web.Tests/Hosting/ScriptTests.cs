using System.Diagnostics;
using AfterSales.Web.Tests.Architecture;

namespace AfterSales.Web.Tests.Hosting;

/// <summary>What run.sh does before there is a product: it refuses what it cannot use, and fetches what is missing.</summary>
public sealed class ScriptTests : IDisposable
{
    private readonly DirectoryInfo _tools = Directory.CreateTempSubdirectory("aftersales-tools-");

    public void Dispose() => _tools.Delete(recursive: true);

    [Theory]
    [InlineData("abc")]
    [InlineData("0")]
    [InlineData("70000")]
    [InlineData("")]
    public async Task Run_WithAPortThatIsNone_IsRefusedAtOnce(string port)
    {
        var (status, said) = await BashAsync("./run.sh --port \"$1\"", port);
        status.ShouldBe(1);
        said.Trim().ShouldBe($"--port needs a number from 1 to 65535, not \"{port}\".");
    }

    [Fact]
    public async Task Vips_ThatCannotBeFetched_SaysWhyAndIsTriedAgain()
    {
        const string start = """
            . scripts/setup.sh
            TOOLS=$1
            unset AFTERSALES_VIPS
            has_system_vips() { return 1; }
            can_be_root() { return 1; }
            npm_platform() { printf linux-x64; }
            have() { [ "$1" = npm ]; }
            npm() { echo "asked with $*"; echo "npm error ENOTFOUND" >&2; return 1; }
            """;
        for (var i = 0; i < 2; i++)
        {
            var (status, said) = await BashAsync($"{start}\nensure_vips\n", _tools.FullName);
            status.ShouldBe(0, said);
            said.ShouldContain("Fetching @img/sharp-libvips-linux-x64");
            said.ShouldContain("--fetch-timeout=15000 --fetch-retries=1");
            said.ShouldContain("npm error ENOTFOUND");
            said.ShouldContain("The next start tries again");
        }
    }

    private static async Task<(int Status, string Said)> BashAsync(string script, string argument)
    {
        var info = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script, "bash", argument]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = Repository.Root };
        using var process = Process.Start(info)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
