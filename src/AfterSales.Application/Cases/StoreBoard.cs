namespace AfterSales.Application.Cases;

/// <summary>Which part of the queue.</summary>
public enum QueueView
{
    Mine,
    Unclaimed,
    Waiting,
    All,
}

/// <summary>How many cases stand in each view.</summary>
public sealed record QueueCounts(int Mine, int Unclaimed, int Waiting, int All);

/// <summary>The first rows of a view, nearest deadline first, and how many there are.</summary>
public sealed record QueuePage(IReadOnlyList<QueueRow> Rows, int Total, QueueCounts Counts);

/// <summary>What one person has on their desk. Late: a clock is over. Soon: one is over within its warning time.</summary>
public sealed record PersonLoad(Guid? PersonId, int Open, int Late, int Soon, int Waiting);

/// <summary>
/// The open cases of one store in this node's memory, kept in order of the nearest deadline. Reading a page costs the length
/// of the page, not of the queue; a hundred people looking cost no query.
/// </summary>
public sealed class StoreBoard
{
    private static readonly IComparer<QueueRow> ByDeadline = Comparer<QueueRow>.Create((a, b) =>
        a.SortKey.CompareTo(b.SortKey) is var d and not 0 ? d : string.CompareOrdinal(a.Number, b.Number));

    private static readonly SortedSet<QueueRow> Nothing = [];

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, QueueRow> _rows = [];
    private readonly SortedSet<QueueRow> _all = new(ByDeadline);
    private readonly SortedSet<QueueRow> _unclaimed = new(ByDeadline);
    private readonly SortedSet<QueueRow> _waiting = new(ByDeadline);
    private readonly Dictionary<Guid, SortedSet<QueueRow>> _byPerson = [];
    private readonly Dictionary<string, int> _tags = new(StringComparer.Ordinal);

    public QueuePage Read(QueueView view, Guid? personId, int limit)
    {
        lock (_gate)
        {
            var set = Set(view, personId);
            return new([.. set.Take(limit)], set.Count, CountsOf(personId));
        }
    }

    public QueueCounts Counts(Guid? personId)
    {
        lock (_gate) return CountsOf(personId);
    }

    public QueueRow? Find(Guid caseId)
    {
        lock (_gate) return _rows.GetValueOrDefault(caseId);
    }

    /// <summary>Everybody who has open cases, and the unclaimed ones under null; most late first.</summary>
    public IReadOnlyList<PersonLoad> Loads(DateTimeOffset now, TimeSpan soon)
    {
        lock (_gate)
        {
            return [.. _byPerson.Where(p => p.Value.Count > 0).Select(p => Load(p.Key, p.Value, now, soon))
                .Append(Load(null, _unclaimed, now, soon)).OrderByDescending(l => l.Late).ThenByDescending(l => l.Open)];
        }
    }

    /// <summary>Cases whose nearest deadline is over or comes before <paramref name="until"/>, nearest first.</summary>
    public IReadOnlyList<QueueRow> DueBefore(DateTimeOffset until, int limit)
    {
        lock (_gate) return [.. _all.TakeWhile(r => r.SortKey < until).Take(limit)];
    }

    /// <summary>How many open cases carry each tag.</summary>
    public IReadOnlyDictionary<string, int> TagCounts()
    {
        lock (_gate) return new Dictionary<string, int>(_tags, StringComparer.Ordinal);
    }

    internal void Put(IReadOnlyCollection<Guid> ids, IReadOnlyDictionary<Guid, QueueRow> open)
    {
        lock (_gate)
        {
            foreach (var id in ids)
            {
                if (_rows.Remove(id, out var before)) Remove(before);
                if (open.TryGetValue(id, out var row)) Add(row);
            }
        }
    }

    private SortedSet<QueueRow> Set(QueueView view, Guid? personId) => view switch
    {
        QueueView.Mine => personId is { } me && _byPerson.TryGetValue(me, out var mine) ? mine : Nothing,
        QueueView.Unclaimed => _unclaimed,
        QueueView.Waiting => _waiting,
        _ => _all,
    };

    private QueueCounts CountsOf(Guid? personId) => new(Set(QueueView.Mine, personId).Count, _unclaimed.Count, _waiting.Count, _all.Count);

    private static PersonLoad Load(Guid? person, SortedSet<QueueRow> rows, DateTimeOffset now, TimeSpan soon) => new(
        person,
        rows.Count,
        rows.TakeWhile(r => r.SortKey <= now).Count(),
        rows.SkipWhile(r => r.SortKey <= now).TakeWhile(r => r.SortKey <= now + soon).Count(),
        rows.Count(r => r.WaitingFor is not null));

    private void Add(QueueRow row)
    {
        _rows[row.Id] = row;
        _all.Add(row);
        if (row.WaitingFor is not null) _waiting.Add(row);
        PersonSet(row).Add(row);
        foreach (var tag in row.Tags) _tags[tag] = _tags.GetValueOrDefault(tag) + 1;
    }

    private void Remove(QueueRow row)
    {
        _all.Remove(row);
        _waiting.Remove(row);
        PersonSet(row).Remove(row);
        foreach (var tag in row.Tags)
            if (--_tags[tag] == 0) _tags.Remove(tag);
    }

    private SortedSet<QueueRow> PersonSet(QueueRow row)
    {
        if (row.AssigneeId is not { } person) return _unclaimed;
        if (!_byPerson.TryGetValue(person, out var set)) _byPerson[person] = set = new(ByDeadline);
        return set;
    }
}
