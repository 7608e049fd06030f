using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;

namespace AfterSales.Load.Agents;

/// <summary>One agent's browser: signs in, opens pages, keeps the open one alive.</summary>
internal sealed class AgentBrowser : IAsyncDisposable
{
    private readonly Uri _product;
    private readonly Circuit.SeenBatch _seen;
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;

    public AgentBrowser(Uri product, Circuit.SeenBatch seen)
    {
        (_product, _seen) = (product, seen);
        _http = new(new SocketsHttpHandler { CookieContainer = _cookies, UseProxy = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 1, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2) }) { BaseAddress = product };
    }

    public Circuit? Page { get; private set; }

    /// <summary>For what is no page, with the browser's cookies.</summary>
    public HttpClient Http => _http;

    public Task SignInAsync(string name, string password, CancellationToken ct) => SignInForm.PostAsync(_http, name, password, ct);

    /// <summary>Asks for a page, and leaves it as it comes.</summary>
    public async Task LookAsync(string path, CancellationToken ct)
    {
        using var answer = await _http.GetAsync(path, ct);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}.");
        await answer.Content.ReadAsStringAsync(ct);
    }

    /// <summary>Opens a page and waits until the circuit has drawn these bytes.</summary>
    public async Task OpenAsync(string path, byte[] shown, CancellationToken ct)
    {
        var address = new Uri(_product, path);
        using var answer = await _http.GetAsync(address, ct);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}.");
        var page = LivePage.Read(address, await answer.Content.ReadAsStringAsync(ct));
        var hub = await NegotiateAsync(ct);
        var socket = new ClientWebSocket();
        socket.Options.Cookies = _cookies;
        socket.Options.SetRequestHeader("Origin", _product.GetLeftPart(UriPartial.Authority));
        // Every browser offers it.
        socket.Options.DangerousDeflateOptions = new();
        Page = await Circuit.StartAsync(socket, hub, page, shown, _seen, ct);
    }

    /// <summary>Follows a link of the page, as a click on it does, and waits until the circuit has drawn these bytes.</summary>
    public Task FollowAsync(string path, byte[] shown, CancellationToken ct) =>
        Page!.UntilShownAsync(shown, () => Page.FollowAsync(new(_product, path)), ct);

    /// <summary>Closes the page: like the script, it tells the server that nobody will come back.</summary>
    public async Task CloseAsync(CancellationToken ct)
    {
        if (Page is not { } page) return;
        Page = null;
        using var body = new MultipartFormDataContent { { new StringContent(page.Secret), "circuitId" } };
        using var answer = await _http.PostAsync("/_blazor/disconnect", body, ct);
        await page.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Page is not null) await Page.DisposeAsync();
        _http.Dispose();
    }

    private async Task<Uri> NegotiateAsync(CancellationToken ct)
    {
        using var answer = await _http.PostAsync("/_blazor/negotiate?negotiateVersion=1", content: null, ct);
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("connectionToken").GetString()!;
        return new UriBuilder(new Uri(_product, "/_blazor")) { Scheme = "ws", Query = $"id={Uri.EscapeDataString(token)}" }.Uri;
    }
}
