namespace AfterSales.Application.Persistence;

public enum PrivatePostgresFailure
{
    Unsupported,
    NotInstalled,
    FolderInUse,
    FolderUnreachable,
    WrongVersion,
    CannotCreate,
    CannotStart,
}

/// <summary>The private server cannot run here; the message is one sentence for the person at the terminal.</summary>
public sealed class PrivatePostgresException(PrivatePostgresFailure failure, string message) : Exception(message)
{
    public PrivatePostgresFailure Failure { get; } = failure;
}
