using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <summary>Who has which case open, and whose a phone is.</summary>
    public partial class CaseViewers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "case_viewers",
                columns: table => new
                {
                    page_id = table.Column<Guid>(type: "uuid", nullable: false),
                    node_id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    writing = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_viewers", x => x.page_id);
                })
                .Annotation("Npgsql:UnloggedTable", true);

            migrationBuilder.CreateTable(
                name: "viewer_nodes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_viewer_nodes", x => x.id);
                })
                .Annotation("Npgsql:UnloggedTable", true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_store_id_phone",
                table: "orders",
                columns: new[] { "store_id", "phone" },
                filter: "phone is not null");

            migrationBuilder.CreateIndex(
                name: "ix_case_viewers_case_id",
                table: "case_viewers",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_viewers_node_id",
                table: "case_viewers",
                column: "node_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_viewers");

            migrationBuilder.DropTable(
                name: "viewer_nodes");

            migrationBuilder.DropIndex(
                name: "ix_orders_store_id_phone",
                table: "orders");
        }
    }
}
