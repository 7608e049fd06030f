namespace AfterSales.Application.Persistence.Migrations;

/// <summary>Opinions are counted with their cases (ADR 27): one that is tagged or taken back has its case counted anew.</summary>
internal static class OpinionSql
{
    public const string Up = """
        create trigger note_report after insert on opinions referencing new table as came for each statement execute function note_report_case();
        create trigger note_report_change after update on opinions referencing new table as came for each statement execute function note_report_case();
        """;
}
