using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Reports : Migration
    {
        /// <summary>Parts of orders that came from imports.</summary>
        private static readonly string[] Parts = ["order_lines", "parcels"];

        /// <summary>What belongs to a case and is counted with it.</summary>
        private static readonly string[] OfCases = ["follow_ups", "approval_requests", "reviews", "case_actions", "case_evaluations", "ledger_postings"];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<TimeSpan>(
                name: "took",
                table: "clocks",
                type: "interval",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "responsible",
                table: "case_evaluations",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "occurrences",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    word = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    hour = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    type = table.Column<string>(type: "text", nullable: true),
                    subtype = table.Column<string>(type: "text", nullable: true),
                    responsible = table.Column<string>(type: "text", nullable: true),
                    party = table.Column<string>(type: "text", nullable: true),
                    party_name = table.Column<string>(type: "text", nullable: true),
                    style = table.Column<string>(type: "text", nullable: true),
                    batch = table.Column<string>(type: "text", nullable: true),
                    courier = table.Column<string>(type: "text", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    is_late = table.Column<bool>(type: "boolean", nullable: false),
                    seconds = table.Column<int>(type: "integer", nullable: true),
                    yuan = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_occurrences", x => new { x.case_id, x.kind, x.key });
                });

            migrationBuilder.CreateTable(
                name: "report_states",
                columns: table => new
                {
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    time_zone_id = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    shape = table.Column<int>(type: "integer", nullable: false),
                    rebuilt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    caught_up_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_states", x => x.store_id);
                });

            migrationBuilder.CreateTable(
                name: "roll_ups",
                columns: table => new
                {
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    measure = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    cut = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    span = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    starts = table.Column<DateOnly>(type: "date", nullable: false),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false),
                    late = table.Column<long>(type: "bigint", nullable: false),
                    seconds = table.Column<long>(type: "bigint", nullable: false),
                    yuan = table.Column<decimal>(type: "numeric(16,2)", precision: 16, scale: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roll_ups", x => new { x.store_id, x.measure, x.cut, x.span, x.starts, x.key });
                });

            migrationBuilder.CreateIndex(
                name: "ix_occurrences_store_id_kind_day_at",
                table: "occurrences",
                columns: new[] { "store_id", "kind", "day", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_occurrences_store_id_person_id_kind_day",
                table: "occurrences",
                columns: new[] { "store_id", "person_id", "kind", "day" },
                filter: "person_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_occurrences_store_id_style_kind_day",
                table: "occurrences",
                columns: new[] { "store_id", "style", "kind", "day" },
                filter: "style is not null");

            // What has to be counted again. Nobody looks a row up by anything: rows are added, and taken away as they come.
            migrationBuilder.Sql("""
                create table report_cases (store_id uuid not null, case_id uuid not null, at timestamptz not null default now()) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
                create table report_days (store_id uuid not null, day date not null, at timestamptz not null default now()) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
                -- Where cases are read anew, beside what was counted of them; empty between transactions.
                create unlogged table fresh_occurrences (like occurrences);
                create index ix_fresh_occurrences on fresh_occurrences (case_id);

                create function note_report_case() returns trigger language plpgsql as $$
                begin
                    insert into report_cases (store_id, case_id) select distinct store_id, case_id from came;
                    return null;
                end $$;

                -- A message changes its case, and nothing that is counted.
                create function note_new_case() returns trigger language plpgsql as $$
                begin
                    insert into report_cases (store_id, case_id) select store_id, id from came;
                    return null;
                end $$;
                create function note_changed_case() returns trigger language plpgsql as $$
                begin
                    insert into report_cases (store_id, case_id) select n.store_id, n.id from came n join gone o on o.id = n.id
                    where (n.type, n.subtype, n.order_no, n.items, n.assignee_id, n.state, n.cycle) is distinct from (o.type, o.subtype, o.order_no, o.items, o.assignee_id, o.state, o.cycle);
                    return null;
                end $$;

                -- A clock that runs is not counted before it stops or is missed.
                create function note_new_clock() returns trigger language plpgsql as $$
                begin
                    insert into report_cases (store_id, case_id) select distinct store_id, subject_id from came where stopped_at is not null or breached_at is not null;
                    return null;
                end $$;
                create function note_changed_clock() returns trigger language plpgsql as $$
                begin
                    insert into report_cases (store_id, case_id) select distinct n.store_id, n.subject_id from came n join gone o on o.id = n.id
                    where (n.stopped_at, n.breached_at, n.stop_cause, n.took, n.responsible_id) is distinct from (o.stopped_at, o.breached_at, o.stop_cause, o.took, o.responsible_id);
                    return null;
                end $$;

                create function note_orders() returns trigger language plpgsql as $$
                begin
                    insert into report_days (store_id, day) select distinct o.store_id, (o.created_at at time zone s.time_zone_id)::date
                    from came o join stores s on s.id = o.store_id where o.created_at is not null;
                    return null;
                end $$;
                create function note_changed_orders() returns trigger language plpgsql as $$
                begin
                    insert into report_days (store_id, day) select distinct n.store_id, (moment at time zone s.time_zone_id)::date
                    from came n join gone o on o.id = n.id join stores s on s.id = n.store_id cross join unnest(array[n.created_at, o.created_at]) moment
                    where moment is not null and (n.created_at, n.paid_at, n.paid_amount, n.shipped_at) is distinct from (o.created_at, o.paid_at, o.paid_amount, o.shipped_at);
                    return null;
                end $$;

                -- What an order holds tells the style of its cases, how it went tells their courier.
                create function note_order_parts() returns trigger language plpgsql as $$
                begin
                    insert into report_cases (store_id, case_id) select distinct c.store_id, c.id from came n join cases c on c.store_id = n.store_id and c.order_no = n.order_no;
                    insert into report_days (store_id, day) select distinct o.store_id, (o.created_at at time zone s.time_zone_id)::date
                    from came n join orders o on o.store_id = n.store_id and o.order_no = n.order_no join stores s on s.id = o.store_id where o.created_at is not null;
                    return null;
                end $$;

                create trigger note_report after insert on cases referencing new table as came for each statement execute function note_new_case();
                create trigger note_report_change after update on cases referencing old table as gone new table as came for each statement execute function note_changed_case();
                create trigger note_report after insert on clocks referencing new table as came for each statement execute function note_new_clock();
                create trigger note_report_change after update on clocks referencing old table as gone new table as came for each statement execute function note_changed_clock();
                create trigger note_report after insert on orders referencing new table as came for each statement execute function note_orders();
                create trigger note_report_change after update on orders referencing old table as gone new table as came for each statement execute function note_changed_orders();
                """);
            foreach (var table in Parts)
            {
                migrationBuilder.Sql($"create trigger note_report after insert on {table} referencing new table as came for each statement execute function note_order_parts();");
                migrationBuilder.Sql($"create trigger note_report_change after update on {table} referencing new table as came for each statement execute function note_order_parts();");
                migrationBuilder.Sql($"create trigger note_report_end after delete on {table} referencing old table as came for each statement execute function note_order_parts();");
            }
            foreach (var table in OfCases)
            {
                migrationBuilder.Sql($"create trigger note_report after insert on {table} referencing new table as came for each statement execute function note_report_case();");
                migrationBuilder.Sql($"create trigger note_report_change after update on {table} referencing new table as came for each statement execute function note_report_case();");
            }

            // Where no calendar and no pause is in the way, the time between is the time it took; the others are measured when their store is first counted.
            migrationBuilder.Sql("update clocks c set took = stopped_at - started_at where stopped_at is not null and calendar_snapshot is null and not exists (select from clock_pauses p where p.clock_id = c.id);");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop table report_cases, report_days, fresh_occurrences;
                drop function note_report_case(), note_new_case(), note_changed_case(), note_new_clock(), note_changed_clock(), note_orders(), note_changed_orders(), note_order_parts() cascade;
                """);

            migrationBuilder.DropTable(
                name: "occurrences");

            migrationBuilder.DropTable(
                name: "report_states");

            migrationBuilder.DropTable(
                name: "roll_ups");

            migrationBuilder.DropColumn(
                name: "took",
                table: "clocks");

            migrationBuilder.DropColumn(
                name: "responsible",
                table: "case_evaluations");
        }
    }
}
