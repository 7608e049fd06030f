using AfterSales.Application.Conversations;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Tests.Conversations;

public sealed class MakePromiseTests : IAsyncLifetime
{
    private TestDesk _desk = null!;
    private string _number = "";

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.CreateAsync();
        _number = await _desk.BuyerSaysAsync("买家", "少了一件");
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private async Task<Refusal?> PromiseAsync(int hours, SeenPromise? seen) =>
        (await _desk.Get<MakePromise>().ExecuteAsync(new(_number, By(hours), seen), _desk.Agent)).Refusal;

    private static DateTimeOffset By(int hours) => TestDesk.Start.AddHours(hours);

    [Fact]
    public async Task Execute_AnotherPromiseMadeMeanwhile_IsAConflictThatSaysWhich()
    {
        (await PromiseAsync(2, new(null))).ShouldBeNull();
        var late = (await PromiseAsync(4, new(null))).ShouldNotBeNull();
        (late.Kind, late.Code).ShouldBe((RefusalKind.Conflict, "promise.changed"));
        late.Args.ShouldBe([By(2)]);
        (await PromiseAsync(4, new(By(2)))).ShouldBeNull("it has been seen now");
    }

    [Fact]
    public async Task Execute_ThePromiseSeenWasKeptMeanwhile_IsAConflict()
    {
        (await PromiseAsync(2, new(null))).ShouldBeNull();
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(_number, "亲，补发单号来了"), _desk.OtherAgent)).Refusal.ShouldBeNull();
        (await PromiseAsync(4, new(By(2)))).ShouldNotBeNull().Args.ShouldBeEmpty();
    }

    [Fact]
    public async Task Execute_WhereItDoesNotMatter_ReplacesThePromise()
    {
        (await PromiseAsync(2, null)).ShouldBeNull();
        (await PromiseAsync(4, null)).ShouldBeNull();
    }
}
