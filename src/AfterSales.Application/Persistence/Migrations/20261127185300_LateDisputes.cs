using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AfterSales.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class LateDisputes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(DisputeSql.Up);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(DisputeSql.Down);
        }
    }
}
