using System.Data.Common;
using AfterSales.Application.Evidence;

namespace AfterSales.Application.Persistence;

/// <summary>A failure that passes: the database is away, full, or somebody else was in the way, or the storage of files does not answer. The same again, a little later, may succeed.</summary>
public static class PassingFailure
{
    // What comes through the model is wrapped.
    public static bool Is(Exception? e) => e is not null && (e is DbException { IsTransient: true } or StorageAwayException || Is(e.InnerException));
}
