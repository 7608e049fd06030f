using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AfterSales.Load.Running;

namespace AfterSales.Load.Import;

/// <summary>What became of one imported file.</summary>
/// <param name="Elapsed">From the first byte sent to the answer that says it is done.</param>
internal sealed record Imported(TimeSpan Elapsed, int Added, int Changed, int Unchanged, int Refused);

/// <summary>Brings a file in as a program does: posts it, then asks until it is done.</summary>
internal sealed class HttpImporter : IDisposable
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(50);
    private readonly HttpClient _http;

    public HttpImporter(Uri address)
    {
        _http = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", BenchDatabase.Secret);
    }

    public async Task<Imported> ImportAsync(byte[] file, string name, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", name } };
        using var answer = await _http.PostAsync("/api/v1/imports", form, ct);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
        var url = (await answer.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("url").GetString()!;
        while (true)
        {
            var job = await _http.GetFromJsonAsync<JsonElement>(url, ct);
            var state = job.GetProperty("state").GetString();
            if (state == "Done") return new(Stopwatch.GetElapsedTime(started), Count(job, "added"), Count(job, "changed"), Count(job, "unchanged"), Count(job, "refused"));
            if (state is not ("Queued" or "Running")) throw new InvalidOperationException($"The import ended as {state}: {job}");
            await Task.Delay(AskEvery, ct);
        }
    }

    public void Dispose() => _http.Dispose();

    private static int Count(JsonElement job, string name) => job.GetProperty(name).GetInt32();
}
