using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Finding : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "case_texts",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    week = table.Column<int>(type: "integer", nullable: false),
                    grams = table.Column<int[]>(type: "integer[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_texts", x => x.case_id);
                });

            migrationBuilder.CreateTable(
                name: "recent_finds",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recent_finds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "text_states",
                columns: table => new
                {
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shape = table.Column<int>(type: "integer", nullable: false),
                    read_back_to = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    read_back_to_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_text_states", x => x.store_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_recent_finds_store_id_person_id_case_id",
                table: "recent_finds",
                columns: new[] { "store_id", "person_id", "case_id" },
                unique: true,
                filter: "case_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_recent_finds_store_id_person_id_text",
                table: "recent_finds",
                columns: new[] { "store_id", "person_id", "text" },
                unique: true,
                filter: "text is not null");

            migrationBuilder.Sql(FindingSql.Up);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(FindingSql.Down);

            migrationBuilder.DropTable(
                name: "case_texts");

            migrationBuilder.DropTable(
                name: "recent_finds");

            migrationBuilder.DropTable(
                name: "text_states");
        }
    }
}
