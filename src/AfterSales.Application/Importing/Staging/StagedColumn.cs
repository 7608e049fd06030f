using NpgsqlTypes;

namespace AfterSales.Application.Importing.Staging;

/// <summary>What becomes of a stored value when a file tells another. Whatever the rule, a file that tells nothing erases nothing.</summary>
internal enum MergeRule
{
    /// <summary>The file's value.</summary>
    Replace,

    /// <summary>The file's value, unless it is masked (`张**`) and the stored one is not: old orders are exported masked.</summary>
    KeepUnmasked,

    /// <summary>An order's state. A file that gives several for one order gives those of its lines, and so none for the order.</summary>
    State,

    /// <summary>The words that go with the state.</summary>
    StateWords,

    /// <summary>It belongs to the state: where a file tells another state and none of this, what was known holds no more.</summary>
    OfState,

    /// <summary>Key by key.</summary>
    Extra,
}

/// <summary>A column of a staging table that becomes a column of the same name.</summary>
internal sealed record StagedColumn(string Name, NpgsqlDbType Type, MergeRule Rule = MergeRule.Replace)
{
    public string SqlType => Type switch
    {
        NpgsqlDbType.TimestampTz => "timestamptz",
        _ => Type.ToString().ToLowerInvariant(),
    };

    /// <summary>The one value of several rows of a file about the same thing: the last that says something, the order's own rows before those of its lines.</summary>
    public string Folded => Rule switch
    {
        MergeRule.State => $"case when count(distinct {Name}) = 1 then min({Name}) end",
        MergeRule.StateWords => $"case when count(distinct status) <= 1 then {Last(Name)} end",
        MergeRule.KeepUnmasked => $"(array_agg({Name} order by {Name} like '%*%', rank desc, seq desc) filter (where {Name} is not null))[1]",
        MergeRule.Extra => "null::jsonb",
        _ => Last(Name),
    };

    /// <summary>What a new row gets.</summary>
    public string Inserted => Rule switch
    {
        MergeRule.State => $"coalesce(s.{Name}, 'Unknown')",
        MergeRule.Extra => $"coalesce(s.{Name}, '{{}}')",
        _ => $"s.{Name}",
    };

    /// <summary>What a stored row (o) becomes.</summary>
    public string Merged => Rule switch
    {
        MergeRule.State => $"case when excluded.{Name} = 'Unknown' then o.{Name} else excluded.{Name} end",
        MergeRule.KeepUnmasked => $"case when excluded.{Name} like '%*%' and o.{Name} not like '%*%' then o.{Name} else coalesce(excluded.{Name}, o.{Name}) end",
        MergeRule.OfState => $"coalesce(excluded.{Name}, case when excluded.status in ('Unknown', o.status) then o.{Name} end)",
        MergeRule.Extra => $"o.{Name} || excluded.{Name}",
        _ => $"coalesce(excluded.{Name}, o.{Name})",
    };

    private static string Last(string name) => $"(array_agg({name} order by rank desc, seq desc) filter (where {name} is not null))[1]";
}
