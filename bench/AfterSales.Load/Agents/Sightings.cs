using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using AfterSales.Load.Reporting;

namespace AfterSales.Load.Agents;

/// <summary>
/// Which agent was shown which message, and how long after it was answered. A message carries a mark, and a render batch that
/// shows the message carries its text.
/// </summary>
internal sealed class Sightings
{
    private const int Digits = 6;
    private static readonly byte[] Sign = "~bench"u8.ToArray();
    private readonly ConcurrentDictionary<int, long> _answered = new();
    private readonly ConcurrentDictionary<(int Message, int Agent), long> _seen = new();

    public static string Mark(int message) => string.Create(CultureInfo.InvariantCulture, $"~bench{message:000000}");

    public void Answered(int message) => _answered[message] = Stopwatch.GetTimestamp();

    public void Look(int agent, ReadOnlySpan<byte> batch, long at)
    {
        while (batch.IndexOf(Sign) is var found and >= 0 && found + Sign.Length + Digits <= batch.Length)
        {
            batch = batch[(found + Sign.Length)..];
            if (int.TryParse(batch[..Digits], NumberStyles.None, CultureInfo.InvariantCulture, out var message)) _seen.TryAdd((message, agent), at);
        }
    }

    public int SeenBy(int message, int agents) => Enumerable.Range(0, agents).Count(a => _seen.ContainsKey((message, a)));

    /// <summary>Milliseconds from the answer to the sender until the batch was at the agent's browser; one value per agent and message.</summary>
    public Samples Milliseconds(IReadOnlySet<int> messages) => new(_seen.Where(s => messages.Contains(s.Key.Message))
        .Select(s => Math.Max(0, Stopwatch.GetElapsedTime(_answered[s.Key.Message], s.Value).TotalMilliseconds)));
}
