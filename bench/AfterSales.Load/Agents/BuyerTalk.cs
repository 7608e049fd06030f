using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;

namespace AfterSales.Load.Agents;

/// <summary>
/// Buyers who wait write again, at a steady rate whether the product keeps up or not. Every second message is about a case at
/// the top of the queue, which everybody who looks at the whole queue has in sight; the others are spread over all cases.
/// </summary>
internal sealed class BuyerTalk(HttpClient http, Sightings sightings)
{
    public const int InSight = 50;
    private int _next;

    /// <summary>The messages that were about a case in sight.</summary>
    public async Task<IReadOnlySet<int>> SpeakAsync(int perSecond, TimeSpan length, CancellationToken ct)
    {
        var (first, start) = (_next, Stopwatch.GetTimestamp());
        var underWay = new List<Task>();
        while (Stopwatch.GetElapsedTime(start) < length)
        {
            underWay.Add(SayAsync(_next++, ct));
            var due = TimeSpan.FromSeconds((double)(_next - first) / perSecond) - Stopwatch.GetElapsedTime(start);
            if (due > TimeSpan.Zero) await Task.Delay(due, ct);
        }
        await Task.WhenAll(underWay);
        return Enumerable.Range(first, _next - first).Where(IsInSight).ToHashSet();
    }

    private async Task SayAsync(int message, CancellationToken ct)
    {
        var customer = IsInSight(message) ? message / 2 % InSight : InSight + message / 2 % (AgentDesk.OpenCases - InSight);
        var said = AgentDesk.Message(Sightings.Mark(message), AgentDesk.CustomerOf(customer), $"什么时候给我处理 {Sightings.Mark(message)}");
        using var answer = await http.PostAsJsonAsync("/api/v1/messages", said, ct);
        sightings.Answered(message);
        if (answer.StatusCode != HttpStatusCode.Created) throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
    }

    private static bool IsInSight(int message) => message % 2 == 0;
}
