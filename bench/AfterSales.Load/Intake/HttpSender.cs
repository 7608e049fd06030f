using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AfterSales.Load.Running;

namespace AfterSales.Load.Intake;

/// <summary>Sends the talk to POST /api/v1/messages, one message per request, over as many connections as there are workers.</summary>
internal sealed class HttpSender : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");
    private readonly HttpMessageInvoker _http;
    private readonly Uri _messages;
    private readonly AuthenticationHeaderValue _key = new("Bearer", BenchDatabase.Secret);
    private readonly string _run;

    public HttpSender(Uri address, int connections, string run)
    {
        _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseCookies = false, UseProxy = false });
        _messages = new(address, "/api/v1/messages");
        _run = run;
    }

    public Task<Func<Task>> WorkerAsync(int worker)
    {
        var talk = new Talk(_run, worker);
        return Task.FromResult<Func<Task>>(() => SendAsync(talk.Next()));
    }

    public void Dispose() => _http.Dispose();

    private async Task SendAsync(Said said)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { said.ExternalId, Channel = "qianniu", said.Customer, said.OrderNo, Direction = "inbound", said.Text, SentAt = TimeProvider.System.GetUtcNow() }, Json);
        using var request = new HttpRequestMessage(HttpMethod.Post, _messages) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = JsonType;
        request.Headers.Authorization = _key;
        using var answer = await _http.SendAsync(request, CancellationToken.None);
        if ((int)answer.StatusCode != 201) throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }
}
