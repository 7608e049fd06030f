using AfterSales.Application.Approvals;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using static AfterSales.Application.Tests.Remedies.QualityCase;

namespace AfterSales.Application.Tests.Approvals;

/// <summary>The rules of SPEC 1 and 4.2, each by agreeing a remedy.</summary>
public sealed class AuthorityTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Agent_MayGrant15ACase()
    {
        await AgreedAsync(await OpenAsync(_desk), 15, _desk.Agent);
        await AskedAsync(await OpenAsync(_desk, 1), 15.01m, _desk.Agent, "supervisor", "over one's authority");
    }

    [Fact]
    public async Task Agent_WhatTheCaseCostAlready_IsLeftOff()
    {
        var number = await OpenAsync(_desk);
        (await AgreeAsync(_desk, number, 10, "coupon")).Value!.ApprovalId.ShouldBeNull();

        // Another agent's grant counts, too: it is the case that may cost ¥15.
        await AskedAsync(number, 5.01m, _desk.OtherAgent, "supervisor", "over one's authority");
    }

    [Fact]
    public async Task PreSales_MayGrantOnePerCentOfTheOrder_ThreeTimesADay()
    {
        var preSales = await _desk.PersonAsync("售前", Role.PreSales);
        await AskedAsync(await OpenAsync(_desk), 2.02m, preSales, "supervisor", "over one's authority");
        for (var order = 1; order <= 3; order++) await AgreedAsync(await OpenAsync(_desk, order), 2.01m, preSales);

        await AskedAsync(await OpenAsync(_desk, 4), 1, preSales, "supervisor", "over one's authority");

        _desk.Time.Move(TimeSpan.FromDays(1));
        await AgreedAsync(await OpenAsync(_desk, 5), 1, preSales);
    }

    [Fact]
    public async Task ChangedTerms_CountAgainstWhoChangedThem_OnTheDayTheyDid()
    {
        var limits = new Dictionary<Role, SpendingLimit> { [Role.AfterSales] = new() { ADay = 20 } };
        (await _desk.Get<ChangeSpendingPolicy>().ExecuteAsync(new(1, SpendingPolicy.Default with { Roles = limits }), _desk.Owner)).Refusal.ShouldBeNull();
        var number = await OpenAsync(_desk);
        var agreed = (await AgreeAsync(_desk, number, 1, actor: _desk.OtherAgent)).Value!;
        _desk.Time.Move(TimeSpan.FromDays(1));

        (await _desk.Get<Application.Remedies.ChangeRemedy>().ExecuteAsync(new(number, agreed.ActionId, 15, PayoutMethod.SmallTransfer, null, "再议", "change-1"), _desk.Agent)).Value!.ApprovalId.ShouldBeNull();

        await AskedAsync(await OpenAsync(_desk, 1), 5.01m, _desk.Agent, "supervisor", "over one's authority");
        await AgreedAsync(await OpenAsync(_desk, 2), 15, _desk.OtherAgent);
    }

    [Theory]
    [InlineData(Role.Warehouse)]
    [InlineData(Role.PreSales)]
    public async Task SecondRole_DoesNotLiftTheLimitsOfTheFirst(Role second)
    {
        var limits = new Dictionary<Role, SpendingLimit> { [Role.AfterSales] = new() { ADay = 20 }, [Role.PreSales] = new() { TimesADay = 1 } };
        (await _desk.Get<ChangeSpendingPolicy>().ExecuteAsync(new(1, SpendingPolicy.Default with { Roles = limits }), _desk.Owner)).Refusal.ShouldBeNull();
        var both = Actor.Person(_desk.Agent.Id!.Value, _desk.Agent.Name, _desk.StoreId, [Role.AfterSales, second]);
        await AgreedAsync(await OpenAsync(_desk), 15, both);

        await AskedAsync(await OpenAsync(_desk, 1), 5.01m, both, "supervisor", "over one's authority");
        await AgreedAsync(await OpenAsync(_desk, 2), 5, both);
    }

    [Fact]
    public async Task ReviewAgent_MayGrant30ACase()
    {
        var review = await _desk.PersonAsync("评价", Role.Review);
        var number = await OpenAsync(_desk, "399.00");
        await AskedAsync(number, 30.01m, review, "supervisor", "over one's authority");
        await TakenBackAsync(number, review);
        await AgreedAsync(number, 30, review);
    }

    [Fact]
    public async Task Supervisor_DecidesUpTo200_TheOwnerAbove()
    {
        var number = await OpenAsync(_desk, "1000.00", refused: true);
        await AskedAsync(number, 200.01m, _desk.Agent, "owner", "over the supervisor's authority");
        (await DecideAsync(_desk, number, Verdict.Approved)).Refusal!.Code.ShouldBe("approval.not_theirs");
        (await DecideAsync(_desk, number, Verdict.Rejected, _desk.Owner, reason: "太多")).Refusal.ShouldBeNull();
        _desk.Time.Move(TimeSpan.FromMinutes(1));

        await AskedAsync(number, 200, _desk.Agent, "supervisor", "over one's authority");
        (await DecideAsync(_desk, number, Verdict.Approved)).Value!.State.ShouldBe(ApprovalState.Approved);
    }

    [Fact]
    public async Task Owner_BelowTheMarginFloor_OnlyWithAReason()
    {
        var number = await OpenAsync(_desk, refused: true);
        // ¥201.12 at 40 % leaves ¥80.45.
        await AskedAsync(number, 80.46m, _desk.Agent, "owner", "margin below the floor");

        (await DecideAsync(_desk, number, Verdict.Approved)).Refusal!.Code.ShouldBe("approval.not_theirs");
        (await DecideAsync(_desk, number, Verdict.Approved, _desk.Owner)).Refusal!.Code.ShouldBe("approval.reason_needed");
        (await DecideAsync(_desk, number, Verdict.Approved, _desk.Owner, reason: "老客户，差评影响更大")).Value!.State.ShouldBe(ApprovalState.Approved);

        (await PayoutAsync(_desk, number)).State.ShouldBe(PayoutState.Approved);
        (await RequestAsync(_desk, number)).Decisions.ShouldHaveSingleItem().Reason.ShouldBe("老客户，差评影响更大");
    }

    [Fact]
    public async Task Owner_ByThemselves_GrantsWithoutAsking_AboveTheMarginFloor()
    {
        await AgreedAsync(await OpenAsync(_desk, "399.00"), 50, _desk.Owner);
    }

    [Theory]
    [InlineData("201.12", "浙江省 杭州市", 10)]
    [InlineData("201.12", "浙江省 宁波市", 10)]
    [InlineData("201.12", "广东省 广州市", 15)]
    [InlineData("399.00", "广东省 广州市", 50)]
    public async Task Guide_ByRegionAndValue_OverItASupervisorDecides(string paid, string address, decimal guide)
    {
        // Whose own authority reaches further than any guide.
        var number = await OpenAsync(_desk, paid, address);
        await AskedAsync(number, guide + 0.01m, _desk.Supervisor, "supervisor", "over the guide");
        (await DecideAsync(_desk, number, Verdict.Approved)).Refusal!.Code.ShouldBe("approval.own");
        await TakenBackAsync(number, _desk.Supervisor);

        await AgreedAsync(number, guide, _desk.Supervisor);
    }

    [Fact]
    public async Task NeverMoreThanWasPaid_WhoeverAsks()
    {
        var number = await OpenAsync(_desk, refused: true);
        foreach (var actor in (Actor[])[_desk.Agent, _desk.Supervisor, _desk.Owner])
            (await AgreeAsync(_desk, number, 201.13m, actor: actor)).Refusal!.Code.ShouldBe("remedy.refused");
    }

    [Fact]
    public async Task NeverMoreThanWasPaid_InPartsNeither()
    {
        var number = await OpenAsync(_desk);
        await AskedAsync(number, 80, _desk.Agent, "supervisor", "over one's authority");
        (await DecideAsync(_desk, number, Verdict.Approved)).Refusal.ShouldBeNull();
        _desk.Time.Move(TimeSpan.FromDays(31));

        var refused = (await AgreeAsync(_desk, number, 121.13m, "coupon", _desk.Owner)).Refusal!;

        (refused.Code, refused.Args[1]).ShouldBe(("remedy.refused", "more than was paid"));
    }

    [Theory]
    [InlineData("201.12", 80, 0.45, 0.46, "margin below the floor")]
    [InlineData("1000.00", 190, 10, 10.01, "over the supervisor's authority")]
    public async Task WhatIsTheOwners_IsTheOwnersInPartsToo(string paid, int first, double justWithin, double justOver, string cause)
    {
        var (within, over) = ((decimal)justWithin, (decimal)justOver);
        var number = await OpenAsync(_desk, paid);
        await AskedAsync(number, first, _desk.Agent, "supervisor", "over one's authority");
        (await DecideAsync(_desk, number, Verdict.Approved)).Refusal.ShouldBeNull();
        var queries = _desk.Get<Application.Remedies.ActionQueries>();

        var terms = (await queries.TermsAsync(_desk.Agent, number, "coupon", over, null)).Value!.Terms;

        terms.Decider.ShouldBe("owner");
        terms.Causes.ShouldContain(cause);
        (await queries.TermsAsync(_desk.Agent, number, "coupon", within, null)).Value!.Terms.Decider.ShouldBe("supervisor");
        (await queries.TermsAsync(_desk.Agent, number, "partial discount", first + within, null, (await RequestAsync(_desk, number)).ActionId)).Value!.Terms.Decider.ShouldBe("supervisor", "what takes its place does not come on top");
    }

    [Fact]
    public async Task BuyerWhoRefusesTheGuide_IsASupervisorsDecision_HoweverLittle() =>
        await AskedAsync(await OpenAsync(_desk, refused: true), 1, _desk.Agent, "supervisor", "asked by the playbook");

    private async Task AgreedAsync(string number, decimal amount, Actor actor)
    {
        var agreed = await AgreeAsync(_desk, number, amount, actor: actor);
        agreed.Refusal.ShouldBeNull();
        agreed.Value!.ApprovalId.ShouldBeNull();
    }

    private async Task AskedAsync(string number, decimal amount, Actor actor, string decider, string cause)
    {
        var agreed = await AgreeAsync(_desk, number, amount, actor: actor);
        agreed.Refusal.ShouldBeNull();
        agreed.Value!.ApprovalId.ShouldNotBeNull();
        var request = await RequestAsync(_desk, number);
        request.Decider.ShouldBe(decider);
        request.Causes.ShouldContain(cause);
        (await PayoutAsync(_desk, number, request.ActionId)).State.ShouldBe(PayoutState.Requested);
    }

    private async Task TakenBackAsync(string number, Actor actor)
    {
        var request = await RequestAsync(_desk, number);
        (await _desk.Get<Application.Remedies.VoidAction>().ExecuteAsync(new(number, request.ActionId, "改小"), actor)).Refusal.ShouldBeNull();
    }
}
