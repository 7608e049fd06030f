using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class EvidenceDrawn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "original_id",
                table: "evidence",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_evidence_original_id",
                table: "evidence",
                column: "original_id");

            migrationBuilder.AddForeignKey(
                name: "fk_evidence_evidence_original_id",
                table: "evidence",
                column: "original_id",
                principalTable: "evidence",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_evidence_evidence_original_id",
                table: "evidence");

            migrationBuilder.DropIndex(
                name: "ix_evidence_original_id",
                table: "evidence");

            migrationBuilder.DropColumn(
                name: "original_id",
                table: "evidence");
        }
    }
}
