using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ApprovalInbox : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "next_role",
                table: "approval_requests",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<Guid[]>(
                name: "signed_by",
                table: "approval_requests",
                type: "uuid[]",
                nullable: false,
                defaultValue: new Guid[0]);

            migrationBuilder.CreateIndex(
                name: "ix_payouts_store_id_approved_at",
                table: "payouts",
                columns: new[] { "store_id", "approved_at" },
                filter: "state <> 'Voided'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_payouts_store_id_approved_at",
                table: "payouts");

            migrationBuilder.DropColumn(
                name: "next_role",
                table: "approval_requests");

            migrationBuilder.DropColumn(
                name: "signed_by",
                table: "approval_requests");
        }
    }
}
