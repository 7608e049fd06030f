using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Remedies : Migration
    {
        private static readonly string[] AppendOnly = ["action_steps", "approval_decisions", "spending_policies", "ledger_postings", "ledger_entries"];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "action_steps",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    action_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    to = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    details = table.Column<string>(type: "jsonb", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_action_steps", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "approval_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    action_id = table.Column<Guid>(type: "uuid", nullable: false),
                    remedy = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: false),
                    asked_amount = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: false),
                    decider = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    causes = table.Column<string[]>(type: "text[]", nullable: false),
                    signatures = table.Column<string>(type: "jsonb", nullable: false),
                    subject = table.Column<string>(type: "jsonb", nullable: false),
                    subject_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    requested_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    requested_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    hands = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    escalated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_approval_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "case_actions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cycle = table.Column<int>(type: "integer", nullable: false),
                    word = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    flow = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    desk = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    is_required = table.Column<bool>(type: "boolean", nullable: false),
                    terms = table.Column<string[]>(type: "text[]", nullable: false),
                    after = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    items = table.Column<string[]>(type: "text[]", nullable: false),
                    agreed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    agreed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    remedy_id = table.Column<Guid>(type: "uuid", nullable: true),
                    request_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    is_own_authority = table.Column<bool>(type: "boolean", nullable: false),
                    shares = table.Column<string>(type: "jsonb", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    amount = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true),
                    courier = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    waybill = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    reference = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    inspection = table.Column<string>(type: "jsonb", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_actions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "delegations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_id = table.Column<Guid>(type: "uuid", nullable: false),
                    start = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delegations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_postings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    action_id = table.Column<Guid>(type: "uuid", nullable: false),
                    payout_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_postings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "payouts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    action_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_no = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    remedy = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    payee = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    amount = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: false),
                    shares = table.Column<string>(type: "jsonb", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    approval_id = table.Column<Guid>(type: "uuid", nullable: true),
                    is_own_authority = table.Column<bool>(type: "boolean", nullable: false),
                    requested_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    approved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    batch_id = table.Column<Guid>(type: "uuid", nullable: true),
                    connector = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    receipt_no = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    trouble = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    cleared = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payouts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "spending_policies",
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
                    table.PrimaryKey("pk_spending_policies", x => new { x.store_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "approval_decisions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    request_id = table.Column<Guid>(type: "uuid", nullable: false),
                    verdict = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    as_role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: false),
                    subject_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    for_id = table.Column<Guid>(type: "uuid", nullable: true),
                    for_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_approval_decisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_approval_decisions_approval_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "approval_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ledger_entries",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    posting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    yuan = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: false),
                    party = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    party_name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_entries", x => x.id);
                    table.ForeignKey(
                        name: "fk_ledger_entries_ledger_postings_posting_id",
                        column: x => x.posting_id,
                        principalTable: "ledger_postings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_action_steps_action_id_id",
                table: "action_steps",
                columns: new[] { "action_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_approval_decisions_request_id_id",
                table: "approval_decisions",
                columns: new[] { "request_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_approval_decisions_store_id_at",
                table: "approval_decisions",
                columns: new[] { "store_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_approval_requests_case_id_requested_at",
                table: "approval_requests",
                columns: new[] { "case_id", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_approval_requests_inbox",
                table: "approval_requests",
                columns: new[] { "store_id", "requested_at", "id" },
                filter: "state = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ix_approval_requests_store_id_requested_by_id_requested_at",
                table: "approval_requests",
                columns: new[] { "store_id", "requested_by_id", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ux_approval_requests_open",
                table: "approval_requests",
                column: "action_id",
                unique: true,
                filter: "state in ('Open','AskedBack')");

            migrationBuilder.CreateIndex(
                name: "ix_case_actions_case_id_agreed_at",
                table: "case_actions",
                columns: new[] { "case_id", "agreed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_case_actions_store_id_agreed_by_id_agreed_at",
                table: "case_actions",
                columns: new[] { "store_id", "agreed_by_id", "agreed_at" },
                filter: "is_own_authority");

            migrationBuilder.CreateIndex(
                name: "ix_case_actions_store_id_request_key",
                table: "case_actions",
                columns: new[] { "store_id", "request_key" },
                unique: true,
                filter: "request_key is not null");

            migrationBuilder.CreateIndex(
                name: "ix_case_actions_store_id_waybill",
                table: "case_actions",
                columns: new[] { "store_id", "waybill" },
                filter: "waybill is not null");

            migrationBuilder.CreateIndex(
                name: "ix_case_actions_to_do",
                table: "case_actions",
                columns: new[] { "store_id", "desk", "flow", "due_at", "id" },
                filter: "state not in ('Done','Voided','Failed')");

            migrationBuilder.CreateIndex(
                name: "ix_delegations_store_id_to_id_end",
                table: "delegations",
                columns: new[] { "store_id", "to_id", "end" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entries_posting_id",
                table: "ledger_entries",
                column: "posting_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_postings_case_id",
                table: "ledger_postings",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_postings_payout_id",
                table: "ledger_postings",
                column: "payout_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_postings_store_id_at",
                table: "ledger_postings",
                columns: new[] { "store_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_postings_store_id_key",
                table: "ledger_postings",
                columns: new[] { "store_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payouts_case_id",
                table: "payouts",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_payouts_store_id_customer_id_requested_at",
                table: "payouts",
                columns: new[] { "store_id", "customer_id", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_payouts_store_id_order_no_requested_at",
                table: "payouts",
                columns: new[] { "store_id", "order_no", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_payouts_store_id_payee_requested_at",
                table: "payouts",
                columns: new[] { "store_id", "payee", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_payouts_store_id_state_approved_at_id",
                table: "payouts",
                columns: new[] { "store_id", "state", "approved_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_payouts_one_per_action",
                table: "payouts",
                column: "action_id",
                unique: true,
                filter: "state <> 'Voided'");

            foreach (var table in AppendOnly)
                migrationBuilder.Sql($"create trigger append_only before update or delete on {table} for each row execute function refuse_change();");
            // Every booking balances, whoever writes it; nothing is paid that was not approved.
            migrationBuilder.Sql("""
                create function refuse_imbalance() returns trigger language plpgsql as $$
                begin
                    if (select sum(yuan) from ledger_entries where posting_id = new.posting_id) <> 0 then
                        raise exception 'posting % does not balance', new.posting_id using errcode = 'check_violation';
                    end if;
                    return null;
                end $$;
                create constraint trigger balanced after insert on ledger_entries deferrable initially deferred for each row execute function refuse_imbalance();
                alter table payouts add constraint ck_payouts_approved check (state in ('Requested','Voided') or approved_at is not null);
                alter table payouts add constraint ck_payouts_amount check (amount > 0);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger balanced on ledger_entries; drop function refuse_imbalance();");

            migrationBuilder.DropTable(
                name: "action_steps");

            migrationBuilder.DropTable(
                name: "approval_decisions");

            migrationBuilder.DropTable(
                name: "case_actions");

            migrationBuilder.DropTable(
                name: "delegations");

            migrationBuilder.DropTable(
                name: "ledger_entries");

            migrationBuilder.DropTable(
                name: "payouts");

            migrationBuilder.DropTable(
                name: "spending_policies");

            migrationBuilder.DropTable(
                name: "approval_requests");

            migrationBuilder.DropTable(
                name: "ledger_postings");
        }
    }
}
