namespace AfterSales.Web.People;

/// <summary>Where to go after signing in: only within this site.</summary>
internal static class ReturnUrl
{
    /// <summary>The url itself when it is a path of ours, else the front page.</summary>
    public static string Local(string? url) => IsLocal(url) ? url! : "/";

    // "//host" and "/\host" leave the site; browsers drop tabs and line breaks before they look.
    private static bool IsLocal(string? url) =>
        url is ['/'] or ['/', not ('/' or '\\'), ..] && !url.Any(char.IsControl);
}
