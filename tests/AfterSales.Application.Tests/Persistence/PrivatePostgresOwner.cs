using System.Diagnostics;

namespace AfterSales.Application.Tests.Persistence;

/// <summary>Another process that owns a private PostgreSQL, to be killed.</summary>
internal sealed class PrivatePostgresOwner : IDisposable
{
    private readonly Process _process;

    private PrivatePostgresOwner(Process process) => _process = process;

    public int ProcessId => _process.Id;

    public static async Task<PrivatePostgresOwner> StartAsync(string folder)
    {
        var info = new ProcessStartInfo("dotnet", [typeof(PrivatePostgresOwner).Assembly.Location, folder]) { RedirectStandardOutput = true, UseShellExecute = false };
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
