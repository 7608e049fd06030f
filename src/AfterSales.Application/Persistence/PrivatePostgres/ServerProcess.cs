using System.Diagnostics;

namespace AfterSales.Application.Persistence;

/// <summary>One run of postgres under a shell that ends it when we end, however we end.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    // The shell holds the read end of our pipe. When we close it, or die in any way, it tells postgres to stop: INT is an orderly
    // stop, QUIT drops everything at once.
    private const string Watch = """
        exec 3<&0 </dev/null >>"$LOG" 2>&1
        trap '' INT TERM HUP QUIT
        "$0" "$@" 3<&- &
        server=$!
        (while read -r _; do :; done; kill -"$STOP" $server) <&3 &
        watch=$!
        exec 3<&-
        wait $server; result=$?
        kill -KILL $watch 2>/dev/null
        [ -n "$REMOVE" ] && rm -rf "$REMOVE"
        exit $result
        """;

    private const long LongLog = 16 << 20;

    // A session of its own: Ctrl+C reaches every process of the terminal's group, and the program wants its database until it has
    // finished; and whoever kills our whole group must not kill the one that stops the server. macOS has no setsid command.
    private static readonly string[] NewSession = OperatingSystem.IsMacOS()
        ? ["/usr/bin/perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV"]
        : ["setsid"];

    private readonly Process _shell;
    private readonly ClusterFolder _folder;
    private readonly long _logStart;

    private ServerProcess(Process shell, ClusterFolder folder, long logStart) => (_shell, _folder, _logStart) = (shell, folder, logStart);

    public Task WaitForEndAsync(CancellationToken ct) => _shell.WaitForExitAsync(ct);

    public static ServerProcess Launch(PostgresBinaries binaries, ClusterFolder folder, bool throwaway)
    {
        string[] arguments = ["-D", folder.Data, "-k", folder.SocketFolder, "-p", "5432", .. ServerSettings.Arguments(throwaway)];
        var info = StartInfo(NewSession[0], [.. NewSession[1..], "/bin/sh", "-c", Watch, binaries.Postgres, .. arguments], folder.Account);
        info.Environment["LOG"] = folder.Log;
        info.Environment["STOP"] = throwaway ? "QUIT" : "INT";
        info.Environment["REMOVE"] = folder.RemoveAfterwards ?? "";

        var log = new FileInfo(folder.Log);
        if (log is { Exists: true, Length: > LongLog })
        {
            File.Move(folder.Log, folder.Log + ".old", overwrite: true);
            log.Refresh();
        }
        var shell = Process.Start(info) ?? throw new InvalidOperationException($"{NewSession[0]} did not start.");
        return new(shell, folder, log.Exists ? log.Length : 0);
    }

    public static ProcessStartInfo StartInfo(string file, IEnumerable<string> arguments, ServiceAccount? account)
    {
        var info = new ProcessStartInfo(file, arguments) { UseShellExecute = false, RedirectStandardInput = true, WorkingDirectory = "/" };
        if (account is not null) info.UserName = account.Name;
        info.Environment["LC_ALL"] = "C";
        info.Environment.Remove("PGDATA");
        return info;
    }

    /// <summary>The eighth line of postmaster.pid becomes "ready" once the server takes connections.</summary>
    public async Task ReadyAsync(TimeSpan limit, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(limit);
        try
        {
            while (!await IsReadyAsync(patience.Token))
            {
                if (_shell.HasExited) throw CannotStart("PostgreSQL did not start");
                await Task.Delay(10, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw CannotStart($"PostgreSQL was not ready within {limit.TotalSeconds:0} seconds");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await _shell.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _shell.Kill(entireProcessTree: true);   // the write-ahead log is on disk: the next start recovers
            await _shell.WaitForExitAsync(CancellationToken.None);
        }
        _shell.Dispose();
    }

    private async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        try
        {
            return await File.ReadAllLinesAsync(_folder.ServerPidFile, ct) is { Length: >= 8 } lines && lines[7].Trim() == "ready" && !_shell.HasExited;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private PrivatePostgresException CannotStart(string what)
    {
        var said = "";
        if (File.Exists(_folder.Log))
        {
            using var log = new FileStream(_folder.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            log.Seek(Math.Min(_logStart, log.Length), SeekOrigin.Begin);
            using var reader = new StreamReader(log);
            said = reader.ReadToEnd();
        }
        return new(PrivatePostgresFailure.CannotStart, $"{what} (log: {_folder.Log}):\n{said}");
    }
}
