using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class QualitySampling : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "assessments",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sample_id = table.Column<Guid>(type: "uuid", nullable: false),
                    card_version = table.Column<int>(type: "integer", nullable: false),
                    scores = table.Column<string>(type: "jsonb", nullable: false),
                    remarks = table.Column<string>(type: "jsonb", nullable: false),
                    remark = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    because = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    percent = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: false),
                    is_failed = table.Column<bool>(type: "boolean", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assessments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "quality_draws",
                columns: table => new
                {
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    week = table.Column<DateOnly>(type: "date", nullable: false),
                    seed = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    plan_version = table.Column<int>(type: "integer", nullable: false),
                    resolved = table.Column<int>(type: "integer", nullable: false),
                    drawn = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quality_draws", x => new { x.store_id, x.week });
                });

            migrationBuilder.CreateTable(
                name: "quality_samples",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    week = table.Column<DateOnly>(type: "date", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    why = table.Column<string>(type: "jsonb", nullable: false),
                    is_random = table.Column<bool>(type: "boolean", nullable: false),
                    hand_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    added_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    calibrates = table.Column<bool>(type: "boolean", nullable: false),
                    first_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    first_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    second_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    second_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    card_version = table.Column<int>(type: "integer", nullable: true),
                    percent = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true),
                    is_failed = table.Column<bool>(type: "boolean", nullable: false),
                    scored_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_because = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    withdrawn_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    answer = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quality_samples", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sampling_plans",
                columns: table => new
                {
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    plan = table.Column<string>(type: "jsonb", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sampling_plans", x => new { x.store_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "score_cards",
                columns: table => new
                {
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    card = table.Column<string>(type: "jsonb", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_score_cards", x => new { x.store_id, x.version });
                });

            migrationBuilder.CreateIndex(
                name: "ix_assessments_sample_id_id",
                table: "assessments",
                columns: new[] { "sample_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_quality_samples_calibrated",
                table: "quality_samples",
                columns: new[] { "store_id", "day", "id" },
                filter: "second_by_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_quality_samples_calibrating",
                table: "quality_samples",
                columns: new[] { "store_id", "day", "id" },
                filter: "state = 'Scored' and calibrates and second_by_id is null");

            migrationBuilder.CreateIndex(
                name: "ix_quality_samples_case_id",
                table: "quality_samples",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_quality_samples_store_id_day_id",
                table: "quality_samples",
                columns: new[] { "store_id", "day", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_quality_samples_store_id_person_id_day_id",
                table: "quality_samples",
                columns: new[] { "store_id", "person_id", "day", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_quality_samples_store_id_state_day_id",
                table: "quality_samples",
                columns: new[] { "store_id", "state", "day", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_quality_samples_store_id_week_case_id_person_id",
                table: "quality_samples",
                columns: new[] { "store_id", "week", "case_id", "person_id" },
                unique: true);
            migrationBuilder.Sql(QualitySql.Up);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(QualitySql.Down);

            migrationBuilder.DropTable(
                name: "assessments");

            migrationBuilder.DropTable(
                name: "quality_draws");

            migrationBuilder.DropTable(
                name: "quality_samples");

            migrationBuilder.DropTable(
                name: "sampling_plans");

            migrationBuilder.DropTable(
                name: "score_cards");
        }
    }
}
