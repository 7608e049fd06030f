namespace AfterSales.Browser.Tests.Shared;

/// <summary>What somebody does in a browser from beginning to end. Its browsers are closed behind it.</summary>
[Collection(BrowserJourneys.Name)]
public abstract class Journey(BrowserDesk desk) : IAsyncLifetime
{
    protected static TimeSpan Limit => BrowserDesk.Patience;

    protected BrowserDesk Desk => desk;

    /// <summary>A store in which nothing happens but this journey.</summary>
    protected Task<OwnStore> OwnStoreAsync(string name) => OwnStore.OpenAsync(desk, name);

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual Task DisposeAsync() => desk.LeaveAsync();
}
