using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Net.Http.Headers;

namespace AfterSales.Web.Tests.Hosting;

/// <summary>A browser without scripts: keeps cookies whatever the clock says, follows no redirect, fills in forms as they stand.</summary>
internal sealed class Visitor(HttpClient client)
{
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Cookies => _cookies;

    /// <summary>As the server set them last, with their attributes.</summary>
    public Dictionary<string, SetCookieHeaderValue> SetCookies { get; } = new(StringComparer.Ordinal);

    /// <summary>Somebody who holds a copy of these cookies.</summary>
    public Visitor Copy()
    {
        var copy = new Visitor(client);
        foreach (var (name, value) in _cookies) copy._cookies[name] = value;
        return copy;
    }

    public Task<HttpResponseMessage> GetAsync(string url) => SendAsync(new(HttpMethod.Get, url));

    /// <summary>With an empty form, by any method.</summary>
    public Task<HttpResponseMessage> SendAsync(string method, string url) => SendAsync(new(new HttpMethod(method), url) { Content = new FormUrlEncodedContent([]) });

    public async Task<string> TextAsync(string url) => await (await GetAsync(url)).Content.ReadAsStringAsync();

    /// <summary>Opens the page, fills in its first form that has all these fields, and sends it with its hidden fields and selections.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string url, params (string Name, string Value)[] fields)
    {
        var page = await new HtmlParser().ParseDocumentAsync(await TextAsync(url));
        var form = page.QuerySelectorAll("form").First(f => Array.TrueForAll(fields, x => f.QuerySelector($"[name='{x.Name}']") is not null));
        var hidden = form.QuerySelectorAll("input[type=hidden][name]").Select(i => (Name: i.GetAttribute("name")!, Value: i.GetAttribute("value") ?? ""));
        var selected = form.QuerySelectorAll<IHtmlSelectElement>("select[name]").Select(s => (Name: s.Name!, Value: s.Value ?? ""));
        var asTheyStand = hidden.Concat(selected).Where(h => !fields.Any(x => x.Name == h.Name));
        var here = new Uri(new Uri("http://localhost/"), url);
        return await PostAsync(new Uri(here, form.GetAttribute("action") ?? url).ToString(), [.. asTheyStand, .. fields]);
    }

    public Task<HttpResponseMessage> PostAsync(string url, params (string Name, string Value)[] fields) =>
        SendAsync(new(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) });

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        if (_cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(c => $"{c.Key}={c.Value}")));
        var response = await client.SendAsync(request);
        if (!response.Headers.TryGetValues("Set-Cookie", out var lines)) return response;
        foreach (var cookie in SetCookieHeaderValue.ParseList([.. lines]))
        {
            SetCookies[cookie.Name.Value!] = cookie;
            if (cookie.Value.Length == 0)
                _cookies.Remove(cookie.Name.Value!);
            else
                _cookies[cookie.Name.Value!] = cookie.Value.Value!;
        }
        return response;
    }
}
