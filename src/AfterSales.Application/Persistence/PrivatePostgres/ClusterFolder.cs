using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AfterSales.Application.Persistence;

/// <summary>The folder of one cluster, held by one process at a time.</summary>
internal sealed class ClusterFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int LongestSocketPath = 103;   // sun_path holds 104 bytes on macOS, 108 on Linux, with the final zero

    private readonly FileStream _hold;
    private readonly bool _temporary;

    private ClusterFolder(string root, bool temporary, ServiceAccount? account, FileStream hold)
    {
        (Root, _temporary, Account, _hold) = (root, temporary, account, hold);
        SocketFolder = Encoding.UTF8.GetByteCount(Path.Combine(root, ".s.PGSQL.5432")) <= LongestSocketPath ? root : ShortSocketFolder();
    }

    public string Root { get; }
    public ServiceAccount? Account { get; }
    public string SocketFolder { get; }
    public string Data => Path.Combine(Root, "data");
    public string Log => Path.Combine(Root, "log");
    public string ServerPidFile => Path.Combine(Data, "postmaster.pid");
    public bool HasCluster => ClusterVersion is not null;

    /// <summary>The major version that made the cluster; null when there is none yet.</summary>
    public string? ClusterVersion => Path.Combine(Data, "PG_VERSION") is var file && File.Exists(file) ? File.ReadAllText(file).Trim() : null;

    /// <summary>What the shell that watches us removes when we are killed: everything, of a temporary cluster.</summary>
    public string? RemoveAfterwards => _temporary ? Root : null;

    public static ClusterFolder Take(PrivatePostgresOptions options)
    {
        var account = ServiceAccount.Choose();
        var root = Path.GetFullPath(options.Folder ?? TemporaryFolders.Next(options.Throwaway));
        try
        {
            Directory.CreateDirectory(root);
            var hold = Hold(root);
            Own(root, account);
            if (account?.CanEnter(root) == false)
                throw new PrivatePostgresException(
                    PrivatePostgresFailure.FolderUnreachable,
                    $"PostgreSQL does not run as root, and the account {account.Name} cannot enter {root}. Set AFTERSALES_DATA to a folder outside of private home folders, or start as an ordinary user.");
            return new(root, options.Folder is null, account, hold);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new PrivatePostgresException(PrivatePostgresFailure.FolderUnreachable, $"The database folder {root} cannot be used by this account: {e.Message}");
        }
    }

    /// <summary>Made beside its place and moved there when complete, so that a killed initdb leaves nothing that looks like a cluster.</summary>
    public async Task CreateClusterAsync(PostgresBinaries binaries, bool throwaway, CancellationToken ct)
    {
        var unfinished = Path.Combine(Root, "data.new");
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);

        // macOS has no C.UTF-8. A UTF-8 character type is a must: without it pg_trgm sees no Chinese.
        string[] locale = OperatingSystem.IsMacOS() ? ["--lc-collate=C", "--lc-ctype=en_US.UTF-8"] : ["--locale=C.UTF-8"];
        string[] safety = throwaway ? ["--no-sync"] : ["--data-checksums"];
        string[] arguments = ["-D", unfinished, "-U", PrivatePostgres.Role, "--auth=trust", "--encoding=UTF8", .. locale, .. safety];

        var info = ServerProcess.StartInfo(binaries.Initdb, arguments, Account);
        info.RedirectStandardOutput = info.RedirectStandardError = true;
        using var initdb = StartInitdb(info);
        initdb.StandardInput.Close();
        var output = initdb.StandardOutput.ReadToEndAsync(ct);
        var errors = initdb.StandardError.ReadToEndAsync(ct);
        await initdb.WaitForExitAsync(ct);
        if (initdb.ExitCode != 0)
            throw new PrivatePostgresException(PrivatePostgresFailure.CannotCreate, $"initdb could not create a database cluster in {Root}: {await errors}{await output}");
        Directory.Move(unfinished, Data);
    }

    private static Process StartInitdb(ProcessStartInfo info)
    {
        try
        {
            return Process.Start(info) ?? throw new InvalidOperationException("initdb did not start.");
        }
        catch (Win32Exception e)
        {
            throw new PrivatePostgresException(PrivatePostgresFailure.CannotCreate, e.Message);
        }
    }

    /// <summary>
    /// Stops a server that outlived its owner. We hold the folder, so whoever started it is gone. What remains of its pid file goes
    /// too: its number may belong to another process by now, and its "ready" would be taken for the next server's.
    /// </summary>
    public async Task StopLeftBehindAsync(CancellationToken ct)
    {
        if (ReadServerPid() is { } pid && await IsOurServerAsync(pid, ct))
        {
            Posix.Signal(pid, Posix.FastShutdown);
            for (var waited = 0; await IsOurServerAsync(pid, ct); waited++)
            {
                if (waited == 300) Posix.Signal(pid, Posix.ImmediateShutdown);
                await Task.Delay(100, ct);
            }
        }
        File.Delete(ServerPidFile);
    }

    public void Dispose()
    {
        _hold.Dispose();
        if (SocketFolder != Root && Directory.Exists(SocketFolder)) Directory.Delete(SocketFolder, recursive: true);
        if (_temporary && Directory.Exists(Root)) Directory.Delete(Root, recursive: true);
    }

    private int? ReadServerPid()
    {
        try { return int.TryParse(File.ReadLines(ServerPidFile).FirstOrDefault(), CultureInfo.InvariantCulture, out var pid) ? pid : null; }
        catch (IOException) { return null; }
    }

    // An ended process that nobody has collected yet has no command line any more: rightly not ours.
    private async Task<bool> IsOurServerAsync(int pid, CancellationToken ct) =>
        (await CommandLineAsync(pid, ct)).Contains(Data, StringComparison.Ordinal);

    private static async Task<string> CommandLineAsync(int pid, CancellationToken ct)
    {
        try
        {
            if (OperatingSystem.IsLinux()) return await File.ReadAllTextAsync($"/proc/{pid}/cmdline", ct);
        }
        catch (IOException)
        {
            return "";   // gone
        }
        using var ps = Process.Start(new ProcessStartInfo("ps", ["-o", "command=", "-p", $"{pid}"]) { RedirectStandardOutput = true, UseShellExecute = false });
        return ps is null ? "" : await ps.StandardOutput.ReadToEndAsync(ct);
    }

    // The lock of the operating system ends with its process, however that ends. The number is only for the message.
    private static FileStream Hold(string root)
    {
        var owner = Path.Combine(root, "owner");
        try
        {
            var hold = new FileStream(owner + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(owner, $"{Environment.ProcessId}");
            return hold;
        }
        catch (IOException) when (File.Exists(owner))
        {
            throw new PrivatePostgresException(
                PrivatePostgresFailure.FolderInUse,
                $"The database folder {root} is in use by another running AfterSales (process {File.ReadAllText(owner)}). Stop that one, or give this one a folder of its own with AFTERSALES_DATA.");
        }
    }

    private static void Own(string folder, ServiceAccount? account)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, OwnerOnly);
        account?.Own(folder);
    }

    private string ShortSocketFolder()
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Root)).AsSpan(0, 6));
        var folder = Path.Combine("/tmp", "aftersales-" + name);
        Directory.CreateDirectory(folder);
        Own(folder, Account);
        return folder;
    }
}
