using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Payments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_payouts_store_id_payee_requested_at",
                table: "payouts");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "handed_at",
                table: "payouts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "held_at",
                table: "payouts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "payee_key",
                table: "payouts",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "sent_key",
                table: "payouts",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "payout_batches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    platform = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    request_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: false),
                    lines = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payout_batches", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_payouts_batch_id",
                table: "payouts",
                column: "batch_id",
                filter: "batch_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_payouts_store_id_payee_key_requested_at",
                table: "payouts",
                columns: new[] { "store_id", "payee_key", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_payouts_store_id_sent_at",
                table: "payouts",
                columns: new[] { "store_id", "sent_at" });

            migrationBuilder.CreateIndex(
                name: "ix_payouts_under_way",
                table: "payouts",
                column: "sent_at",
                filter: "state = 'Sent'");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entries_owed",
                table: "ledger_entries",
                columns: new[] { "store_id", "posting_id" },
                filter: "party in ('Courier','Supplier')");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entries_store_id_id",
                table: "ledger_entries",
                columns: new[] { "store_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_payout_batches_store_id_request_key",
                table: "payout_batches",
                columns: new[] { "store_id", "request_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payout_batches_store_id_sent_at",
                table: "payout_batches",
                columns: new[] { "store_id", "sent_at" });

            // What was handed over as a file stays what it was; and nothing is on its way that was never handed over.
            migrationBuilder.Sql("create trigger append_only before update or delete on payout_batches for each row execute function refuse_change();");
            migrationBuilder.Sql("alter table payouts add constraint ck_payouts_sent check (state not in ('Sent','Confirmed','Failed') or (sent_at is not null and attempt > 0));");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("alter table payouts drop constraint ck_payouts_sent;");

            migrationBuilder.DropTable(
                name: "payout_batches");

            migrationBuilder.DropIndex(
                name: "ix_payouts_batch_id",
                table: "payouts");

            migrationBuilder.DropIndex(
                name: "ix_payouts_store_id_payee_key_requested_at",
                table: "payouts");

            migrationBuilder.DropIndex(
                name: "ix_payouts_store_id_sent_at",
                table: "payouts");

            migrationBuilder.DropIndex(
                name: "ix_payouts_under_way",
                table: "payouts");

            migrationBuilder.DropIndex(
                name: "ix_ledger_entries_owed",
                table: "ledger_entries");

            migrationBuilder.DropIndex(
                name: "ix_ledger_entries_store_id_id",
                table: "ledger_entries");

            migrationBuilder.DropColumn(
                name: "handed_at",
                table: "payouts");

            migrationBuilder.DropColumn(
                name: "held_at",
                table: "payouts");

            migrationBuilder.DropColumn(
                name: "payee_key",
                table: "payouts");

            migrationBuilder.DropColumn(
                name: "sent_key",
                table: "payouts");

            migrationBuilder.CreateIndex(
                name: "ix_payouts_store_id_payee_requested_at",
                table: "payouts",
                columns: new[] { "store_id", "payee", "requested_at" });
        }
    }
}
