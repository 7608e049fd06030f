namespace AfterSales.Testing;

/// <summary>Waits for what happens in another process or on another thread, as short as it takes.</summary>
public static class Eventually
{
    public static Task TrueAsync(Func<bool> condition, TimeSpan limit) => TrueAsync(() => Task.FromResult(condition()), limit);

    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan limit)
    {
        using var patience = new CancellationTokenSource(limit);
        while (!await condition())
        {
            if (patience.IsCancellationRequested) throw new TimeoutException($"Not true within {limit.TotalSeconds:0.#} s.");
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
