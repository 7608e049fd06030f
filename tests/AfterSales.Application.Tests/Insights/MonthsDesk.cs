namespace AfterSales.Application.Tests.Insights;

/// <summary>A desk that has worked for months, counted; for tests that only look.</summary>
public sealed class MonthsDesk : IAsyncLifetime
{
    internal TestDesk Desk { get; private set; } = null!;

    // From late November to February: no month is whole at either end.
    public async Task InitializeAsync()
    {
        Desk = await TestDesk.CreateAsync();
        await new BusyMonths(Desk, 5).RunAsync(80);
        await CountedDesk.CatchUpAsync(Desk);
    }

    public async Task DisposeAsync() => await Desk.DisposeAsync();
}
