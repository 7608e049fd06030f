using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ListIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_notifications_person_id_at",
                table: "notifications");

            migrationBuilder.DropIndex(
                name: "ix_cases_open",
                table: "cases");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_person_id_at_id",
                table: "notifications",
                columns: new[] { "person_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_unread",
                table: "notifications",
                columns: new[] { "person_id", "store_id" },
                filter: "read_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_clock_events_store_id_fired_at",
                table: "clock_events",
                columns: new[] { "store_id", "fired_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_store_id_assignee_id_last_activity_at_id",
                table: "cases",
                columns: new[] { "store_id", "assignee_id", "last_activity_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_store_id_state_last_activity_at_id",
                table: "cases",
                columns: new[] { "store_id", "state", "last_activity_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_store_id_subtype_last_activity_at_id",
                table: "cases",
                columns: new[] { "store_id", "subtype", "last_activity_at", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_notifications_person_id_at_id",
                table: "notifications");

            migrationBuilder.DropIndex(
                name: "ix_notifications_unread",
                table: "notifications");

            migrationBuilder.DropIndex(
                name: "ix_clock_events_store_id_fired_at",
                table: "clock_events");

            migrationBuilder.DropIndex(
                name: "ix_cases_store_id_assignee_id_last_activity_at_id",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_cases_store_id_state_last_activity_at_id",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_cases_store_id_subtype_last_activity_at_id",
                table: "cases");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_person_id_at",
                table: "notifications",
                columns: new[] { "person_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_open",
                table: "cases",
                column: "store_id",
                filter: "state in ('New','Confirming','Analysing','Negotiating','Executing')");
        }
    }
}
