using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class TagsAndPhrases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_case_facts_case_id_id",
                table: "case_facts");

            migrationBuilder.AlterColumn<decimal>(
                name: "margin_share",
                table: "stores",
                type: "numeric(6,4)",
                precision: 6,
                scale: 4,
                nullable: true,
                oldClrType: typeof(decimal),
                oldType: "numeric(12,2)",
                oldPrecision: 12,
                oldScale: 2,
                oldNullable: true);

            migrationBuilder.AddColumn<string>(
                name: "language",
                table: "stores",
                type: "character varying(10)",
                maxLength: 10,
                nullable: false,
                defaultValue: "zh-CN");

            migrationBuilder.CreateTable(
                name: "own_phrases",
                columns: table => new
                {
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    is_retired = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_own_phrases", x => new { x.store_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "tags",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    english_name = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    colour = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    is_retired = table.Column<bool>(type: "boolean", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tags", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_case_facts_case_id_playbook_name_id",
                table: "case_facts",
                columns: new[] { "case_id", "playbook", "name", "id" },
                descending: new[] { false, false, false, true });

            migrationBuilder.CreateIndex(
                name: "ix_tags_store_id_name",
                table: "tags",
                columns: new[] { "store_id", "name" },
                unique: true);

            // Stores that were opened before there was a list get the first one, too.
            migrationBuilder.Sql("""
                insert into tags (id, store_id, name, english_name, colour, is_retired, place)
                select gen_random_uuid(), s.id, t.name, t.english_name, t.colour, false, t.place
                from stores s cross join (values
                    (1, '老客户', 'Regular buyer', 'Blue'), (2, '电话约定', 'Agreed by phone', 'Purple'), (3, '等补货', 'Waiting for stock', 'Yellow'),
                    (4, '等退件', 'Return on its way', 'Yellow'), (5, '转EMS', 'Sent on by EMS', null), (6, '偏远', 'Remote area', null),
                    (7, '大促', 'Sale', 'Green'), (8, '直播', 'Live stream', null), (9, '服务', 'Service', null)) t (place, name, english_name, colour);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "own_phrases");

            migrationBuilder.DropTable(
                name: "tags");

            migrationBuilder.DropIndex(
                name: "ix_case_facts_case_id_playbook_name_id",
                table: "case_facts");

            migrationBuilder.DropColumn(
                name: "language",
                table: "stores");

            migrationBuilder.AlterColumn<decimal>(
                name: "margin_share",
                table: "stores",
                type: "numeric(12,2)",
                precision: 12,
                scale: 2,
                nullable: true,
                oldClrType: typeof(decimal),
                oldType: "numeric(6,4)",
                oldPrecision: 6,
                oldScale: 4,
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_case_facts_case_id_id",
                table: "case_facts",
                columns: new[] { "case_id", "id" });
        }
    }
}
