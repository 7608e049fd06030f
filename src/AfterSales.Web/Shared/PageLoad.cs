using System.Data.Common;

namespace AfterSales.Web.Shared;

/// <summary>Loads a page's data; a database that does not answer is a state of the page, not the end of it.</summary>
public static class PageLoad
{
    public static async Task<PageState> RunAsync(Func<Task> load)
    {
        try
        {
            await load();
            return PageState.Ready;
        }
        catch (Exception e) when (e is DbException or TimeoutException or { InnerException: DbException or TimeoutException })
        {
            return PageState.Failed;
        }
    }
}
