using AfterSales.Application.Stores;
using AfterSales.Web.Stores;
using Microsoft.AspNetCore.Components.Endpoints;

namespace AfterSales.Web.People;

/// <summary>While there is no store, every page leads to the one that creates it.</summary>
internal sealed class FirstRun(RequestDelegate next, StoreQueries stores)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var page = context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type;
        if (page is null || page == typeof(WelcomePage) || await stores.AnyAsync(context.RequestAborted))
            await next(context);
        else
            context.Response.Redirect("/welcome");
    }
}
