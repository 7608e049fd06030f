namespace AfterSales.Application.Evidence;

/// <summary>
/// The storage of files does not answer, or not now. Nothing is known of the file that was asked for; the same again, a little later, may succeed.
/// </summary>
public sealed class StorageAwayException(string message, Exception inner) : Exception(message, inner);
