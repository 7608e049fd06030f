namespace AfterSales.Application.Importing.Staging;

/// <summary>
/// A temporary table that takes in what a file says about one kind of thing, and the SQL that brings it into the table of that
/// kind. All of it is made of names written in this folder, none of it of anything a file or a person says.
/// </summary>
internal sealed class StagingTable(string target, string[] keys, StagedColumn[] columns)
{
    // Files are written one range of this key after the other.
    private readonly string range = keys[0];
    private readonly string keyList = string.Join(", ", keys);

    public string Name { get; } = "staged_" + target;

    public IReadOnlyList<StagedColumn> Columns => columns;

    /// <summary>Keys compare by their bytes here, so that every import writes in the same order, whatever the database's language.</summary>
    public string Create =>
        $"create temp table {Name} (id uuid, rank smallint, seq int, {Join(keys.Select(k => $"{k} text collate \"C\""))}, {Join(columns.Select(c => $"{c.Name} {c.SqlType}"))})";

    public string Copy => $"copy {Name} (id, rank, seq, {keyList}, {Names}) from stdin (format binary)";

    /// <summary>Leaves one row a thing. Most files say nearly everything once: only what they repeat is put together.</summary>
    public string[] Fold =>
    [
        $"create index on {Name} ({keyList})",
        // Only what statements look for: counting the other columns takes longer than folding.
        $"analyze {Name} ({keyList})",
        $"create temp table repeated as select {keyList} from {Name} group by {keyList} having count(*) > 1",
        $"create temp table folding as select (array_agg(id order by seq))[1] as id, {keyList}, {Join(columns.Select(c => $"{c.Folded} as {c.Name}"))} from {Name} join repeated using ({keyList}) group by {keyList}",
        .. columns.Any(c => c.Rule == MergeRule.Extra)
            ? new[] { $"update folding f set extra = e.extra from (select {keyList}, jsonb_object_agg(key, value order by rank, seq) as extra from {Name} join repeated using ({keyList}), jsonb_each(extra) group by {keyList}) e where {Same("f", "e")}" }
            : [],
        $"delete from {Name} s using folding f where {Same("s", "f")}",
        $"insert into {Name} (id, {keyList}, {Names}) select id, {keyList}, {Names} from folding",
        "drop table folding, repeated",
    ];

    /// <summary>
    /// Brings one range of numbers in. Rows that would not change are not written. <paramref name="ownColumn"/> and
    /// <paramref name="ownValue"/> are a column that the file does not hold but that follows from it.
    /// </summary>
    /// <param name="marked">A column that is set beside those of the file, with what a new row gets and what a changed one gets.</param>
    /// <param name="unless">A stored row (o) for which this holds against the file's (excluded) stays as it is.</param>
    public string Upsert(string? ownColumn = null, string? ownValue = null, string? join = null, (string Column, string New, string Changed)? marked = null, string? unless = null)
    {
        var merged = columns.Select(c => (c.Name, c.Merged)).ToList();
        if (ownColumn is not null) merged.Add((ownColumn, $"coalesce(excluded.{ownColumn}, o.{ownColumn})"));
        var names = Join(merged.Select(c => c.Name));
        var values = Join(columns.Select(c => c.Inserted)) + (ownValue is null ? "" : ", " + ownValue);
        var (moreNames, moreValues) = target == "orders" ? (", version", ", 0") : marked is { } mark ? ($", {mark.Column}", $", {mark.New}") : ("", "");
        return $"""
            with written as (
                insert into {target} as o (id, store_id, {keyList}, {names}, imported_at{moreNames})
                select s.id, @store, {Join(keys.Select(k => "s." + k))}, {values}, @now{moreValues} from {Name} s {join}
                where s.{range} > @after and s.{range} <= @through order by {Join(keys.Select(k => "s." + k))}
                on conflict (store_id, {keyList}) do update set {Join(merged.Select(c => $"{c.Name} = {c.Merged}"))}, imported_at = @now{(marked is { } set ? $", {set.Column} = {set.Changed}" : "")}
                where {(unless is null ? "" : $"not ({unless}) and ")}({Join(merged.Select(c => "o." + c.Name))}) is distinct from ({Join(merged.Select(c => c.Merged))})
                returning o.{range} as number, o.xmax = 0 as added)
            insert into written_rows select number, {(IsWhole ? "added" : "false")} from written
            """;
    }

    // A line or a parcel that is new changes its order.
    private bool IsWhole => target is "orders" or "platform_refunds";

    private string Names => Join(columns.Select(c => c.Name));

    private string Same(string a, string b) => string.Join(" and ", keys.Select(k => $"{a}.{k} = {b}.{k}"));

    private static string Join(IEnumerable<string> parts) => string.Join(", ", parts);
}
