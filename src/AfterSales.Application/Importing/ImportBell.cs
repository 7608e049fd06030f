namespace AfterSales.Application.Importing;

/// <summary>Wakes this node's import worker; workers of other nodes look for themselves now and then.</summary>
public sealed class ImportBell
{
    private TaskCompletionSource rung = New();

    /// <summary>Ends when it rings next. Taken before looking for work, so that what comes during the look is heard.</summary>
    public Task Next => Volatile.Read(ref rung).Task;

    public void Ring() => Interlocked.Exchange(ref rung, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
