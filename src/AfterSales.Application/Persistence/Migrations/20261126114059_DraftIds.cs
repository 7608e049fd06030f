using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class DraftIds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "id",
                table: "playbook_drafts",
                type: "uuid",
                nullable: false,
                defaultValueSql: "gen_random_uuid()");
            // For those that are there; each new one brings its own.
            migrationBuilder.Sql("alter table playbook_drafts alter column id drop default");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "id",
                table: "playbook_drafts");
        }
    }
}
