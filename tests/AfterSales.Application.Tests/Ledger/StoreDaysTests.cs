using AfterSales.Application.Approvals;
using AfterSales.Application.Cases;
using AfterSales.Application.Ledger;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Ledger;

/// <summary>When days and months of a store begin: limits a day and claim sheets hang on it.</summary>
public sealed class StoreDaysTests
{
    [Theory]
    [InlineData("Asia/Shanghai", "2026-11-22", "2026-11-21T16:00:00Z")]
    // In Havana the clock goes back from 1:00 to 0:00: midnight comes twice, and the day has begun with the first.
    [InlineData("America/Havana", "2027-11-07", "2027-11-07T04:00:00Z")]
    // In Beirut it goes on from 0:00 to 1:00: there is no midnight.
    [InlineData("Asia/Beirut", "2027-03-28", "2027-03-27T22:00:00Z")]
    public void StartOf_ADay_IsItsFirstMoment(string zone, string day, string start) =>
        TimeZoneInfo.FindSystemTimeZoneById(zone).StartOf(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public async Task TheDaysLimit_InAnHourThatComesTwice_CountsBoth()
    {
        await using var desk = await TestDesk.CreateAsync();
        await using (var db = desk.Db()) await db.Stores.Where(s => s.Id == desk.StoreId).ExecuteUpdateAsync(s => s.SetProperty(store => store.TimeZoneId, "America/Havana"));
        desk.Get<ChangeSignal>().StoreChanged(desk.StoreId);
        desk.Time.MoveTo(new DateTimeOffset(2027, 11, 7, 4, 30, 0, TimeSpan.Zero));

        (await desk.Get<Spending>().StartOfDayAsync(desk.StoreId, CancellationToken.None)).ShouldBe(new DateTimeOffset(2027, 11, 7, 4, 0, 0, TimeSpan.Zero));
    }
}
