using AfterSales.Application.Cases;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Customers;

namespace AfterSales.Web.Conversations;

/// <summary>
/// The part of a conversation that is on screen. Reading the latest page again must not drop what had been loaded before it,
/// so entries are kept by identity and put into the order of time.
/// </summary>
public sealed class ShownTimeline
{
    private readonly Dictionary<(Guid, long), TimelineEntry> _entries = [];
    private bool _started;

    public IReadOnlyList<TimelineEntry> Entries { get; private set; } = [];

    public bool HasEarlier { get; private set; }

    /// <summary>Where the earlier part ends. Entries of the very same instant are asked for again; they are known by identity.</summary>
    public DateTimeOffset? Before => Entries.Count > 0 ? Entries[0].At.AddMicroseconds(1) : null;

    /// <summary>
    /// Takes the latest page. Whether there is more before it only counts the first time: later pages begin later. One that
    /// touches nothing of what is shown has left lines out between (a page that was held up while much was said): it starts anew.
    /// </summary>
    public void Merge(IReadOnlyList<TimelineEntry> latest, bool hasEarlier)
    {
        // What was erased since must not stay on screen in what had been loaded before.
        if (latest.Any(IsErasedSince) || (hasEarlier && _started && !latest.Any(entry => _entries.ContainsKey(KeyOf(entry)))))
        {
            _entries.Clear();
            _started = false;
        }
        Put(latest);
        if (!_started) HasEarlier = hasEarlier;
        _started = true;
    }

    public void MergeEarlier(IReadOnlyList<TimelineEntry> earlier, bool hasEarlier)
    {
        Put(earlier);
        HasEarlier = hasEarlier;
    }

    /// <summary>A buyer who asks again and again, with nothing between, is one line: the last, which knows how often.</summary>
    public static IEnumerable<TimelineEntry> WithoutRepeats(IReadOnlyList<TimelineEntry> entries) =>
        entries.Where((entry, i) => !IsNudge(entry) || i + 1 == entries.Count || !IsNudge(entries[i + 1]));

    public static (Guid, long) KeyOf(TimelineEntry entry) => (entry.Message?.Id ?? Guid.Empty, entry.Event?.Id ?? 0);

    private bool IsErasedSince(TimelineEntry entry) =>
        Erased.MarkedOn(entry.Message?.Text) is not null && _entries.TryGetValue(KeyOf(entry), out var shown) && shown.Message?.Text != entry.Message?.Text;

    private static bool IsNudge(TimelineEntry entry) => entry.Event?.Kind == CaseEventKind.Nudged;

    private void Put(IReadOnlyList<TimelineEntry> entries)
    {
        foreach (var entry in entries) _entries[KeyOf(entry)] = entry;
        // What happened in one instant: first the events in their order, then the message they came with.
        Entries = [.. _entries.Values.OrderBy(e => e.At).ThenBy(e => e.Message is not null).ThenBy(e => e.Event?.Id).ThenBy(e => e.Message?.Id)];
    }
}
