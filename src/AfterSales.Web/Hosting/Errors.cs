using AfterSales.Application.Persistence;
using AfterSales.Web.Integrations;
using Microsoft.AspNetCore.Diagnostics;

namespace AfterSales.Web.Hosting;

/// <summary>Programs get a problem document, people a page with a way back.</summary>
internal static class Errors
{
    public static void UseErrors(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            CreateScopeForErrors = true,
            StatusCodeSelector = e => e is BadHttpRequestException bad ? bad.StatusCode : PassingFailure.Is(e) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError,
        });
        app.Use(AsAForm);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(AsAVisit);
        // Answers for itself whatever goes wrong, so that nothing is left for the pages above.
        app.UseWhen(IsForPrograms, branch => branch.UseMiddleware<ApiErrors>());
    }

    // The page that says so is looked for by the method: none but a form or a visit finds it, and whoever sent a piece of a file would hear that they may not.
    private static async Task AsAForm(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch when (HttpMethods.IsPatch(context.Request.Method) || HttpMethods.IsPut(context.Request.Method) || HttpMethods.IsDelete(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Post;
            throw;
        }
    }

    // A form that failed must not be posted to the page that says so. One that was only looked at comes by itself when the database is back.
    private static Task AsAVisit(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsGet(context.Request.Method) && PassingFailure.Is(context.Features.Get<IExceptionHandlerFeature>()?.Error)) context.Response.Headers["Refresh"] = "5";
        if (context.Features.Get<IExceptionHandlerFeature>() is not null || context.Features.Get<IStatusCodeReExecuteFeature>() is not null) context.Request.Method = HttpMethods.Get;
        return next(context);
    }

    private static bool IsForPrograms(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase, out var rest) && rest.HasValue && rest != "/";
}
