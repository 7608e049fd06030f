using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Feedback : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "feedback_cases",
                columns: table => new
                {
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    joined_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feedback_cases", x => new { x.item_id, x.case_id });
                });

            migrationBuilder.CreateTable(
                name: "feedback_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    style = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    batch = table.Column<string>(type: "character varying(90)", maxLength: 90, nullable: false),
                    defect = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    cause = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    cases = table.Column<int>(type: "integer", nullable: false),
                    customers = table.Column<int>(type: "integer", nullable: false),
                    last_case_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    delisted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    action = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    action_text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    action_since = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feedback_items", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "feedback_policies",
                columns: table => new
                {
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    policy = table.Column<string>(type: "jsonb", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feedback_policies", x => new { x.store_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "feedback_steps",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    case_number = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feedback_steps", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "same_batches",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cases = table.Column<int>(type: "integer", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_same_batches", x => x.case_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_roll_ups_shipped_on",
                table: "roll_ups",
                columns: new[] { "store_id", "cut", "key", "starts" },
                filter: "measure = 'ShippedOn' and span = 'Day'");

            migrationBuilder.CreateIndex(
                name: "ix_orders_store_id_shipped_at",
                table: "orders",
                columns: new[] { "store_id", "shipped_at" },
                filter: "shipped_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_feedback_cases_case_id",
                table: "feedback_cases",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_feedback_items_store_id_opened_at_id",
                table: "feedback_items",
                columns: new[] { "store_id", "opened_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_feedback_items_store_id_state_opened_at_id",
                table: "feedback_items",
                columns: new[] { "store_id", "state", "opened_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_feedback_items_store_id_style_state",
                table: "feedback_items",
                columns: new[] { "store_id", "style", "state" });

            migrationBuilder.CreateIndex(
                name: "ux_feedback_items_under_way",
                table: "feedback_items",
                columns: new[] { "store_id", "style", "batch", "defect" },
                unique: true,
                filter: "state in ('Open','Verified','Answered')");

            migrationBuilder.CreateIndex(
                name: "ix_feedback_steps_item_id_id",
                table: "feedback_steps",
                columns: new[] { "item_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_same_batches_store_id",
                table: "same_batches",
                column: "store_id");

            migrationBuilder.Sql(FeedbackSql.Up);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(FeedbackSql.Down);

            migrationBuilder.DropTable(
                name: "feedback_cases");

            migrationBuilder.DropTable(
                name: "feedback_items");

            migrationBuilder.DropTable(
                name: "feedback_policies");

            migrationBuilder.DropTable(
                name: "feedback_steps");

            migrationBuilder.DropTable(
                name: "same_batches");

            migrationBuilder.DropIndex(
                name: "ix_roll_ups_shipped_on",
                table: "roll_ups");

            migrationBuilder.DropIndex(
                name: "ix_orders_store_id_shipped_at",
                table: "orders");
        }
    }
}
