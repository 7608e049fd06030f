namespace AfterSales.Application.Stores.Demo;

/// <summary>The clock the demo story is told by: it stands where the teller put it.</summary>
internal sealed class DemoTime : TimeProvider
{
    private DateTimeOffset _now;

    public override DateTimeOffset GetUtcNow() => _now;

    public void MoveTo(DateTimeOffset now) => _now = now;
}
