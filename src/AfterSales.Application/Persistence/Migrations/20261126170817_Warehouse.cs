using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Warehouse : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "weigh_grams",
                table: "stores",
                type: "integer",
                nullable: false,
                defaultValue: 20);

            migrationBuilder.AddColumn<decimal>(
                name: "weigh_share",
                table: "stores",
                type: "numeric(5,4)",
                precision: 5,
                scale: 4,
                nullable: false,
                defaultValue: 0.05m);

            migrationBuilder.CreateTable(
                name: "ownerless_parcels",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    waybill = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    courier = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    sender = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    contents = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    photos = table.Column<string>(type: "jsonb", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    arrived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    taken_in_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    taken_in_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ownerless_parcels", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "parcel_steps",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    parcel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_parcel_steps", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_ownerless_parcels_store_id_waybill_ended_at",
                table: "ownerless_parcels",
                columns: new[] { "store_id", "waybill", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "ix_ownerless_parcels_waiting",
                table: "ownerless_parcels",
                columns: new[] { "store_id", "arrived_at", "id" },
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ux_ownerless_parcels_one_waits",
                table: "ownerless_parcels",
                columns: new[] { "store_id", "waybill" },
                unique: true,
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_parcel_steps_parcel_id_id",
                table: "parcel_steps",
                columns: new[] { "parcel_id", "id" });

            migrationBuilder.Sql("create trigger append_only before update or delete on parcel_steps for each row execute function refuse_change();");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ownerless_parcels");

            migrationBuilder.DropTable(
                name: "parcel_steps");

            migrationBuilder.DropColumn(
                name: "weigh_grams",
                table: "stores");

            migrationBuilder.DropColumn(
                name: "weigh_share",
                table: "stores");
        }
    }
}
