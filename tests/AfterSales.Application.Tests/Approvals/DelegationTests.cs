using AfterSales.Application.Approvals;
using AfterSales.Application.People;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Remedies.QualityCase;

namespace AfterSales.Application.Tests.Approvals;

public sealed class DelegationTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Delegate_DecidesForWhoIsAbsent_AndTheDecisionSaysSo()
    {
        var number = await AskAsync(45);
        (await DecideAsync(_desk, number, Verdict.Approved, _desk.OtherAgent)).Refusal!.Code.ShouldBe("approval.not_theirs");
        await LeaveAsync(_desk.Supervisor, _desk.OtherAgent);
        (await InboxAsync(_desk.OtherAgent)).ShouldBe([number]);
        (await _desk.Get<OpenApprovals>().CountAsync(_desk.OtherAgent)).ShouldBe(1);

        (await DecideAsync(_desk, number, Verdict.Approved, _desk.OtherAgent)).Value!.State.ShouldBe(ApprovalState.Approved);

        (await RequestAsync(_desk, number)).Decisions.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            d => d.ById.ShouldBe(_desk.OtherAgent.Id!.Value), d => d.ForId.ShouldBe(_desk.Supervisor.Id), d => d.ForName.ShouldBe("主管"), d => d.AsRole.ShouldBe(Role.Supervisor));
    }

    [Fact]
    public async Task Delegate_NeverHasMoreThanTheDelegator()
    {
        await LeaveAsync(_desk.Supervisor, _desk.OtherAgent);
        var number = await AskAsync(200.01m);

        (await DecideAsync(_desk, number, Verdict.Approved, _desk.OtherAgent)).Refusal!.Code.ShouldBe("approval.not_theirs");

        (await InboxAsync(_desk.OtherAgent)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Delegate_WhoseDelegatorIsSupervisorNoLonger_DecidesNothing()
    {
        var number = await AskAsync(45);
        await LeaveAsync(_desk.Supervisor, _desk.OtherAgent);
        (await _desk.Get<ChangeRoles>().ExecuteAsync(new(_desk.Supervisor.Id!.Value, [Role.Supervisor], [Role.AfterSales]), _desk.Owner)).Refusal.ShouldBeNull();

        (await DecideAsync(_desk, number, Verdict.Approved, _desk.OtherAgent)).Refusal!.Code.ShouldBe("approval.not_theirs");
    }

    [Fact]
    public async Task Delegate_DoesNotDecideWhatTheyAskedThemselves()
    {
        await LeaveAsync(_desk.Supervisor, _desk.Agent);
        var number = await AskAsync(45);

        (await DecideAsync(_desk, number, Verdict.Approved, _desk.Agent)).Refusal!.Code.ShouldBe("approval.own");

        (await InboxAsync(_desk.Agent)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Delegate_DoesNotDecideWhatTheDelegatorHadAHandIn()
    {
        var number = await OpenAsync(_desk, "1000.00", refused: true);
        (await AgreeAsync(_desk, number, 45, actor: _desk.Supervisor)).Value!.ApprovalId.ShouldNotBeNull();
        await LeaveAsync(_desk.Supervisor, _desk.OtherAgent);

        // Neither as themselves, who may decide nothing, nor for the supervisor, who asked.
        (await DecideAsync(_desk, number, Verdict.Approved, _desk.OtherAgent)).Refusal!.Code.ShouldBe("approval.not_theirs");
        (await InboxAsync(_desk.OtherAgent)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Delegate_AndDelegator_AreOneSignature()
    {
        var policy = SpendingPolicy.Default with { Signatures = [new(10, new(SignatureMode.AllOf, [Role.Supervisor, Role.Supervisor]))] };
        await _desk.Get<ChangeSpendingPolicy>().ExecuteAsync(new(1, policy), _desk.Owner);
        var number = await AskAsync(45);
        await LeaveAsync(_desk.Supervisor, _desk.OtherAgent);
        (await DecideAsync(_desk, number, Verdict.Approved)).Value!.IsFinal.ShouldBeFalse();

        (await DecideAsync(_desk, number, Verdict.Approved, _desk.OtherAgent)).Ok.ShouldBeFalse("the supervisor signed already");
    }

    [Fact]
    public async Task Delegation_HoldsFromItsStartToItsEnd_OrUntilItIsEnded()
    {
        var number = await AskAsync(45);
        var id = await LeaveAsync(_desk.Supervisor, _desk.OtherAgent, inHours: 1);
        (await InboxAsync(_desk.OtherAgent)).ShouldBeEmpty("not yet");
        _desk.Time.Move(TimeSpan.FromHours(1));
        (await InboxAsync(_desk.OtherAgent)).ShouldBe([number]);

        (await _desk.Get<EndDelegation>().ExecuteAsync(id, _desk.Agent)).Refusal!.Code.ShouldBe("forbidden");
        (await _desk.Get<EndDelegation>().ExecuteAsync(id, _desk.Supervisor)).Refusal.ShouldBeNull();
        (await InboxAsync(_desk.OtherAgent)).ShouldBeEmpty();
        (await _desk.Get<EndDelegation>().ExecuteAsync(id, _desk.Supervisor)).Refusal!.Code.ShouldBe("delegation.over");
    }

    [Fact]
    public async Task Delegate_IsToldOfIt_AndOfWhatIsAsked()
    {
        await LeaveAsync(_desk.Supervisor, _desk.OtherAgent);
        await AskAsync(45);

        await using var db = _desk.Db();
        var told = await db.Notifications.Where(n => n.PersonId == _desk.OtherAgent.Id).Select(n => n.Kind).ToListAsync();
        told.ShouldBe(["delegation.given", "approval.asked"], ignoreOrder: true);
    }

    [Fact]
    public async Task Delegate_ToWhomItMayBeLeft_AndBywhom()
    {
        var administrator = await _desk.PersonAsync("管理员", Role.Administrator);
        var both = await _desk.PersonAsync("仓库客服", Role.Warehouse, Role.AfterSales);
        (await TryAsync(_desk.Agent, _desk.OtherAgent)).Refusal!.Code.ShouldBe("forbidden");
        (await TryAsync(_desk.Supervisor, _desk.Warehouse)).Refusal!.Code.ShouldBe("delegation.unfit");
        (await TryAsync(_desk.Supervisor, administrator)).Refusal!.Code.ShouldBe("delegation.unfit");
        (await TryAsync(_desk.Supervisor, await _desk.StrangerAsync())).Refusal!.Code.ShouldBe("delegation.unfit");
        (await TryAsync(_desk.Supervisor, _desk.Supervisor)).Refusal!.Code.ShouldBe("delegation.to_oneself");
        (await TryAsync(_desk.Supervisor, both, why: " ")).Refusal!.Code.ShouldBe("approval.reason_needed");
        (await TryAsync(_desk.Supervisor, both)).Ok.ShouldBeTrue();
        (await TryAsync(_desk.Supervisor, _desk.Owner)).Refusal!.Code.ShouldBe("delegation.overlaps");

        var now = (await _desk.Get<DelegationQueries>().NowAsync(_desk.Owner)).Value!;
        now.Delegations.ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.From.ShouldBe("主管"), d => d.To.ShouldBe("仓库客服"), d => d.MayEnd.ShouldBeTrue());
        now.Fit.Select(one => one.Name).ShouldBe(["主管", "仓库客服", "客服甲", "客服乙"], ignoreOrder: true);
    }

    private async Task<string> AskAsync(decimal amount)
    {
        var number = await OpenAsync(_desk, "1000.00", refused: true);
        (await AgreeAsync(_desk, number, amount)).Value!.ApprovalId.ShouldNotBeNull();
        return number;
    }

    private async Task<Guid> LeaveAsync(Actor from, Actor to, int inHours = 0) =>
        (await _desk.Get<DelegateApprovals>().ExecuteAsync(new(to.Id!.Value, _desk.Time.Now.AddHours(inHours), _desk.Time.Now.AddDays(3), "休假"), from)).Value;

    private Task<Result<Guid>> TryAsync(Actor from, Actor to, string why = "休假") =>
        _desk.Get<DelegateApprovals>().ExecuteAsync(new(to.Id!.Value, null, _desk.Time.Now.AddDays(3), why), from);

    private async Task<IEnumerable<string>> InboxAsync(Actor actor) => (await _desk.Get<ApprovalQueries>().InboxAsync(actor)).Value!.Rows.Select(row => row.Number);
}
