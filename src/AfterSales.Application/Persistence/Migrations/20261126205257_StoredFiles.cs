using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class StoredFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_evidence_store_id_sha256",
                table: "evidence");

            migrationBuilder.AddColumn<int>(
                name: "evidence_gigabytes",
                table: "stores",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "partial_uploads",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    received = table.Column<long>(type: "bigint", nullable: false),
                    parts = table.Column<string[]>(type: "text[]", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    touched_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partial_uploads", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stored_files",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    content_type = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    width = table.Column<int>(type: "integer", nullable: true),
                    height = table.Column<int>(type: "integer", nullable: true),
                    seconds = table.Column<int>(type: "integer", nullable: true),
                    print = table.Column<long>(type: "bigint", nullable: true),
                    has_thumbnail = table.Column<bool>(type: "boolean", nullable: false),
                    has_preview = table.Column<bool>(type: "boolean", nullable: false),
                    drawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    stored_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    checked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    problem = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stored_files", x => x.sha256);
                });

            migrationBuilder.CreateIndex(
                name: "ix_evidence_sha256",
                table: "evidence",
                column: "sha256");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_store_id_sha256",
                table: "evidence",
                columns: new[] { "store_id", "sha256" })
                .Annotation("Npgsql:IndexInclude", new[] { "size" });

            migrationBuilder.CreateIndex(
                name: "ix_partial_uploads_store_id_person_id",
                table: "partial_uploads",
                columns: new[] { "store_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_partial_uploads_touched_at",
                table: "partial_uploads",
                column: "touched_at");

            migrationBuilder.CreateIndex(
                name: "ix_stored_files_checked_at",
                table: "stored_files",
                column: "checked_at")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsFirst });

            migrationBuilder.CreateIndex(
                name: "ix_stored_files_problem",
                table: "stored_files",
                column: "problem",
                filter: "problem is not null");

            migrationBuilder.CreateIndex(
                name: "ix_stored_files_to_draw",
                table: "stored_files",
                column: "stored_at",
                filter: "drawn_at is null");

            // What came before. Its small pictures are made again where it has none; it is checked first, for nobody knows when that was done.
            migrationBuilder.Sql("""
                insert into stored_files (sha256, content_type, size, width, height, has_thumbnail, has_preview, drawn_at, stored_at)
                select distinct on (sha256) sha256, content_type, size, width, height, has_thumbnail, false, case when has_thumbnail then now() end, at
                from (
                    select sha256, content_type, size, width, height, has_thumbnail, max(added_at) over (partition by sha256) as at from evidence where sha256 is not null and size is not null and content_type is not null
                    union all
                    select f ->> 'sha256', f ->> 'contentType', (f ->> 'size')::bigint, (f ->> 'width')::int, (f ->> 'height')::int, (f ->> 'hasThumbnail')::boolean, p.arrived_at
                    from ownerless_parcels p cross join jsonb_array_elements(p.photos) f
                ) known order by sha256, has_thumbnail desc, at desc;
                create index ix_ownerless_parcels_photos on ownerless_parcels using gin (photos jsonb_path_ops);
                """);
            // Evidence knows of its file what is known by then. The file's row is locked: whoever finds out more at this moment says it of this evidence too.
            migrationBuilder.Sql("""
                create function evidence_as_stored() returns trigger language plpgsql as $$
                declare file stored_files;
                begin
                    select * into file from stored_files where sha256 = new.sha256 for share;
                    if file.drawn_at is not null then
                        new.width := file.width;
                        new.height := file.height;
                        new.has_thumbnail := file.has_thumbnail;
                        new.print := coalesce(file.print, new.print);
                    end if;
                    return new;
                end $$;
                create trigger evidence_as_stored before insert on evidence
                    for each row when (new.sha256 is not null) execute function evidence_as_stored();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger evidence_as_stored on evidence; drop function evidence_as_stored(); drop index ix_ownerless_parcels_photos;");

            migrationBuilder.DropTable(
                name: "partial_uploads");

            migrationBuilder.DropTable(
                name: "stored_files");

            migrationBuilder.DropIndex(
                name: "ix_evidence_sha256",
                table: "evidence");

            migrationBuilder.DropIndex(
                name: "ix_evidence_store_id_sha256",
                table: "evidence");

            migrationBuilder.DropColumn(
                name: "evidence_gigabytes",
                table: "stores");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_store_id_sha256",
                table: "evidence",
                columns: new[] { "store_id", "sha256" });
        }
    }
}
