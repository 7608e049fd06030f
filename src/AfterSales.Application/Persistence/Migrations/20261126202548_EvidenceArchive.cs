using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class EvidenceArchive : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "archive_name",
                table: "evidence",
                type: "character varying(81)",
                maxLength: 81,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "label",
                table: "evidence",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "line_key",
                table: "evidence",
                type: "character varying(128)",
                maxLength: 128,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "print",
                table: "evidence",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "removal_reason",
                table: "evidence",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "removed_at",
                table: "evidence",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "type",
                table: "evidence",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "verdict",
                table: "evidence",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "verdict_at",
                table: "evidence",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "verdict_by_name",
                table: "evidence",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "verdict_reason",
                table: "evidence",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "evidence_accesses",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    evidence_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evidence_accesses", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_evidence_accesses_store_id_evidence_id_id",
                table: "evidence_accesses",
                columns: new[] { "store_id", "evidence_id", "id" });

            // What came before: its case's type, and its customer's id with what no file may be called replaced.
            migrationBuilder.Sql("""
                update evidence e set type = c.type,
                    archive_name = coalesce(nullif(btrim(left(regexp_replace(c.customer_nick, '[<>:"/\\|?*[:cntrl:]]', '_', 'g'), 80), ' .'), ''), '未知客户')
                from cases c where c.id = e.case_id;
                """);
            // Evidence lies in the folder of its case's type, whoever changes that and however.
            migrationBuilder.Sql("""
                create function evidence_follows_case() returns trigger language plpgsql as $$
                begin
                    update evidence set type = new.type where case_id = new.id;
                    return null;
                end $$;
                create trigger evidence_follows_case after update of type on cases
                    for each row when (old.type is distinct from new.type) execute function evidence_follows_case();
                create trigger append_only before update or delete on evidence_accesses for each row execute function refuse_change();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger evidence_follows_case on cases; drop function evidence_follows_case();");

            migrationBuilder.DropTable(
                name: "evidence_accesses");

            migrationBuilder.DropColumn(
                name: "archive_name",
                table: "evidence");

            migrationBuilder.DropColumn(
                name: "label",
                table: "evidence");

            migrationBuilder.DropColumn(
                name: "line_key",
                table: "evidence");

            migrationBuilder.DropColumn(
                name: "print",
                table: "evidence");

            migrationBuilder.DropColumn(
                name: "removal_reason",
                table: "evidence");

            migrationBuilder.DropColumn(
                name: "removed_at",
                table: "evidence");

            migrationBuilder.DropColumn(
                name: "type",
                table: "evidence");

            migrationBuilder.DropColumn(
                name: "verdict",
                table: "evidence");

            migrationBuilder.DropColumn(
                name: "verdict_at",
                table: "evidence");

            migrationBuilder.DropColumn(
                name: "verdict_by_name",
                table: "evidence");

            migrationBuilder.DropColumn(
                name: "verdict_reason",
                table: "evidence");
        }
    }
}
