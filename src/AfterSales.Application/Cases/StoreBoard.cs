namespace AfterSales.Application.Cases;

/// <summary>Which part of the queue.</summary>
public enum QueueView
{
    Mine,
    Unclaimed,
    Waiting,
    All,

    /// <summary>Resolved cases whose buyers are still to be asked: no part of the queue of open cases, see <see cref="FollowUpQueries"/>.</summary>
    FollowUp,
}

/// <summary>How many cases stand in each view; of the follow-ups that are owed, those of the person and all of them.</summary>
public sealed record QueueCounts(int Mine, int Unclaimed, int Waiting, int All, int MyFollowUps = 0, int FollowUps = 0);

/// <summary>The first rows of a view, nearest deadline first, and how many there are.</summary>
public sealed record QueuePage(IReadOnlyList<QueueRow> Rows, int Total, QueueCounts Counts);

/// <summary>What one person has on their desk. Late: a clock is over. Soon: one is over within its warning time.</summary>
public sealed record PersonLoad(Guid? PersonId, int Open, int Late, int Soon, int Waiting);

/// <summary>A resolved case whose buyer is still to be asked, and who has it.</summary>
internal readonly record struct OwedFollowUp(Guid CaseId, Guid? PersonId);

/// <summary>
/// The open cases of one store in this node's memory, kept in order of the nearest deadline. Reading a page costs the length
/// of the page, not of the queue; a hundred people looking cost no query. Of the follow-ups that are owed, it only keeps whose they are.
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
    private readonly FollowUpCounts _followUps = new();

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

    /// <summary>Whether the case is resolved and its buyer still to be asked.</summary>
    public bool OwesFollowUp(Guid caseId)
    {
        lock (_gate) return _followUps.Find(caseId) is not null;
    }

    internal OwedFollowUp? FollowUpOf(Guid caseId)
    {
        lock (_gate) return _followUps.Find(caseId);
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

    /// <summary>What these cases are now: open, owing a follow-up, or neither.</summary>
    internal void Put(IReadOnlyCollection<Guid> ids, BoardReading read)
    {
        lock (_gate)
        {
            foreach (var id in ids)
            {
                if (_rows.Remove(id, out var before)) Remove(before);
                if (read.Open.TryGetValue(id, out var row)) Add(row);
                _followUps.Put(id, read.FollowUps.TryGetValue(id, out var owed) ? owed : null);
            }
        }
    }

    private SortedSet<QueueRow> Set(QueueView view, Guid? personId) => view switch
    {
        QueueView.Mine => personId is { } me && _byPerson.TryGetValue(me, out var mine) ? mine : Nothing,
        QueueView.Unclaimed => _unclaimed,
        QueueView.Waiting => _waiting,
        QueueView.FollowUp => Nothing,
        _ => _all,
    };

    private QueueCounts CountsOf(Guid? personId) =>
        new(Set(QueueView.Mine, personId).Count, _unclaimed.Count, _waiting.Count, _all.Count, personId is { } me ? _followUps.Of(me) : 0, _followUps.All);

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
