using System.Diagnostics.Tracing;
using System.Globalization;
using AfterSales.Load.Running;
using Microsoft.Diagnostics.NETCore.Client;

namespace AfterSales.Load.Agents;

/// <summary>What the product holds: read from its /metrics after a full collection, so that garbage does not count.</summary>
internal sealed class ProductMemory(ProductProcess product) : IDisposable
{
    // Microsoft-Windows-DotNETRuntime: a session with this keyword begins with a full, blocking collection.
    private const long CollectHeap = 0x800000;
    private readonly HttpClient _http = new() { BaseAddress = product.Address };

    public async Task<Held> ReadAsync(CancellationToken ct)
    {
        // The first collection lets finalizers run, the second takes what they let go.
        for (var i = 0; i < 2; i++) await CollectAsync(ct);
        var metrics = await _http.GetStringAsync("/metrics", ct);
        var heap = Sum(metrics, "dotnet_gc_last_collection_heap_size_bytes") - Sum(metrics, "dotnet_gc_last_collection_heap_fragmentation_size_bytes");
        return new(heap, Sum(metrics, "dotnet_process_memory_working_set_bytes"), (int)Sum(metrics, "aspnetcore_components_circuit_connected"));
    }

    public void Dispose() => _http.Dispose();

    private async Task CollectAsync(CancellationToken ct)
    {
        var before = await CollectionsAsync(ct);
        using var session = await new DiagnosticsClient(product.Id).StartEventPipeSessionAsync(
            new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, CollectHeap), requestRundown: false, token: ct);
        var reading = session.EventStream.CopyToAsync(Stream.Null, ct);
        while (await CollectionsAsync(ct) == before) await Task.Delay(50, ct);
        await session.StopAsync(ct);
        await reading;
    }

    private async Task<double> CollectionsAsync(CancellationToken ct) =>
        Sum(await _http.GetStringAsync("/metrics", ct), "dotnet_gc_collections_total", "gen2");

    private static double Sum(string metrics, string name, string? label = null) => metrics.Split('\n')
        .Where(l => l.StartsWith(name, StringComparison.Ordinal) && (label is null || l.Contains(label, StringComparison.Ordinal)))
        .Sum(l => double.Parse(l[(l.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
}

/// <param name="Heap">Bytes of live objects.</param>
/// <param name="WorkingSet">Bytes of memory the process occupies, with the runtime, code, and what it keeps for later.</param>
internal sealed record Held(double Heap, double WorkingSet, int Circuits);
