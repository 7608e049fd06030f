using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <summary>Histories cannot be edited, not even by a mistake of ours: the database refuses.</summary>
    public partial class AppendOnly : Migration
    {
        private static readonly string[] Tables = ["case_history", "clock_events", "messages", "clock_policies", "staff_notes", "store_audit"];

        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                create function refuse_change() returns trigger language plpgsql as $$
                begin
                    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
                end $$;
                """);
            foreach (var table in Tables)
                migrationBuilder.Sql($"create trigger append_only before update or delete on {table} for each row execute function refuse_change();");
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var table in Tables)
                migrationBuilder.Sql($"drop trigger append_only on {table};");
            migrationBuilder.Sql("drop function refuse_change();");
        }
    }
}
