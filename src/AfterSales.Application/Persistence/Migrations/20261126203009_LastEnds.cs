using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class LastEnds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_case_actions_store_id_agreed_by_id_agreed_at",
                table: "case_actions");

            migrationBuilder.AddColumn<Guid>(
                name: "paying_by_id",
                table: "payouts",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "paying_by_name",
                table: "payouts",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "paying_until",
                table: "payouts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "receipt_key",
                table: "payouts",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "courier",
                table: "case_actions",
                type: "character varying(80)",
                maxLength: 80,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(64)",
                oldMaxLength: 64,
                oldNullable: true);

            // Of payments that were confirmed by one number, the first has it.
            migrationBuilder.Sql("""
                update payouts set receipt_key = receipt_no where id in (
                    select distinct on (store_id, method, receipt_no) id from payouts where receipt_no is not null order by store_id, method, receipt_no, confirmed_at, id);
                """);

            migrationBuilder.CreateIndex(
                name: "ix_payouts_store_id_method_receipt_key",
                table: "payouts",
                columns: new[] { "store_id", "method", "receipt_key" },
                unique: true,
                filter: "receipt_key is not null");

            // The ledger is read on by the ids of its entries, so that of one store they are committed in the order of their ids: a posting is written before its entries,
            // and holds those of others back until it is committed.
            migrationBuilder.Sql("""
                create function one_booking_at_a_time() returns trigger language plpgsql as $$
                begin
                    perform pg_advisory_xact_lock(hashtextextended('booking:' || new.store_id, 0));
                    return new;
                end $$;
                create trigger one_at_a_time before insert on ledger_postings for each row execute function one_booking_at_a_time();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger one_at_a_time on ledger_postings; drop function one_booking_at_a_time();");

            migrationBuilder.DropIndex(
                name: "ix_payouts_store_id_method_receipt_key",
                table: "payouts");

            migrationBuilder.DropColumn(
                name: "paying_by_id",
                table: "payouts");

            migrationBuilder.DropColumn(
                name: "paying_by_name",
                table: "payouts");

            migrationBuilder.DropColumn(
                name: "paying_until",
                table: "payouts");

            migrationBuilder.DropColumn(
                name: "receipt_key",
                table: "payouts");

            migrationBuilder.AlterColumn<string>(
                name: "courier",
                table: "case_actions",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(80)",
                oldMaxLength: 80,
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_case_actions_store_id_agreed_by_id_agreed_at",
                table: "case_actions",
                columns: new[] { "store_id", "agreed_by_id", "agreed_at" },
                filter: "is_own_authority");
        }
    }
}
