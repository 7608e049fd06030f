using AfterSales.Application.Cases;

namespace AfterSales.Web.Cases;

/// <summary>
/// The rows on one screen. Nothing jumps (UI.md): while the pointer is over the list the order stands still, rows in sight
/// show their latest content, and what would come, go or move is only counted until <see cref="Release"/>.
/// </summary>
public sealed class QueueScreen
{
    private QueuePage _latest = new([], 0, new(0, 0, 0, 0));
    private Dictionary<Guid, DateTimeOffset?> _placedBy = [];

    public IReadOnlyList<QueueRow> Rows { get; private set; } = [];

    public int Total => _latest.Total;

    public QueueCounts Counts => _latest.Counts;

    /// <summary>How many rows would come, go or move.</summary>
    public int Pending { get; private set; }

    public bool Held { get; private set; }

    public void Hold() => Held = true;

    public void Release()
    {
        Held = false;
        Place();
    }

    /// <summary>Shows the latest rows even while held: the person asked for another view, or for the changes.</summary>
    public void Show(QueuePage page)
    {
        _latest = page;
        Place();
    }

    /// <summary>Takes a live change.</summary>
    public void Take(QueuePage page)
    {
        _latest = page;
        if (!Held)
        {
            Place();
            return;
        }
        var latest = page.Rows.ToDictionary(r => r.Id);
        var moved = _placedBy.Count(p => !latest.TryGetValue(p.Key, out var row) || row.Nearest?.DueAt != p.Value);
        Pending = moved + page.Rows.Count(r => !_placedBy.ContainsKey(r.Id));
        Rows = [.. Rows.Select(r => latest.GetValueOrDefault(r.Id, r))];
    }

    private void Place()
    {
        Rows = _latest.Rows;
        _placedBy = Rows.ToDictionary(r => r.Id, r => r.Nearest?.DueAt);
        Pending = 0;
    }
}
