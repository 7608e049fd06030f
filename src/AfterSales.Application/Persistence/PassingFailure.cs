using System.Data.Common;

namespace AfterSales.Application.Persistence;

/// <summary>A failure of the database that passes: it is away, full, or somebody else was in the way. The same again, a little later, may succeed.</summary>
public static class PassingFailure
{
    // What comes through the model is wrapped.
    public static bool Is(Exception? e) => e is not null && (e is DbException { IsTransient: true } || Is(e.InnerException));
}
