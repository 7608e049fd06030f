using AfterSales.Web.Playbooks;

namespace AfterSales.Web.Tests.Playbooks;

public sealed class OneAtATimeTests
{
    private readonly OneAtATime _acts = new();
    private readonly TaskCompletionSource _first = new();
    private readonly List<string> _done = [];

    [Fact]
    public async Task Try_TapWhileAnotherActIsUnderWay_IsNotDoneAndSaysSo()
    {
        var first = FirstAsync();

        (await _acts.TryAsync(waits: false, () => DoAsync("tap"))).ShouldBeFalse();

        _first.SetResult();
        (await first).ShouldBeTrue();
        _done.ShouldBe(["first"]);
    }

    [Fact]
    public async Task Try_FormWhileAnotherActIsUnderWay_IsDoneAfterIt()
    {
        var first = FirstAsync();

        var form = _acts.TryAsync(waits: true, () => DoAsync("form"));
        form.IsCompleted.ShouldBeFalse();

        _first.SetResult();
        (await form).ShouldBeTrue();
        (await first).ShouldBeTrue();
        _done.ShouldBe(["first", "form"]);
    }

    [Fact]
    public async Task Try_AfterAnActThatFailed_IsDone()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => _acts.TryAsync(waits: false, () => throw new InvalidOperationException("broken")));

        (await _acts.TryAsync(waits: false, () => DoAsync("next"))).ShouldBeTrue();
        _done.ShouldBe(["next"]);
    }

    private Task<bool> FirstAsync() => _acts.TryAsync(waits: false, async () =>
    {
        await _first.Task;
        await DoAsync("first");
    });

    private Task DoAsync(string what)
    {
        _done.Add(what);
        return Task.CompletedTask;
    }
}
