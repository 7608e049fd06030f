using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;

namespace AfterSales.Application.Tests.Cases;

public sealed class CaseQueriesTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task ChangedDetails_AskedForAtOnce_IsOneReadingForThoseWhoMayLook()
    {
        var cases = _desk.Get<CaseQueries>();
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");

        var one = cases.ChangedDetailsAsync(_desk.Agent, number);
        var two = cases.ChangedDetailsAsync(_desk.Supervisor, number);
        var stranger = cases.ChangedDetailsAsync(_desk.Agent with { Permissions = [] }, number);

        (await two).Value.ShouldNotBeNull().ShouldBeSameAs((await one).Value);
        (await stranger).Refusal!.Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task ChangedDetails_AskedForAfterAChange_HasIt()
    {
        var cases = _desk.Get<CaseQueries>();
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        var before = cases.ChangedDetailsAsync(_desk.Agent, number);
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "亲，抱歉"), _desk.Agent)).Refusal.ShouldBeNull();

        (await cases.ChangedDetailsAsync(_desk.Supervisor, number)).Value!.Case.AssigneeId.ShouldBe(_desk.Agent.Id);
        (await before).Value!.Case.Number.ShouldBe(number);
    }

    [Fact]
    public async Task ChangedDetails_ThePageThatAskedFirstIsBusy_TheOthersDoNotWaitForIt()
    {
        var cases = _desk.Get<CaseQueries>();
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        var own = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new BusyPage());
        try
        {
            _ = cases.ChangedDetailsAsync(_desk.Agent, number);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(own);
        }
        (await cases.ChangedDetailsAsync(_desk.Supervisor, number).WaitAsync(TimeSpan.FromSeconds(30))).Refusal.ShouldBeNull();
    }

    private sealed class BusyPage : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
