namespace AfterSales.Web.Integrations;

/// <summary>Addresses of pages, as a program passes them on to people.</summary>
internal static class CaseLinks
{
    public static string Of(HttpContext http, string number) => $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}/cases/{Uri.EscapeDataString(number)}";
}
