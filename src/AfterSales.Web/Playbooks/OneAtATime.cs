namespace AfterSales.Web.Playbooks;

/// <summary>
/// One act at a time. A tap while another act is under way counts for nothing: what it would hit may have moved. What somebody has filled in waits
/// for its turn, for it says itself what it means.
/// For one circuit: it is called by one thread at a time.
/// </summary>
public sealed class OneAtATime
{
    private Task _last = Task.CompletedTask;

    /// <summary>An act is under way.</summary>
    public bool IsBusy => !_last.IsCompleted;

    /// <returns>False when it was not done, because another act was under way.</returns>
    public async Task<bool> TryAsync(bool waits, Func<Task> act)
    {
        if (!waits && IsBusy) return false;
        var (before, ended) = (_last, new TaskCompletionSource());
        _last = ended.Task;
        await before;
        try
        {
            await act();
            return true;
        }
        finally
        {
            ended.SetResult();
        }
    }
}
