using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class EvidenceKeeping : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "evidence_packs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    requested_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failure = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    failure_of = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    manifest_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    size = table.Column<long>(type: "bigint", nullable: true),
                    has_pdf = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evidence_packs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "legal_holds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    set_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    set_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    released_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    released_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    release_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_holds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "removal_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    evidence_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    requested_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    requested_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decided_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_removal_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "evidence_pack_files",
                columns: table => new
                {
                    pack_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    path = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    crc32 = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp without time zone", nullable: false),
                    evidence_id = table.Column<Guid>(type: "uuid", nullable: true),
                    content = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evidence_pack_files", x => new { x.pack_id, x.place });
                    table.ForeignKey(
                        name: "fk_evidence_pack_files_evidence_packs_pack_id",
                        column: x => x.pack_id,
                        principalTable: "evidence_packs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_evidence_pack_files_evidence_id",
                table: "evidence_pack_files",
                column: "evidence_id",
                filter: "evidence_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_packs_one_at_a_time",
                table: "evidence_packs",
                column: "case_id",
                unique: true,
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_packs_open",
                table: "evidence_packs",
                column: "requested_at",
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_packs_store_id_case_id_requested_at",
                table: "evidence_packs",
                columns: new[] { "store_id", "case_id", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_legal_holds_standing",
                table: "legal_holds",
                column: "case_id",
                unique: true,
                filter: "released_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_legal_holds_store_id_case_id",
                table: "legal_holds",
                columns: new[] { "store_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_removal_requests_open",
                table: "removal_requests",
                column: "evidence_id",
                unique: true,
                filter: "state = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ix_removal_requests_store_id_case_id",
                table: "removal_requests",
                columns: new[] { "store_id", "case_id" });

            // Of a hold and a removal at the same moment one waits for the other, whoever writes them and however.
            migrationBuilder.Sql("""
                create function refuse_removal_under_hold() returns trigger language plpgsql as $$
                begin
                    if tg_op = 'UPDATE' and (new.removed_at is null or old.removed_at is not null) and new.sha256 is not distinct from old.sha256 then
                        return new;
                    end if;
                    perform pg_advisory_xact_lock(hashtextextended('hold:' || old.case_id, 0));
                    if exists (select from legal_holds where case_id = old.case_id and released_at is null) then
                        raise exception 'the case is under legal hold' using errcode = 'restrict_violation';
                    end if;
                    return coalesce(new, old);
                end $$;
                create trigger refuse_removal_under_hold before update of removed_at, sha256 or delete on evidence for each row execute function refuse_removal_under_hold();
                create function hold_waits_for_removal() returns trigger language plpgsql as $$
                begin
                    perform pg_advisory_xact_lock(hashtextextended('hold:' || new.case_id, 0));
                    return new;
                end $$;
                create trigger hold_waits_for_removal before insert on legal_holds for each row execute function hold_waits_for_removal();
                create trigger append_only before delete on legal_holds for each row execute function refuse_change();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger refuse_removal_under_hold on evidence; drop function refuse_removal_under_hold();");

            migrationBuilder.DropTable(
                name: "evidence_pack_files");

            migrationBuilder.DropTable(
                name: "legal_holds");

            migrationBuilder.DropTable(
                name: "removal_requests");

            migrationBuilder.DropTable(
                name: "evidence_packs");

            migrationBuilder.Sql("drop function hold_waits_for_removal();");
        }
    }
}
