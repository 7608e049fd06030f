using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace AfterSales.Application.Persistence;

/// <summary>Brings the database to the shape this version needs, and says whether it has it.</summary>
public sealed class DatabaseSetup(Databases databases)
{
    // Any number will do, as long as every node of every version takes the same.
    private const long StartLock = 0x4146_5445_5253;

    /// <summary>
    /// Migrates, then does the first work of a node. Several nodes may start at once: one does it, the others wait and then
    /// find it done. The work is told whether the database was empty until now.
    /// </summary>
    public async Task RunAsync(Func<bool, Task> whenMigrated, CancellationToken ct)
    {
        await using var connection = await databases.Source.OpenConnectionAsync(ct);
        await ExecuteAsync(connection, "select pg_advisory_lock($1)", ct);
        try
        {
            bool isNew;
            await using (var db = databases.AcrossStores())
            {
                // Where it is missing EF looks for it in vain, and says so in the database's log as an error.
                await db.Database.ExecuteSqlRawAsync(db.GetService<IHistoryRepository>().GetCreateIfNotExistsScript(), ct);
                isNew = !(await db.Database.GetAppliedMigrationsAsync(ct)).Any();
                await db.Database.MigrateAsync(ct);
            }
            // Types that a migration has just made are unknown to connections opened before.
            await connection.ReloadTypesAsync(ct);
            await whenMigrated(isNew);
        }
        finally
        {
            await ExecuteAsync(connection, "select pg_advisory_unlock($1)", CancellationToken.None);
        }
    }

    /// <summary>Migrations that this version has and the database has not; throws when the database does not answer.</summary>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken ct)
    {
        await using var db = databases.AcrossStores();
        return [.. await db.Database.GetPendingMigrationsAsync(ct)];
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new() { Value = StartLock });
        // Another node may be migrating a large table.
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(ct);
    }
}
