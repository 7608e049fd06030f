using System.Diagnostics;
using System.Globalization;

namespace AfterSales.Load.Agents;

/// <summary>How much of the processors the product, PostgreSQL and this bench use, from /proc.</summary>
internal sealed class ProcessorTime(int product)
{
    private readonly int _server = Descendants(Environment.ProcessId).First(p => p.Name == "postgres").Id;

    /// <summary>Shares of one processor in per cent, while <paramref name="act"/> runs.</summary>
    public async Task<ProcessorShares> DuringAsync(Func<Task> act)
    {
        var (before, start) = (Read(), Stopwatch.GetTimestamp());
        await act();
        var (after, seconds) = (Read(), Stopwatch.GetElapsedTime(start).TotalSeconds);
        return new(100 * (after.Product - before.Product) / seconds, 100 * (after.Server - before.Server) / seconds, 100 * (after.Bench - before.Bench) / seconds);
    }

    // PostgreSQL is a process per connection; the first of them counts what those that ended have used.
    private (double Product, double Server, double Bench) Read() =>
        (Seconds(product), Descendants(_server).Sum(p => Seconds(p.Id)) + Seconds(_server, withEnded: true), Environment.CpuUsage.TotalTime.TotalSeconds);

    private static IEnumerable<(int Id, string Name)> Descendants(int parent)
    {
        var all = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(n => char.IsAsciiDigit(n![0]))
            .Select(n => (Id: int.Parse(n!, CultureInfo.InvariantCulture), Stat: Stat(n!))).Where(p => p.Stat.Length > 0)
            .Select(p => (p.Id, Name: p.Stat[0], Parent: int.Parse(p.Stat[2], CultureInfo.InvariantCulture))).ToLookup(p => p.Parent);
        var open = new Stack<int>([parent]);
        while (open.TryPop(out var next))
        {
            foreach (var child in all[next])
            {
                open.Push(child.Id);
                yield return (child.Id, child.Name);
            }
        }
    }

    private static double Seconds(int process, bool withEnded = false)
    {
        if (Stat(process.ToString(CultureInfo.InvariantCulture)) is not { Length: > 15 } stat) return 0;
        // The kernel counts in hundredths of a second.
        return stat[12..(withEnded ? 16 : 14)].Sum(s => long.Parse(s, CultureInfo.InvariantCulture)) / 100.0;
    }

    // The name, then the fields after it, the first of which is the state.
    private static string[] Stat(string process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            var (open, close) = (text.IndexOf('('), text.LastIndexOf(')'));
            return [text[(open + 1)..close], .. text[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

/// <summary>Per cent of one processor.</summary>
internal sealed record ProcessorShares(double Product, double Server, double Bench);
