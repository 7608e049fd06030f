using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class SuppliersAndShifts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "supplier",
                table: "occurrences",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_shifts_of_person",
                table: "shifts",
                columns: new[] { "store_id", "person_id", "ends_at" },
                filter: "withdrawn_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_occurrences_store_id_supplier_kind_day",
                table: "occurrences",
                columns: new[] { "store_id", "supplier", "kind", "day" },
                filter: "supplier is not null");

            migrationBuilder.Sql("alter table fresh_occurrences add column supplier text;");
            migrationBuilder.Sql(ReportWaitSql.Up);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(ReportWaitSql.Down);
            migrationBuilder.Sql("alter table fresh_occurrences drop column supplier;");

            migrationBuilder.DropIndex(
                name: "ix_shifts_of_person",
                table: "shifts");

            migrationBuilder.DropIndex(
                name: "ix_occurrences_store_id_supplier_kind_day",
                table: "occurrences");

            migrationBuilder.DropColumn(
                name: "supplier",
                table: "occurrences");
        }
    }
}
