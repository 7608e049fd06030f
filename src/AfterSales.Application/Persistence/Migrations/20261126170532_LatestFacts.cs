using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class LatestFacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_case_facts_case_id_id",
                table: "case_facts");

            migrationBuilder.CreateIndex(
                name: "ix_case_facts_case_id_playbook_name_id",
                table: "case_facts",
                columns: new[] { "case_id", "playbook", "name", "id" },
                descending: new[] { false, false, false, true });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_case_facts_case_id_playbook_name_id",
                table: "case_facts");

            migrationBuilder.CreateIndex(
                name: "ix_case_facts_case_id_id",
                table: "case_facts",
                columns: new[] { "case_id", "id" });
        }
    }
}
