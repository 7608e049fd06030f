using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class SampleKeeping : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_quality_samples_store_id_week_case_id_person_id",
                table: "quality_samples");

            migrationBuilder.CreateTable(
                name: "quality_candidates",
                columns: table => new
                {
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    week = table.Column<DateOnly>(type: "date", nullable: false),
                    why = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quality_candidates", x => new { x.store_id, x.week, x.why, x.person_id, x.case_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_quality_samples_store_id_week_case_id_person_id",
                table: "quality_samples",
                columns: new[] { "store_id", "week", "case_id", "person_id" },
                unique: true,
                filter: "state <> 'Withdrawn'");
            migrationBuilder.Sql(SampleKeepingSql.Up);
            migrationBuilder.Sql(QualityCandidatesSql.Up);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(SampleKeepingSql.Down);

            migrationBuilder.DropTable(
                name: "quality_candidates");

            migrationBuilder.DropIndex(
                name: "ix_quality_samples_store_id_week_case_id_person_id",
                table: "quality_samples");

            migrationBuilder.CreateIndex(
                name: "ix_quality_samples_store_id_week_case_id_person_id",
                table: "quality_samples",
                columns: new[] { "store_id", "week", "case_id", "person_id" },
                unique: true);
        }
    }
}
