using AngleSharp.Html.Parser;

namespace AfterSales.Web.Tests.Hosting;

internal static class PageText
{
    /// <summary>What a reader sees of an answer.</summary>
    public static async Task<string> OfAsync(HttpResponseMessage answer) =>
        (await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync())).Body!.TextContent;
}
