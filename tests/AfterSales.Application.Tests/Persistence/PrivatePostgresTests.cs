using System.Diagnostics;
using System.Globalization;
using AfterSales.Application.Persistence;
using Npgsql;

namespace AfterSales.Application.Tests.Persistence;

public sealed class PrivatePostgresTests : IAsyncLifetime
{
    // Not CreateTempSubdirectory: what that makes is closed to the account that PostgreSQL runs as when we are root.
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "aftersales-test-" + Path.GetRandomFileName())).FullName;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task StartAsync_SecondTime_KeepsTheRows()
    {
        await using (var first = await PrivatePostgres.StartAsync(_folder))
        {
            (await first.EnsureDatabaseAsync("shop")).ShouldBeTrue();
            await ExecuteAsync(first, "CREATE TABLE note (text text); INSERT INTO note VALUES ('破包')");
        }

        await using var second = await PrivatePostgres.StartAsync(_folder);

        (await second.EnsureDatabaseAsync("shop")).ShouldBeFalse();
        (await ScalarAsync(second, "SELECT text FROM note")).ShouldBe("破包");
        (await ScalarAsync(second, "SHOW fsync")).ShouldBe("on");
        (await ScalarAsync(second, "SHOW data_checksums")).ShouldBe("on");
    }

    [Fact]
    public async Task StartAsync_NewCluster_FindsChineseSubstringsByTrigram()
    {
        await using var postgres = await PrivatePostgres.StartAsync(_folder);
        await postgres.EnsureDatabaseAsync("shop");

        await ExecuteAsync(postgres, "CREATE EXTENSION pg_trgm");

        (await ScalarAsync(postgres, "SELECT cardinality(show_trgm('连衣裙色差'))")).ShouldBe(6);
    }

    [Fact]
    public void IsProgram_AsTestXHasIt()
    {
        var plain = Path.Combine(_folder, "plain");
        File.WriteAllText(plain, "");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(plain, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(Path.Combine(_folder, "dangling"), Path.Combine(_folder, "nowhere"));
        File.CreateSymbolicLink(Path.Combine(_folder, "shell"), "/bin/sh");

        Posix.IsProgram(Path.Combine(_folder, "shell")).ShouldBeTrue();
        Posix.IsProgram(Path.Combine(_folder, "dangling")).ShouldBeFalse();
        Posix.IsProgram(plain).ShouldBeFalse();
        Posix.IsProgram(_folder).ShouldBeFalse("a folder");
        new PostgresBinaries(_folder).Major().ShouldBeNull("what does not run has no version");
    }

    [Fact]
    public async Task StartAsync_FolderHeldByAnotherOwner_RefusesAndNamesIt()
    {
        await using var first = await PrivatePostgres.StartAsync(_folder);

        var refusal = await Should.ThrowAsync<PrivatePostgresException>(() => PrivatePostgres.StartAsync(_folder));

        refusal.Failure.ShouldBe(PrivatePostgresFailure.FolderInUse);
        refusal.Message.ShouldContain($"process {Environment.ProcessId}");
    }

    [Fact]
    public async Task StartAsync_PidFileNamesAnotherLiveProcess_StartsAllTheSame()
    {
        await (await PrivatePostgres.StartAsync(_folder)).DisposeAsync();
        await File.WriteAllTextAsync(PidFile, $"{Environment.ProcessId}\n{_folder}/data\n1\n5432\n{_folder}\n\n0 0\nready   \n");

        await using var second = await PrivatePostgres.StartAsync(_folder);

        (await ServerPidAsync()).ShouldNotBe(Environment.ProcessId);
    }

    [Fact]
    public async Task StartAsync_AfterServerWasKilled_RecoversCommittedRows()
    {
        await using (var first = await PrivatePostgres.StartAsync(_folder))
        {
            await first.EnsureDatabaseAsync("shop");
            await ExecuteAsync(first, "CREATE TABLE note AS SELECT generate_series(1, 1000) AS n");
            Posix.Signal(await ServerPidAsync(), 9);
            await first.WaitForEndAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
        }

        await using var second = await PrivatePostgres.StartAsync(_folder);

        (await ScalarAsync(second, "SELECT count(*) FROM note")).ShouldBe(1000L);
    }

    [Fact]
    public async Task StartAsync_ServerLeftBehind_StopsItAndStarts()
    {
        var first = await PrivatePostgres.StartAsync(_folder);
        var leftBehind = await ServerPidAsync();
        KillShellOf(leftBehind);
        await first.DisposeAsync();
        Posix.Exists(leftBehind).ShouldBeTrue();

        await using var second = await PrivatePostgres.StartAsync(_folder);

        await Eventually.TrueAsync(() => !Posix.Exists(leftBehind), TimeSpan.FromSeconds(20));
        (await ServerPidAsync()).ShouldNotBe(leftBehind);
    }

    [Fact]
    public async Task StartAsync_ClusterOfAVersionNotInstalled_SaysWhichIsMissing()
    {
        await (await PrivatePostgres.StartAsync(_folder)).DisposeAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder, "data", "PG_VERSION"), "9\n");

        var refusal = await Should.ThrowAsync<PrivatePostgresException>(() => PrivatePostgres.StartAsync(_folder));

        refusal.Failure.ShouldBe(PrivatePostgresFailure.WrongVersion);
        refusal.Message.ShouldContain("PostgreSQL 9");
    }

    [Fact]
    public async Task StartAsync_FolderTooDeepForASocket_StillConnects()
    {
        var deep = Path.Combine(_folder, new string('深', 40));

        await using var postgres = await PrivatePostgres.StartAsync(deep);

        (await postgres.EnsureDatabaseAsync("shop")).ShouldBeTrue();
    }

    [Fact]
    public async Task Kill_OfTheOwner_LeavesNoServer()
    {
        using var owner = await PrivatePostgresOwner.StartAsync(_folder);
        var server = await ServerPidAsync();
        Posix.Exists(server).ShouldBeTrue();

        Posix.Signal(owner.ProcessId, 9);

        await Eventually.TrueAsync(() => !Posix.Exists(server), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Kill_OfTheOwnersWholeProcessGroup_LeavesNoServer()
    {
        using var owner = await PrivatePostgresOwner.StartAsync(_folder, ownGroup: true);
        var server = await ServerPidAsync();

        Posix.Signal(-owner.ProcessId, 9);

        await Eventually.TrueAsync(() => !Posix.Exists(server), TimeSpan.FromSeconds(20));
    }

    private string PidFile => Path.Combine(_folder, "data", "postmaster.pid");

    private async Task<int> ServerPidAsync() => int.Parse((await File.ReadAllLinesAsync(PidFile))[0], CultureInfo.InvariantCulture);

    private static void KillShellOf(int server)
    {
        using var ps = Process.Start(new ProcessStartInfo("ps", ["-o", "ppid=", "-p", $"{server}"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var shell = int.Parse(ps.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture);
        using var children = Process.Start(new ProcessStartInfo("ps", ["-o", "pid=", "--ppid", $"{shell}"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        foreach (var child in children.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(p => int.Parse(p, CultureInfo.InvariantCulture)))
            if (child != server) Posix.Signal(child, 9);
        Posix.Signal(shell, 9);
    }

    private static async Task ExecuteAsync(PrivatePostgres postgres, string sql)
    {
        await using var data = NpgsqlDataSource.Create(postgres.ConnectionString("shop") + ";Pooling=false");
        await using var command = data.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> ScalarAsync(PrivatePostgres postgres, string sql)
    {
        await using var data = NpgsqlDataSource.Create(postgres.ConnectionString("shop") + ";Pooling=false");
        await using var command = data.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
