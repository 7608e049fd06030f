namespace AfterSales.Application.Persistence.Migrations;

/// <summary>What reports ask of the database since what a person is counted for stays theirs when their case is handed over.</summary>
internal static class HolderSql
{
    public const string Up = """
        -- Who had a case at a moment; null for nobody.
        create function holder_of(subject uuid, moment timestamptz) returns uuid language sql stable parallel safe
            return (select (h.data ->> 'to')::uuid from case_history h
                where h.case_id = subject and h.kind in ('Assigned','Claimed','Released') and h.at <= moment order by h.id desc limit 1);
        """;

    public const string Down = "drop function holder_of(uuid, timestamptz);";
}
