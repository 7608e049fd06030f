using System.Net;
using AfterSales.Load.Agents;

namespace AfterSales.Load.Evidence;

/// <summary>The browser of somebody who drops many photos at once.</summary>
internal sealed class PhotoSender : IDisposable
{
    private readonly HttpClient _http;

    private PhotoSender(HttpClient http) => _http = http;

    public static async Task<PhotoSender> SignInAsync(Uri product, string name, string password, CancellationToken ct)
    {
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = product };
        await SignInForm.PostAsync(http, name, password, ct);
        http.DefaultRequestHeaders.Add("RequestVerificationToken", SignInForm.TokenOf(await http.GetStringAsync("/account", ct)));
        http.DefaultRequestHeaders.Add("X-Requested-With", "XMLHttpRequest");
        return new(http);
    }

    /// <summary>Returns when the product has said that it is stored.</summary>
    public async Task SendAsync(byte[] photo, CancellationToken ct)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(photo), "file", "photo.png" } };
        using var answer = await _http.PostAsync("/evidence/uploads", form, ct);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"A photo was refused: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(ct)}");
    }

    public void Dispose() => _http.Dispose();
}
