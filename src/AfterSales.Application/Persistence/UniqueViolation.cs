using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Persistence;

/// <summary>Somebody else saved the same unique value first.</summary>
internal static class UniqueViolation
{
    public static bool Is(DbUpdateException e) => e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>In this table, where a save writes several and only one of them may be lost to somebody else.</summary>
    public static bool Is(DbUpdateException e, string table) => e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, TableName: { } name } && name == table;
}
