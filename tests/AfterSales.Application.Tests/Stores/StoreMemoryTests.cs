using AfterSales.Application.Cases;
using AfterSales.Application.Stores;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Tests.Stores;

/// <summary>What a node remembers of a store is never older than the last change that it heard of.</summary>
public sealed class StoreMemoryTests : IAsyncLifetime
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private TestDesk _desk = null!;
    private int _reads;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private StoreMemory<int> Memory(Func<Task>? whileReading = null, TimeSpan? fresh = null) => new(_desk.Get<ChangeSignal>(), _desk.Time, fresh ?? Fresh, async (_, _) =>
    {
        var read = ++_reads;
        if (whileReading is not null) await whileReading();
        return read;
    });

    private static ValueTask<int> AskAsync(StoreMemory<int> memory, Guid store) => memory.OfAsync(store, CancellationToken.None);

    [Fact]
    public async Task OfAsync_AgainAndAgain_ReadsOnce_UntilItIsOld()
    {
        using var memory = Memory();
        (await AskAsync(memory, _desk.StoreId), await AskAsync(memory, _desk.StoreId)).ShouldBe((1, 1));
        using var old = Memory(fresh: TimeSpan.Zero);
        (await AskAsync(old, _desk.StoreId), await AskAsync(old, _desk.StoreId)).ShouldBe((2, 3));
    }

    [Fact]
    public async Task OfAsync_AfterAChange_ReadsAgain_AndOfAnotherStoreDoesNot()
    {
        using var memory = Memory();
        var other = Ids.New(_desk.Time.Now);
        (await AskAsync(memory, _desk.StoreId), await AskAsync(memory, other)).ShouldBe((1, 2));
        _desk.Get<ChangeSignal>().StoreChanged(_desk.StoreId);
        (await AskAsync(memory, _desk.StoreId), await AskAsync(memory, other)).ShouldBe((3, 2));
    }

    [Fact]
    public async Task OfAsync_AChangeWhileItIsRead_IsNotRememberedOver()
    {
        using var memory = Memory(() =>
        {
            if (_reads == 1) _desk.Get<ChangeSignal>().StoreChanged(_desk.StoreId);
            return Task.CompletedTask;
        });
        (await AskAsync(memory, _desk.StoreId)).ShouldBe(1);
        (await AskAsync(memory, _desk.StoreId)).ShouldBe(2);
        (await AskAsync(memory, _desk.StoreId)).ShouldBe(2);
    }
}
