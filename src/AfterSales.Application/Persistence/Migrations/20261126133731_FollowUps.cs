using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class FollowUps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "follow_ups",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cycle = table.Column<int>(type: "integer", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    satisfaction = table.Column<int>(type: "integer", nullable: true),
                    words = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    actor_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_follow_ups", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_clocks_follow_ups_owed",
                table: "clocks",
                columns: new[] { "store_id", "due_at", "id" },
                filter: "stopped_at is null and kind = 'FollowUp'");

            migrationBuilder.CreateIndex(
                name: "ix_cases_resolved_by_person",
                table: "cases",
                columns: new[] { "store_id", "assignee_id" },
                filter: "state in ('Resolved','FollowUp')");

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_case_id_id",
                table: "follow_ups",
                columns: new[] { "case_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_store_id_at",
                table: "follow_ups",
                columns: new[] { "store_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ux_follow_ups_one_answer_per_cycle",
                table: "follow_ups",
                columns: new[] { "case_id", "cycle" },
                unique: true,
                filter: "outcome <> 'NotReached'");

            migrationBuilder.Sql("create trigger append_only before update or delete on follow_ups for each row execute function refuse_change();");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "follow_ups");

            migrationBuilder.DropIndex(
                name: "ix_clocks_follow_ups_owed",
                table: "clocks");

            migrationBuilder.DropIndex(
                name: "ix_cases_resolved_by_person",
                table: "cases");
        }
    }
}
