using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class PlatformRefunds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "written_through",
                table: "imports",
                type: "character varying(80)",
                maxLength: 80,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(64)",
                oldMaxLength: 64,
                oldNullable: true);

            migrationBuilder.CreateTable(
                name: "platform_refunds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    refund_no = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    order_no = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    buyer_nick = table.Column<string>(type: "text", nullable: true),
                    type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    type_text = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    status_text = table.Column<string>(type: "text", nullable: true),
                    goods_status = table.Column<string>(type: "text", nullable: true),
                    amount = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true),
                    title = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    words = table.Column<string>(type: "text", nullable: true),
                    return_waybill = table.Column<string>(type: "text", nullable: true),
                    return_courier = table.Column<string>(type: "text", nullable: true),
                    applied_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    returned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    deadline = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    deadline_text = table.Column<string>(type: "text", nullable: true),
                    proof_deadline = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    proof_deadline_text = table.Column<string>(type: "text", nullable: true),
                    intervention = table.Column<string>(type: "text", nullable: true),
                    extra = table.Column<string>(type: "jsonb", nullable: false),
                    imported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attention = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    clock_id = table.Column<Guid>(type: "uuid", nullable: true),
                    told_status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_refunds", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_platform_refunds_case_id",
                table: "platform_refunds",
                column: "case_id",
                filter: "case_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_platform_refunds_clock_id",
                table: "platform_refunds",
                column: "clock_id",
                filter: "clock_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_platform_refunds_store_id_order_no",
                table: "platform_refunds",
                columns: new[] { "store_id", "order_no" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_refunds_store_id_refund_no",
                table: "platform_refunds",
                columns: new[] { "store_id", "refund_no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_platform_refunds_to_see_to",
                table: "platform_refunds",
                columns: new[] { "store_id", "attention", "refund_no" },
                filter: "attention <> 'None'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "platform_refunds");

            migrationBuilder.AlterColumn<string>(
                name: "written_through",
                table: "imports",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(80)",
                oldMaxLength: 80,
                oldNullable: true);
        }
    }
}
