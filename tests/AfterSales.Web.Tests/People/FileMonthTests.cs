using AfterSales.Domain.People;
using AfterSales.Web.Tests.Hosting;
using Npgsql;

namespace AfterSales.Web.Tests.People;

/// <summary>A file that is asked for without a month is of the month that runs where the store is.</summary>
public sealed class FileMonthTests
{
    [Fact]
    public async Task File_WithoutAMonth_IsOfTheStoresMonth()
    {
        await using var web = await WebDesk.CreateAsync();
        await using (var zone = web.Desk.Get<NpgsqlDataSource>().CreateCommand("update stores set time_zone_id = 'Pacific/Honolulu'")) await zone.ExecuteNonQueryAsync();
        // December in Shanghai and in London, November in Honolulu.
        web.Desk.Time.MoveTo(new(2026, 12, 1, 3, 0, 0, TimeSpan.Zero));
        var owner = await web.JoinAsync("keeper", Role.Owner);
        var visitor = await web.SignedInAsync("keeper");

        foreach (var address in new[] { "/people/pay", $"/people/{owner.Id}/sheet", "/people/attendance", "/people/quality", "/payments/ledger" })
        {
            using var file = await visitor.GetAsync($"{address}.csv");
            file.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, $"{address} {file.Headers.Location}");
            file.Content.Headers.ContentDisposition!.FileNameStar.ShouldNotBeNull(address).ShouldContain("2026-11", customMessage: address);
        }
    }
}
