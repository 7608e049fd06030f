using AngleSharp.Html.Parser;

namespace AfterSales.Web.Tests.Hosting;

internal static class Answers
{
    private static readonly Uri Site = new("http://localhost/");

    /// <summary>Where a redirect leads: a path for a page of ours, the whole address for anything else; null when it is none.</summary>
    public static string? GoesTo(this HttpResponseMessage answer)
    {
        if (answer.Headers.Location is not { } location) return null;
        var whole = new Uri(Site, location);
        return whole.Authority == Site.Authority ? whole.PathAndQuery : whole.ToString();
    }

    /// <summary>What a reader sees of it.</summary>
    public static async Task<string> TextAsync(this HttpResponseMessage answer) =>
        (await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync())).Body!.TextContent;
}
