namespace AfterSales.Web.Hosting;

/// <summary>What browsers may do with our pages: everything comes from us, nobody frames us. An endpoint may set stricter ones.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    // Blazor needs no inline script; Radzen's components and ours size things with style attributes.
    private const string Content =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; " +
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Content;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(context);
    }
}
