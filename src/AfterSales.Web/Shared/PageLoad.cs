namespace AfterSales.Web.Shared;

/// <summary>Loads a page's data; what goes wrong is a state of the page with a way on, not the end of it.</summary>
public static class PageLoad
{
    public static async Task<PageState> RunAsync(Func<Task> load)
    {
        try
        {
            await load();
            return PageState.Ready;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return PageState.Failed(e);
        }
    }
}
