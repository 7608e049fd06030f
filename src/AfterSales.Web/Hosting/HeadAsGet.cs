namespace AfterSales.Web.Hosting;

/// <summary>
/// HEAD, which probes like to use, is answered as GET. Comes before routing, which knows GET alone. The server leaves the body
/// out: it remembers what was asked.
/// </summary>
internal static class HeadAsGet
{
    public static void UseHeadAsGet(this WebApplication app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method)) context.Request.Method = HttpMethods.Get;
        return next(context);
    });
}
