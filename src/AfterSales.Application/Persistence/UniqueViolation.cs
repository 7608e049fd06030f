using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Persistence;

/// <summary>Somebody else saved the same unique value first.</summary>
internal static class UniqueViolation
{
    public static bool Is(DbUpdateException e) => e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}
