using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace AfterSales.Web.Layout;

/// <summary>The document. Pages are interactive except those marked to be plain requests (sign-in and the like, which set cookies).</summary>
public partial class App
{
    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    private IComponentRenderMode? Mode => Http.AcceptsInteractiveRouting() ? RenderMode.InteractiveServer : null;

    /// <summary>A choice in the cookie wins; "auto" is settled by theme.js before the first paint.</summary>
    private string Theme => Http.Request.Cookies["theme"] is "dark" ? "dark" : Http.Request.Cookies["theme"] is "light" ? "light" : "auto";
}
