using System.Diagnostics;

namespace AfterSales.Application.Tests.Persistence;

/// <summary>Another process that owns a private PostgreSQL, to be killed.</summary>
internal sealed class PrivatePostgresOwner : IDisposable
{
    private readonly Process _process;

    private PrivatePostgresOwner(Process process) => _process = process;

    public int ProcessId => _process.Id;

    /// <summary>With <paramref name="ownGroup"/> it leads a process group, as what a terminal or a service manager starts does.</summary>
    public static async Task<PrivatePostgresOwner> StartAsync(string folder, bool ownGroup = false)
    {
        string[] command = [.. ownGroup ? ["setsid"] : Array.Empty<string>(), "dotnet", typeof(PrivatePostgresOwner).Assembly.Location, folder];
        var info = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, UseShellExecute = false };
        var owner = new PrivatePostgresOwner(Process.Start(info)!);
        (await owner._process.StandardOutput.ReadLineAsync()).ShouldBe("ready");
        return owner;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
