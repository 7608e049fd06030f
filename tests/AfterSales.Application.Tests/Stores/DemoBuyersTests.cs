using AfterSales.Application.Cases;
using AfterSales.Application.Stores.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace AfterSales.Application.Tests.Stores;

public sealed class DemoBuyersTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Buyers_WriteOnlyWhileSomebodyLooks()
    {
        await using var desk = await TestDesk.DemoAsync();
        desk.Time.Move(TimeSpan.FromMinutes(3));
        using var buyers = Buyers(desk, desk.Time);
        (await buyers.LookAsync(desk.StoreId, default)).ShouldBeFalse("nobody looks");
        using (desk.Get<OpenCases>().Watch(Guid.CreateVersion7(), _ => { }))
            (await buyers.LookAsync(desk.StoreId, default)).ShouldBeFalse("somebody looks at another store");
        using (desk.Get<OpenCases>().Watch(desk.StoreId, _ => { }))
            (await buyers.LookAsync(desk.StoreId, default)).ShouldBeTrue();
        desk.Time.Move(TimeSpan.FromMinutes(3));
        (await buyers.LookAsync(desk.StoreId, default)).ShouldBeFalse("they have gone");
    }

    [Fact]
    public async Task Buyers_InTheBackground_Write()
    {
        await using var desk = await TestDesk.DemoAsync();
        desk.Time.Move(TimeSpan.FromMinutes(3));
        using var watch = desk.Get<OpenCases>().Watch(desk.StoreId, _ => { });
        var ticks = new ManualTimer(desk.Time);
        using var buyers = Buyers(desk, ticks);
        await buyers.StartAsync(default);
        await ticks.TickAsync();
        await Eventually.TrueAsync(async () => await SaidAsync(desk) == 1, Limit);
        await buyers.StopAsync(default);
    }

    [Fact]
    public async Task Buyers_WhereThereIsNoDemoStore_AreDone()
    {
        await using var desk = await TestDesk.CreateAsync();
        using var watch = desk.Get<OpenCases>().Watch(desk.StoreId, _ => { });
        using var buyers = Buyers(desk, desk.Time);
        await buyers.StartAsync(default);
        await buyers.ExecuteTask!.WaitAsync(Limit);
    }

    [Fact]
    public async Task Buyers_WhenTheDatabaseIsAwayAtFirst_TryAgain()
    {
        await using var desk = await TestDesk.CreateAsync();
        var ticks = new ManualTimer(desk.Time);
        await ExecuteAsync(desk, "alter table stores rename to stores_away");
        using var buyers = Buyers(desk, ticks);
        await buyers.StartAsync(default);
        await Task.Delay(200);
        buyers.ExecuteTask!.IsCompleted.ShouldBeFalse("an end with an error would stop the whole program");
        await ExecuteAsync(desk, "alter table stores_away rename to stores");
        await ticks.TickAsync();
        await buyers.ExecuteTask.WaitAsync(Limit);
    }

    private static DemoBuyers Buyers(TestDesk desk, TimeProvider time) =>
        new(desk.Get<DemoStore>(), desk.Get<DemoTalks>(), desk.Get<OpenCases>(), time, NullLogger<DemoBuyers>.Instance);

    private static async Task ExecuteAsync(TestDesk desk, string sql)
    {
        await using var command = desk.Get<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<int> SaidAsync(TestDesk desk)
    {
        await using var db = desk.Db();
        return await db.Messages.CountAsync(m => m.ExternalId!.StartsWith("demo-line-"));
    }

    /// <summary>A clock whose timers fire when a test says so.</summary>
    private sealed class ManualTimer(TimeProvider now) : TimeProvider, ITimer
    {
        private readonly TaskCompletionSource _made = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TimerCallback _callback = _ => { };
        private object? _state;

        public override DateTimeOffset GetUtcNow() => now.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_callback, _state) = (callback, state);
            _made.TrySetResult();
            return this;
        }

        public async Task TickAsync()
        {
            await _made.Task.WaitAsync(Limit);
            _callback(_state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
