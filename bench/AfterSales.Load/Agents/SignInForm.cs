using System.Net;
using System.Text.RegularExpressions;

namespace AfterSales.Load.Agents;

/// <summary>The forms of the product's pages, as a browser fills them in.</summary>
internal static partial class SignInForm
{
    public static async Task PostAsync(HttpClient http, string name, string password, CancellationToken ct)
    {
        var fields = HiddenOf(Form(await http.GetStringAsync("/sign-in", ct), "sign-in"));
        fields["Form.Name"] = name;
        fields["Form.Password"] = password;
        using var body = new FormUrlEncodedContent(fields);
        using var answer = await http.PostAsync("/sign-in", body, ct);
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"{name} could not sign in: {(int)answer.StatusCode}.");
    }

    /// <summary>What a page's forms prove with that they are its own.</summary>
    public static string TokenOf(string html) => HiddenOf(html)["__RequestVerificationToken"];

    private static Dictionary<string, string> HiddenOf(string html) =>
        Hidden().Matches(html).DistinctBy(m => m.Groups["name"].Value).ToDictionary(m => m.Groups["name"].Value, m => WebUtility.HtmlDecode(m.Groups["value"].Value), StringComparer.Ordinal);

    // The page has other forms, too.
    private static string Form(string html, string handler)
    {
        var at = html.IndexOf($"\"{handler}\"", StringComparison.Ordinal);
        return html[html.LastIndexOf("<form", at, StringComparison.Ordinal)..html.IndexOf("</form>", at, StringComparison.Ordinal)];
    }

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)" />""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Hidden();
}
