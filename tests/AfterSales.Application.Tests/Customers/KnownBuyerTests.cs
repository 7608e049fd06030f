namespace AfterSales.Application.Tests.Customers;

/// <summary>Tests on a desk that knows one buyer by everything it can know somebody by.</summary>
public abstract class KnownBuyerTests : IAsyncLifetime
{
    private protected TestDesk Desk { get; private set; } = null!;

    private protected KnownBuyer Buyer { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Desk = await TestDesk.CreateAsync();
        Buyer = await KnownBuyer.ComeAsync(Desk);
    }

    public async Task DisposeAsync() => await Desk.DisposeAsync();
}
