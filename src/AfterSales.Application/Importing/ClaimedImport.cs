using AfterSales.Domain.Importing;

namespace AfterSales.Application.Importing;

/// <summary>A job that one worker has taken. <see cref="WrittenThrough"/> is where an earlier worker left off.</summary>
internal sealed record ClaimedImport(Guid Id, Guid StoreId, Guid ClaimedBy, FileKind Kind, string StartedByName, string? WrittenThrough);

/// <summary>Somebody else has the job by now; whatever we were about to write is theirs to write.</summary>
internal sealed class ClaimLostException() : Exception("The import was taken over by another worker.");
