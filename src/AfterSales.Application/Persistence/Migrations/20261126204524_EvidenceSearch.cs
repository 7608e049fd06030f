using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class EvidenceSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "alike_pictures",
                columns: table => new
                {
                    evidence_id = table.Column<Guid>(type: "uuid", nullable: false),
                    other_id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bits = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alike_pictures", x => new { x.evidence_id, x.other_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_evidence_archive",
                table: "evidence",
                columns: new[] { "store_id", "added_at", "id" },
                filter: "sha256 is not null and removed_at is null")
                .Annotation("Npgsql:IndexInclude", new[] { "type", "label", "verdict", "added_by_id" });

            migrationBuilder.CreateIndex(
                name: "ix_evidence_archive_label",
                table: "evidence",
                columns: new[] { "store_id", "label", "added_at", "id" },
                filter: "sha256 is not null and removed_at is null")
                .Annotation("Npgsql:IndexInclude", new[] { "type", "verdict", "added_by_id" });

            migrationBuilder.CreateIndex(
                name: "ix_evidence_archive_person",
                table: "evidence",
                columns: new[] { "store_id", "added_by_id", "added_at", "id" },
                filter: "sha256 is not null and removed_at is null")
                .Annotation("Npgsql:IndexInclude", new[] { "type", "label", "verdict" });

            migrationBuilder.CreateIndex(
                name: "ix_evidence_archive_type",
                table: "evidence",
                columns: new[] { "store_id", "type", "added_at", "id" },
                filter: "sha256 is not null and removed_at is null")
                .Annotation("Npgsql:IndexInclude", new[] { "label", "verdict", "added_by_id", "size" });

            migrationBuilder.CreateIndex(
                name: "ix_evidence_archive_verdict",
                table: "evidence",
                columns: new[] { "store_id", "verdict", "added_at", "id" },
                filter: "sha256 is not null and removed_at is null")
                .Annotation("Npgsql:IndexInclude", new[] { "type", "label", "added_by_id" });

            migrationBuilder.CreateIndex(
                name: "ix_alike_pictures_other_id",
                table: "alike_pictures",
                column: "other_id");

            // The number of a customer's file in its folder: names that differ in case only are numbered together, and removed files keep theirs.
            migrationBuilder.Sql("create index ix_evidence_archive_place on evidence (store_id, type, lower(archive_name), added_at, id) where sha256 is not null;");
            // 批次 is a column that some exports have and we have no field for; imported lines keep it among what else they had.
            migrationBuilder.Sql("""
                create function batch_of(extra jsonb) returns text language sql immutable strict parallel safe
                    return coalesce(extra ->> '批次', extra ->> '批次号', extra ->> '生产批次', extra ->> '生产批号', extra ->> 'batch');
                create index ix_order_lines_batch on order_lines (store_id, batch_of(extra)) where batch_of(extra) is not null;
                """);
            // Prints that differ in at most seven bits have, of their four parts of sixteen bits, at least one that differs in at most one bit: whoever asks for the 68 keys within one bit of
            // their own finds them all. A key is the store, the place of the part and its bits. No pending list: a look-up would read it from end to end.
            migrationBuilder.Sql("""
                create function print_bands(store uuid, print bigint) returns bigint[] language sql immutable strict parallel safe
                    return array[
                        uuid_hash(store)::bigint << 18 | (print & 65535),
                        uuid_hash(store)::bigint << 18 | 65536 | (print >> 16 & 65535),
                        uuid_hash(store)::bigint << 18 | 131072 | (print >> 32 & 65535),
                        uuid_hash(store)::bigint << 18 | 196608 | (print >> 48 & 65535)];
                create function print_keys(store uuid, print bigint) returns bigint[] language sql immutable strict parallel safe
                    return (select array_agg(band # flip) from unnest(print_bands(store, print)) as band,
                        unnest('{0,1,2,4,8,16,32,64,128,256,512,1024,2048,4096,8192,16384,32768}'::bigint[]) as flip);
                create index ix_evidence_print on evidence using gin (print_bands(store_id, print)) with (fastupdate = off) where print <> 0;

                -- The planner takes the keys for a third of the table and would read it whole, or call for help that takes longer to come than the answer. However many pictures share a part of their print
                -- with it, such as one that everybody sends, no more than some thousands are looked at.
                create function alike_prints(store uuid, wanted bigint) returns table (id uuid, bits int) language sql stable
                    set enable_seqscan = off set max_parallel_workers_per_gather = 0 set jit = off as $$
                    with near as materialized (select e.id, e.store_id, e.print from evidence e where e.print <> 0 and print_bands(e.store_id, e.print) && print_keys($1, $2) limit 5000)
                    select n.id, bit_count((n.print # $2)::bit(64))::int from near n where $2 <> 0 and n.store_id = $1 and bit_count((n.print # $2)::bit(64)) <= 7 limit 200
                $$;
                create function note_alike_pictures() returns trigger language plpgsql as $$
                begin
                    insert into alike_pictures (store_id, evidence_id, other_id, bits)
                    select new.store_id, new.id, a.id, a.bits from alike_prints(new.store_id, new.print) a join evidence e on e.id = a.id
                    where e.case_id <> new.case_id and not exists (select 1 from alike_pictures p where p.evidence_id = a.id and p.other_id = new.id)
                    order by a.bits, e.added_at limit 20
                    on conflict do nothing;
                    return null;
                end $$;
                create trigger note_alike_pictures after insert or update of print on evidence for each row when (new.print <> 0) execute function note_alike_pictures();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger note_alike_pictures on evidence;
                drop index ix_evidence_print, ix_order_lines_batch, ix_evidence_archive_place;
                drop function note_alike_pictures(), alike_prints(uuid, bigint), print_keys(uuid, bigint), print_bands(uuid, bigint), batch_of(jsonb);
                """);

            migrationBuilder.DropTable(
                name: "alike_pictures");

            migrationBuilder.DropIndex(
                name: "ix_evidence_archive",
                table: "evidence");

            migrationBuilder.DropIndex(
                name: "ix_evidence_archive_label",
                table: "evidence");

            migrationBuilder.DropIndex(
                name: "ix_evidence_archive_person",
                table: "evidence");

            migrationBuilder.DropIndex(
                name: "ix_evidence_archive_type",
                table: "evidence");

            migrationBuilder.DropIndex(
                name: "ix_evidence_archive_verdict",
                table: "evidence");
        }
    }
}
