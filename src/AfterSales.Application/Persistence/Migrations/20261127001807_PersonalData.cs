using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <summary>What is asked of a buyer's data, and the one narrow way by which histories let go of it (ADR 25).</summary>
    public partial class PersonalData : Migration
    {
        // What each history may lose.
        private static readonly (string Table, string Columns)[] Erasable =
        [
            ("messages", "'text', 'author_name'"), ("case_history", "'data'"), ("follow_ups", "'words'"), ("phone_agreements", "'words'"), ("review_replies", "'text'"), ("action_steps", "'details'"),
            ("approval_decisions", "'reason', 'subject_hash'"), ("payout_batches", "'lines'"), ("parcel_steps", "'reason'"), ("staff_notes", "'text'"), ("extortion_changes", "'reason'"),
            ("store_audit", "'subject', 'details'"),
        ];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "erased_keys",
                columns: table => new
                {
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    erasure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_erased_keys", x => new { x.store_id, x.hash });
                });

            migrationBuilder.CreateTable(
                name: "erasure_secrets",
                columns: table => new
                {
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    @sealed = table.Column<string>(name: "sealed", type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_erasure_secrets", x => x.store_id);
                });

            migrationBuilder.CreateTable(
                name: "erasures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    way = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    requested_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    requested_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    counts = table.Column<string>(type: "jsonb", nullable: false),
                    files = table.Column<string[]>(type: "text[]", nullable: false),
                    files_gone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    erased_in = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_erasures", x => x.id);
                    table.CheckConstraint("ck_erasures_by_two", "(state = 'Erased') = (erased_in is not null) and (erased_in is null or (decided_by_id is not null and decided_by_id is distinct from requested_by_id))");
                });

            migrationBuilder.CreateTable(
                name: "personal_copies",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_personal_copies", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_orders_store_id_receiver_name",
                table: "orders",
                columns: new[] { "store_id", "receiver_name" },
                filter: "receiver_name is not null");

            migrationBuilder.CreateIndex(
                name: "ix_erasures_customer_id_requested_at",
                table: "erasures",
                columns: new[] { "customer_id", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_erasures_erased_in",
                table: "erasures",
                column: "erased_in",
                filter: "erased_in is not null");

            migrationBuilder.CreateIndex(
                name: "ix_erasures_open",
                table: "erasures",
                column: "customer_id",
                unique: true,
                filter: "state = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ix_erasures_store_id_requested_at",
                table: "erasures",
                columns: new[] { "store_id", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_personal_copies_customer_id_id",
                table: "personal_copies",
                columns: new[] { "customer_id", "id" });

            migrationBuilder.Sql("""
                -- What stands where something was erased: nothing, the mark, or a nick that is nobody's. In an object or a list every part is as it was, or that.
                create function is_erased(was jsonb, becomes jsonb) returns boolean language plpgsql immutable as $$
                begin
                    if becomes is not distinct from was then return true; end if;
                    case jsonb_typeof(becomes)
                        when 'null' then return jsonb_typeof(was) = 'string';
                        when 'string' then return jsonb_typeof(was) = 'string' and becomes #>> '{}' ~ '^(\[erased \d{4}-\d\d-\d\d\]|已删除-[0-9a-f]{12})?$';
                        when 'object' then return jsonb_typeof(was) = 'object' and not exists (select from jsonb_object_keys(was) k where not becomes ? k)
                            and not exists (select from jsonb_each(becomes) p where not was ? p.key or not is_erased(was -> p.key, p.value));
                        when 'array' then return jsonb_typeof(was) = 'array' and jsonb_array_length(was) = jsonb_array_length(becomes)
                            and not exists (select from rows from (jsonb_array_elements(was), jsonb_array_elements(becomes)) as p (w, b) where not is_erased(p.w, p.b));
                        else return false;
                    end case;
                end $$;
                create function erase_values(data jsonb, kept text[], mark text) returns jsonb language sql immutable as $$
                    select coalesce(jsonb_object_agg(key, case when key = any(kept) or value in ('null', '""') then value else to_jsonb(mark) end), '{}') from jsonb_each(data) $$;
                create function is_erasing(store uuid) returns boolean language sql stable as $$
                    select exists (select from erasures where store_id = store and erased_in = pg_current_xact_id_if_assigned()::text::bigint) $$;

                -- A history lets go of the columns that its trigger names, of nothing but words and names in them, and only in the transaction in which two people's erasure is written down.
                create or replace function refuse_change() returns trigger language plpgsql as $$
                declare
                    was jsonb;
                    becomes jsonb;
                begin
                    if tg_op = 'UPDATE' and tg_nargs > 0 then
                        was := to_jsonb(old);
                        becomes := to_jsonb(new);
                        if was - tg_argv = becomes - tg_argv and is_erasing(old.store_id) and not exists (select from unnest(tg_argv) c where not is_erased(was -> c, becomes -> c)) then
                            return new;
                        end if;
                    end if;
                    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
                end $$;

                create function refuse_erasure_change() returns trigger language plpgsql as $$
                begin
                    if tg_op = 'UPDATE' then
                        if (old.state = 'Open' or old.erased_in = pg_current_xact_id_if_assigned()::text::bigint or to_jsonb(new) - 'files_gone_at' = to_jsonb(old) - 'files_gone_at')
                            and (new.id, new.store_id, new.customer_id, new.reason, new.requested_by_id, new.requested_at) is not distinct from (old.id, old.store_id, old.customer_id, old.reason, old.requested_by_id, old.requested_at)
                            and (new.erased_in is not distinct from old.erased_in or new.erased_in = pg_current_xact_id()::text::bigint) then
                            return new;
                        end if;
                    elsif tg_op = 'INSERT' then
                        -- Nobody asks and decides in one.
                        if new.state = 'Open' then
                            return new;
                        end if;
                    end if;
                    raise exception 'an erasure that was decided stays' using errcode = 'restrict_violation';
                end $$;
                create trigger stays before insert or update or delete on erasures for each row execute function refuse_erasure_change();
                create trigger append_only before update or delete on erased_keys for each row execute function refuse_change();
                create trigger append_only before update or delete on personal_copies for each row execute function refuse_change();
                create trigger append_only before update or delete on erasure_secrets for each row execute function refuse_change();
                """);
            foreach (var (table, columns) in Erasable)
                migrationBuilder.Sql($"drop trigger append_only on {table}; create trigger append_only before update or delete on {table} for each row execute function refuse_change({columns});");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var (table, _) in Erasable)
                migrationBuilder.Sql($"drop trigger append_only on {table}; create trigger append_only before update or delete on {table} for each row execute function refuse_change();");
            migrationBuilder.Sql("""
                create or replace function refuse_change() returns trigger language plpgsql as $$
                begin
                    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
                end $$;
                drop function is_erasing(uuid), is_erased(jsonb, jsonb), erase_values(jsonb, text[], text);
                """);
            migrationBuilder.DropTable(
                name: "erased_keys");

            migrationBuilder.DropTable(
                name: "erasure_secrets");

            migrationBuilder.DropTable(
                name: "erasures");

            migrationBuilder.DropTable(
                name: "personal_copies");

            migrationBuilder.DropIndex(
                name: "ix_orders_store_id_receiver_name",
                table: "orders");
            migrationBuilder.Sql("drop function refuse_erasure_change();");
        }
    }
}
