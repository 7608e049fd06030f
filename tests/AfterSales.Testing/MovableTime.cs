namespace AfterSales.Testing;

/// <summary>A clock that stands still until a test moves it. Timers and delays still run in real time.</summary>
public sealed class MovableTime(DateTimeOffset now) : TimeProvider
{
    private long _ticks = now.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public DateTimeOffset Now => GetUtcNow();

    public void Move(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public void MoveTo(DateTimeOffset to) => Interlocked.Exchange(ref _ticks, to.UtcTicks);
}
