using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Web.Playbooks;

public enum RowChange
{
    Same,
    Added,
    Removed,
    Changed,

    /// <summary>Says the same elsewhere in the table. Where the order of rows counts, that is a change.</summary>
    Moved,
}

/// <summary>A row in two versions.</summary>
/// <param name="Before">Its place in the earlier version, counted from 0; null for a row that was added.</param>
/// <param name="Cells">The keys of the columns in which it differs.</param>
public sealed record RowDiff(RowChange Change, int? Before, int? After, IReadOnlySet<string> Cells);

/// <summary>A decision in two versions.</summary>
/// <param name="Rows">In the order of the later version; those that are gone stand where they were.</param>
public sealed record DecisionDiff(Decision? Before, Decision? After, IReadOnlyList<RowDiff> Rows)
{
    public string Name => (After ?? Before)!.Name;

    public DecisionTable? TableBefore => Before?.Logic as DecisionTable;

    public DecisionTable? TableAfter => After?.Logic as DecisionTable;

    public bool IsSame { get; init; }
}

/// <summary>What differs between two versions of a playbook: rows are found again by their ids, or else by what they say.</summary>
public static class PlaybookDiff
{
    /// <summary>Every decision of either, in the order of the later version.</summary>
    public static IReadOnlyList<DecisionDiff> Of(Playbook before, Playbook after)
    {
        var earlier = before.Decisions.ToDictionary(decision => decision.Name, StringComparer.Ordinal);
        return
        [
            .. after.Decisions.Select(decision => Of(earlier.GetValueOrDefault(decision.Name), decision)),
            .. before.Decisions.ExceptBy(after.Decisions.Select(decision => decision.Name), decision => decision.Name).Select(gone => Of(gone, null)),
        ];
    }

    /// <summary>The key of a column: an input by what it tests, an output by its name.</summary>
    public static string KeyOf(TableInput input) => input.Expression.Trim();

    public static string KeyOf(TableOutput output) => $"→{output.Name}";

    /// <summary>The key under which a changed reason is told.</summary>
    public const string Reason = "reason";

    private static DecisionDiff Of(Decision? before, Decision? after)
    {
        if (before?.Logic is not DecisionTable then || after?.Logic is not DecisionTable now)
        {
            var single = before?.Logic is DecisionTable gone ? Lone(gone, RowChange.Removed) : after?.Logic is DecisionTable come ? Lone(come, RowChange.Added) : [];
            return new(before, after, single) { IsSame = before is not null && after is not null && before.Logic is LiteralExpression a && after.Logic is LiteralExpression b && a.Text.Trim() == b.Text.Trim() };
        }
        var rows = Rows(then, now);
        return new(before, after, rows) { IsSame = rows.All(row => row.Change == RowChange.Same) && then.HitPolicy == now.HitPolicy && then.Aggregation == now.Aggregation && Keys(then).SequenceEqual(Keys(now)) };
    }

    private static List<RowDiff> Lone(DecisionTable table, RowChange change) =>
        [.. Enumerable.Range(0, table.Rows.Count).Select(i => new RowDiff(change, change == RowChange.Removed ? i : null, change == RowChange.Added ? i : null, new HashSet<string>()))];

    private static List<RowDiff> Rows(DecisionTable before, DecisionTable after)
    {
        var pairs = Pairs(before, after);
        var steady = Steady(pairs);
        var diffs = pairs.Select((was, now) => (was, now)).Select(pair => pair.was is not { } place
            ? new RowDiff(RowChange.Added, null, pair.now, new HashSet<string>())
            : Compared(before, place, after, pair.now, steady.Contains(pair.now))).ToList();
        // Rows that are gone stand behind the row that came before them.
        foreach (var gone in Enumerable.Range(0, before.Rows.Count).Where(i => !pairs.Contains(i)))
        {
            var at = diffs.FindLastIndex(row => row.Before < gone) + 1;
            diffs.Insert(at, new(RowChange.Removed, gone, null, new HashSet<string>()));
        }
        return diffs;
    }

    private static RowDiff Compared(DecisionTable before, int was, DecisionTable after, int now, bool isSteady)
    {
        var (then, there) = (CellsOf(before, was), CellsOf(after, now));
        var cells = then.Keys.Union(there.Keys).Where(key => then.GetValueOrDefault(key, "-") != there.GetValueOrDefault(key, "-")).ToHashSet(StringComparer.Ordinal);
        return new(cells.Count > 0 ? RowChange.Changed : isSteady ? RowChange.Same : RowChange.Moved, was, now, cells);
    }

    private static Dictionary<string, string> CellsOf(DecisionTable table, int row)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal) { [Reason] = string.Join('\n', table.Rows[row].Annotations.Select(note => note.Trim()).Where(note => note.Length > 0)) };
        for (var i = 0; i < table.Inputs.Count; i++) cells[KeyOf(table.Inputs[i])] = Plain(table.Rows[row].Inputs.ElementAtOrDefault(i));
        for (var i = 0; i < table.Outputs.Count; i++) cells[KeyOf(table.Outputs[i])] = Plain(table.Rows[row].Outputs.ElementAtOrDefault(i));
        return cells;
    }

    private static string Plain(string? cell) => cell?.Trim() is null or "" ? "-" : cell.Trim();

    private static IEnumerable<string> Keys(DecisionTable table) => [.. table.Inputs.Select(KeyOf), .. table.Outputs.Select(KeyOf)];

    /// <summary>For each later row the place of the earlier one.</summary>
    private static List<int?> Pairs(DecisionTable before, DecisionTable after)
    {
        var free = Enumerable.Range(0, before.Rows.Count).ToList();
        var pairs = after.Rows.Select(row => row.Id is { } id && free.Find(i => before.Rows[i].Id == id, -1) is >= 0 and var place ? Take(place) : (int?)null).ToList();
        for (var i = 0; i < pairs.Count; i++)
        {
            // An id that is new is a new row; without ids it is the row that says the same.
            if (pairs[i] is null && after.Rows[i].Id is null && free.Find(j => before.Rows[j].Id is null && SaysTheSame(before.Rows[j], after.Rows[i]), -1) is >= 0 and var same) pairs[i] = Take(same);
        }
        return pairs;

        int Take(int place)
        {
            free.Remove(place);
            return place;
        }
    }

    private static int Find(this List<int> places, Predicate<int> fits, int none) => places.FindIndex(fits) is >= 0 and var at ? places[at] : none;

    private static bool SaysTheSame(TableRow one, TableRow other) => one.Inputs.SequenceEqual(other.Inputs) && one.Outputs.SequenceEqual(other.Outputs);

    /// <summary>The later rows that kept their order: the longest run of them. The others moved.</summary>
    private static HashSet<int> Steady(List<int?> pairs)
    {
        var best = new (int Length, int Previous)[pairs.Count];
        var last = -1;
        for (var i = 0; i < pairs.Count; i++)
        {
            if (pairs[i] is not { } place) continue;
            best[i] = (1, -1);
            for (var j = 0; j < i; j++)
                if (pairs[j] < place && best[j].Length + 1 > best[i].Length) best[i] = (best[j].Length + 1, j);
            if (last < 0 || best[i].Length > best[last].Length) last = i;
        }
        var steady = new HashSet<int>();
        for (var i = last; i >= 0; i = best[i].Previous) steady.Add(i);
        return steady;
    }
}
