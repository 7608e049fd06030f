using AfterSales.Application.Approvals;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Remedies.QualityCase;

namespace AfterSales.Application.Tests.Approvals;

/// <summary>Several signatures, as the spending policy asks for them from an amount on.</summary>
public sealed class SignatureTests : IAsyncLifetime
{
    private TestDesk _desk = null!;
    private Actor _second = null!;

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.CreateAsync();
        _second = await _desk.PersonAsync("主管二", Role.Supervisor);
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task InOrder_EachAfterTheOther_AndTheNextIsTold()
    {
        var number = await AskAsync(SignatureMode.InOrder, 150);
        (await ToldAsync()).ShouldBe([_desk.Supervisor.Id!.Value, _second.Id!.Value], ignoreOrder: true);

        (await DecideAsync(_desk, number, Verdict.Approved)).Value.ShouldBe(new ApprovalDecided(ApprovalState.Open, false));
        (await PayoutAsync(_desk, number)).State.ShouldBe(PayoutState.Requested);
        (await ToldAsync()).ShouldContain(_desk.Owner.Id!.Value);
        (await DecideAsync(_desk, number, Verdict.Approved)).Refusal!.Code.ShouldBe("approval.signed_already");
        (await DecideAsync(_desk, number, Verdict.Approved, _second)).Refusal!.Code.ShouldBe("approval.not_theirs");

        (await DecideAsync(_desk, number, Verdict.Approved, _desk.Owner)).Value.ShouldBe(new ApprovalDecided(ApprovalState.Approved, true));
        (await PayoutAsync(_desk, number)).State.ShouldBe(PayoutState.Approved);
    }

    [Fact]
    public async Task AllOf_InAnyOrder_ByDifferentPeople()
    {
        var number = await AskAsync(SignatureMode.AllOf, 150);

        (await DecideAsync(_desk, number, Verdict.Approved, _desk.Owner)).Value!.IsFinal.ShouldBeFalse();
        (await DecideAsync(_desk, number, Verdict.Approved, _desk.Owner)).Refusal!.Code.ShouldBe("approval.signed_already");
        (await DecideAsync(_desk, number, Verdict.Approved, _second)).Value!.IsFinal.ShouldBeTrue();

        (await RequestAsync(_desk, number)).Decisions.Select(d => d.AsRole).ShouldBe([Role.Owner, Role.Supervisor], ignoreOrder: true);
    }

    [Fact]
    public async Task AllOf_ASecondSupervisor_DoesNotStandInForTheOwner()
    {
        var number = await AskAsync(SignatureMode.AllOf, 150);
        (await DecideAsync(_desk, number, Verdict.Approved)).Value!.IsFinal.ShouldBeFalse();

        (await DecideAsync(_desk, number, Verdict.Approved, _second)).Refusal!.Code.ShouldBe("approval.not_theirs");
    }

    [Fact]
    public async Task Lowered_EarlierSignatures_AreGivenAnew()
    {
        var number = await AskAsync(SignatureMode.InOrder, 150);
        await DecideAsync(_desk, number, Verdict.Approved);

        (await DecideAsync(_desk, number, Verdict.Approved, _desk.Owner, amount: 120)).Value!.IsFinal.ShouldBeFalse("the supervisor signed for ¥150");
        (await DecideAsync(_desk, number, Verdict.Approved)).Value!.State.ShouldBe(ApprovalState.Approved);

        (await PayoutAsync(_desk, number)).ShouldSatisfyAllConditions(p => p.Amount.ShouldBe(120), p => p.State.ShouldBe(PayoutState.Approved));
    }

    [Fact]
    public async Task OneNo_IsEnough()
    {
        var number = await AskAsync(SignatureMode.AllOf, 150);
        await DecideAsync(_desk, number, Verdict.Approved);

        (await DecideAsync(_desk, number, Verdict.Rejected, _desk.Owner, reason: "不值")).Value!.State.ShouldBe(ApprovalState.Rejected);

        (await PayoutAsync(_desk, number)).State.ShouldBe(PayoutState.Voided);
    }

    [Fact]
    public async Task BelowTheRule_OneOfThemIsEnough()
    {
        var number = await AskAsync(SignatureMode.InOrder, 99.99m);

        (await DecideAsync(_desk, number, Verdict.Approved)).Value!.State.ShouldBe(ApprovalState.Approved);
    }

    private async Task<string> AskAsync(SignatureMode mode, decimal amount)
    {
        var policy = SpendingPolicy.Default with { Signatures = [new(100, new(mode, [Role.Supervisor, Role.Owner]))] };
        (await _desk.Get<ChangeSpendingPolicy>().ExecuteAsync(new(1, policy), _desk.Owner)).Value.ShouldBe(2);
        var number = await OpenAsync(_desk, "1000.00", refused: true);
        (await AgreeAsync(_desk, number, amount)).Value!.ApprovalId.ShouldNotBeNull();
        return number;
    }

    private async Task<List<Guid>> ToldAsync()
    {
        await using var db = _desk.Db();
        return await db.Notifications.Where(n => n.Kind == "approval.asked").Select(n => n.PersonId).ToListAsync();
    }
}
