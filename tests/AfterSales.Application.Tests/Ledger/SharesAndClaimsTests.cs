using AfterSales.Application.Ledger;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Ledger.PayingDesk;

namespace AfterSales.Application.Tests.Ledger;

/// <summary>Every yuan is borne by somebody, what comes back is booked against them, and the claim sheets say the same as the ledger (SPEC 4.2).</summary>
public sealed class SharesAndClaimsTests : IAsyncLifetime
{
    private static readonly DateOnly November = new(2026, 11, 1);
    private static readonly Share[] CourierBears = [new(Party.Courier, 100, "中通")];

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task ChangeShares_OfWhatWasBooked_MovesIt()
    {
        var payout = await ApprovedAsync(_desk, amount: 10);

        (await ShareAsync(payout, [new(Party.Store, 33.33m), new(Party.Warehouse, 33.33m), new(Party.Courier, 33.34m, " 中通 ")])).Ok.ShouldBeTrue();

        (await BorneAsync(_desk, Party.Courier, "中通"), await BorneAsync(_desk, Party.Store), await BorneAsync(_desk, Party.Warehouse)).ShouldBe((3.34m, 3.33m, 3.33m));
        await ShouldBalanceAsync(_desk);
        (await ShareAsync(payout, CourierBears, seen: 1)).Refusal!.Code.ShouldBe("action.stale");
        (await ShareAsync(payout, [new(Party.Store, 99)])).Refusal!.Code.ShouldBe("shares.not_whole");
    }

    [Fact]
    public async Task ChangeShares_OfAPerson_NeedsWhoMayApprove_AndSomebodyOfTheStore()
    {
        var payout = await ApprovedAsync(_desk);
        Share[] person = [new(Party.Person, 40, PersonId: _desk.OtherAgent.Id), new(Party.Store, 60)];

        (await ShareAsync(payout, person)).Refusal!.Code.ShouldBe("shares.person_by_supervisor");
        (await ShareAsync(payout, [new(Party.Person, 100, PersonId: Guid.CreateVersion7())], _desk.Supervisor)).Refusal!.Code.ShouldBe("shares.person_needed");
        (await ShareAsync(payout, person, _desk.Supervisor)).Ok.ShouldBeTrue();
        (await ShareAsync(payout, [new(Party.Person, 100, PersonId: _desk.OtherAgent.Id)])).Refusal!.Code.ShouldBe("shares.person_by_supervisor", "a supervisor said how much");
        (await ShareAsync(payout, [new(Party.Store, 100)], _desk.OtherAgent)).Refusal!.Code.ShouldBe("shares.person_by_supervisor", "nor is it theirs to be rid of it");
        (await ShareAsync(payout, [new(Party.Person, 40, PersonId: _desk.OtherAgent.Id), new(Party.Warehouse, 60)])).Ok.ShouldBeTrue("the rest is an agent's to say");
        (await BorneAsync(_desk, Party.Person)).ShouldBe(4.8m);
    }

    [Fact]
    public async Task Claim_ReceivedAsMuchAsIsBorne_LeavesNothing()
    {
        var (payout, claim) = await ClaimedAsync(0, 12, 12);

        await MoveAsync(payout, claim, ActionState.Done, new() { Amount = 12 });

        (await BorneAsync(_desk, Party.Courier), await BorneAsync(_desk, Party.Store)).ShouldBe((0m, 0m));
    }

    [Fact]
    public async Task Claim_ReceivedLess_TheStoreTakesTheRest()
    {
        var (payout, claim) = await ClaimedAsync(0, 12, 12);
        await MoveAsync(payout, claim, ActionState.Agreed, new() { Amount = 8 });

        await MoveAsync(payout, claim, ActionState.Done, new());

        (await BorneAsync(_desk, Party.Courier), await BorneAsync(_desk, Party.Store)).ShouldBe((0m, 4m));
        (await SheetAsync()).Lines.Single().ShouldSatisfyAllConditions(
            line => (line.Borne, line.Claimed, line.Agreed, line.Received, line.Lost, line.Open).ShouldBe((12m, 12m, 8m, 8m, 4m, 0m)));
    }

    [Fact]
    public async Task Claim_ReceivedMore_TheStoreHasTheGain()
    {
        var (payout, claim) = await ClaimedAsync(0, 12, 20);

        await MoveAsync(payout, claim, ActionState.Done, new() { Amount = 20 });

        (await BorneAsync(_desk, Party.Courier), await BorneAsync(_desk, Party.Store)).ShouldBe((0m, -8m));
        (await SheetAsync()).ShouldSatisfyAllConditions(sheet => sheet.Surplus.ShouldBe(8), sheet => sheet.Open.ShouldBe(0));
    }

    [Fact]
    public async Task Claim_Lost_MovesAllToTheStore_AndVoidingTheClaimTakesThatBack()
    {
        var (payout, claim) = await ClaimedAsync(0, 12, 12);
        await MoveAsync(payout, claim, ActionState.Failed, new() { Reason = "超过理赔期" });
        (await BorneAsync(_desk, Party.Courier), await BorneAsync(_desk, Party.Store)).ShouldBe((0m, 12m));

        (await _desk.Get<VoidAction>().ExecuteAsync(new(await NumberAsync(payout), claim, "记错工单"), _desk.Agent)).Refusal.ShouldBeNull();

        (await BorneAsync(_desk, Party.Courier), await BorneAsync(_desk, Party.Store)).ShouldBe((12m, 0m));
        await ShouldBalanceAsync(_desk);
    }

    [Fact]
    public async Task Claim_IsOver_AndItsRemedyIsVoided_NobodyBearsAnything()
    {
        var (payout, claim) = await ClaimedAsync(0, 12, 12);
        await MoveAsync(payout, claim, ActionState.Failed, new() { Reason = "超过理赔期" });

        (await _desk.Get<VoidAction>().ExecuteAsync(new(await NumberAsync(payout), payout.ActionId, "买家不要了"), _desk.Agent)).Refusal.ShouldBeNull();

        (await BorneAsync(_desk, Party.Courier), await BorneAsync(_desk, Party.Store)).ShouldBe((0m, 0m));
        (await SheetAsync()).Open.ShouldBe(0);
    }

    [Fact]
    public async Task Claim_IsOver_AndTheSharesChange_TheStoreBearsItOnce()
    {
        var (payout, claim) = await ClaimedAsync(0, 12, 12);
        await MoveAsync(payout, claim, ActionState.Done, new() { Amount = 8 });

        (await ShareAsync(payout, [new(Party.Store, 100)])).Refusal.ShouldBeNull();
        (await BorneAsync(_desk, Party.Courier), await BorneAsync(_desk, Party.Store)).ShouldBe((0m, 4m));

        (await ShareAsync(payout, CourierBears)).Refusal.ShouldBeNull();
        (await BorneAsync(_desk, Party.Courier), await BorneAsync(_desk, Party.Store)).ShouldBe((0m, 4m));
    }

    [Fact]
    public async Task Claim_IsPaid_BeforeTheGoodsAreSentAgain_TheCourierOwesNothingForThem()
    {
        var payout = await ApprovedAsync(_desk);
        var reship = await ActionAsync(payout, "reship", action => action.BorneBy(Shares.Of(CourierBears).Value!));
        var claim = await ClaimAsync(payout, 120, courier: "中通");
        await MoveAsync(payout, claim, ActionState.Done, new() { Amount = 120 });

        await MoveAsync(payout, reship, ActionState.Done, new() { Waybill = "78120000000001", Courier = "中通" });

        (await BorneAsync(_desk, Party.Courier), await BorneAsync(_desk, Party.Store)).ShouldBe((0m, 12.67m));
        (await SheetAsync()).Open.ShouldBe(0);
        await ShouldBalanceAsync(_desk);
    }

    [Fact]
    public async Task Claim_WithoutAnyShare_LowersWhatTheStoreBears()
    {
        var payout = await ApprovedAsync(_desk);
        var claim = await ClaimAsync(payout, 12, courier: "韵达");

        await MoveAsync(payout, claim, ActionState.Done, new() { Amount = 12 });

        (await BorneAsync(_desk, Party.Courier, "韵达"), await BorneAsync(_desk, Party.Store)).ShouldBe((0m, 0m));
        (await SheetsAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(sheet => sheet.Party.Name.ShouldBe("韵达"), sheet => sheet.Received.ShouldBe(12), sheet => sheet.Open.ShouldBe(0));
    }

    [Fact]
    public async Task Claim_ThatNamesTheCourierOtherwise_IsStillAgainstWhoBearsIt()
    {
        var payout = await ApprovedAsync(_desk);
        await ShareAsync(payout, CourierBears);
        var claim = await ClaimAsync(payout, 12, courier: "中通快递");

        await MoveAsync(payout, claim, ActionState.Done, new() { Amount = 12 });

        (await SheetsAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(sheet => sheet.Party.Name.ShouldBe("中通"), sheet => sheet.Open.ShouldBe(0));
    }

    [Fact]
    public async Task Sheets_OfAMonth_AddUpToTheLedger_AndCarryOverWhatIsOpen()
    {
        var (won, wonClaim) = await ClaimedAsync(0, 12, 12);
        var (lost, lostClaim) = await ClaimedAsync(1, 14, 14);
        var (open, openClaim) = await ClaimedAsync(2, 13, 13);
        var factory = await ApprovedAsync(_desk, 3, 9);
        await ShareAsync(factory, [new(Party.Supplier, 50, "海宁一厂"), new(Party.Courier, 50, "顺丰")]);
        await MoveAsync(won, wonClaim, ActionState.Done, new() { Amount = 10 });
        await MoveAsync(lost, lostClaim, ActionState.Failed, new() { Reason = "超过理赔期" });

        var sheets = await SheetsAsync();

        sheets.Select(sheet => (sheet.Party.Name, sheet.Borne, sheet.Received, sheet.Lost, sheet.Open)).ShouldBe([("中通", 39m, 10m, 16m, 13m), ("顺丰", 4.5m, 0m, 0m, 4.5m), ("海宁一厂", 4.5m, 0m, 0m, 4.5m)], ignoreOrder: true);
        foreach (var sheet in sheets) sheet.Open.ShouldBe(await BorneAsync(_desk, sheet.Party.Party, sheet.Party.Name), "what the ledger says");
        (await PartiesAsync()).Where(party => party.Party is Party.Courier or Party.Supplier).Sum(party => party.Balance).ShouldBe(sheets.Sum(sheet => sheet.Open));

        _desk.Time.Move(TimeSpan.FromDays(10));
        await MoveAsync(open, openClaim, ActionState.Done, new() { Amount = 13 });
        var december = (await _desk.Get<ClaimSheetQueries>().FindAsync(November.AddMonths(1), new(Party.Courier, "中通"), _desk.Agent)).Value!;
        december.Lines.Single().ShouldSatisfyAllConditions(line => (line.Before, line.Borne, line.Received, line.Open).ShouldBe((13m, 0m, 13m, 0m)));
        (await SheetAsync()).Open.ShouldBe(13, "a month that is over stays as it was");
    }

    [Fact]
    public async Task Parties_OfLaterDays_BeginWithWhatTheyBoreBefore()
    {
        var (payout, claim) = await ClaimedAsync(0, 12, 12);
        _desk.Time.Move(TimeSpan.FromDays(31));
        await MoveAsync(payout, claim, ActionState.Done, new() { Amount = 10 });

        var later = (await _desk.Get<LedgerQueries>().PartiesAsync(November.AddMonths(1), November.AddMonths(2), _desk.Agent)).Value!;

        later.Single(party => party.Party == Party.Courier).ShouldSatisfyAllConditions(party => (party.Before, party.Borne, party.Received, party.Moved, party.Balance).ShouldBe((12m, 0m, 10m, -2m, 0m)));
        (await PartiesAsync()).ShouldAllBe(party => party.Before == 0);
    }

    [Fact]
    public async Task Days_SumWhatWasGrantedPaidAndRecovered()
    {
        var (payout, claim) = await ClaimedAsync(0, 12, 12);
        await ApprovedAsync(_desk, 1, 5);
        await ByHandAsync(_desk, payout);
        _desk.Time.Move(TimeSpan.FromDays(1));
        await MoveAsync(payout, claim, ActionState.Done, new() { Amount = 12 });

        var days = (await _desk.Get<LedgerQueries>().DaysAsync(new(2026, 11, 1), new(2026, 11, 30), _desk.Agent)).Value!;

        days.ShouldBe([new LedgerDay(new(2026, 11, 23), 0, 0, 0, 12), new LedgerDay(new(2026, 11, 22), 17, 12, 0, 0)]);
        var lines = (await _desk.Get<LedgerQueries>().LinesAsync(new(2026, 11, 1), new(2026, 11, 30), 0, _desk.Agent, 3)).Value!;
        lines.Lines.Count.ShouldBe(3);
        (await _desk.Get<LedgerQueries>().LinesAsync(new(2026, 11, 1), new(2026, 11, 30), lines.Next!.Value, _desk.Agent)).Value!.Lines.ShouldAllBe(line => line.Id > lines.Next);
    }

    /// <summary>The example of docs/guide/money.md.</summary>
    [Fact]
    public async Task LostParcel_PartlyPaidReshippedAndClaimed_AddsUpToNothing()
    {
        var payout = await ApprovedAsync(_desk, 0, 40);
        await ShareAsync(payout, [new(Party.Courier, 70, "中通"), new(Party.Store, 30)]);
        await SendAsync(_desk, payout);
        await ConfirmAsync(_desk, payout);
        var reship = await ActionAsync(payout, "reship", action => action.BorneBy(Shares.Of(CourierBears).Value!));
        (await _desk.Get<LedgerQueries>().GoodsCostAsync(await NumberAsync(payout), reship, _desk.Agent)).Value.ShouldBe(120.67m);
        await MoveAsync(payout, reship, ActionState.Done, new() { Waybill = "78120000000001", Courier = "中通" });
        var claim = await ClaimAsync(payout, 148.67m);
        await MoveAsync(payout, claim, ActionState.Agreed, new() { Amount = 130 });
        await MoveAsync(payout, claim, ActionState.Done, new());

        await using var db = _desk.Db();
        var sums = await db.LedgerEntries.GroupBy(e => e.Account).Select(g => new { g.Key, Yuan = g.Sum(e => e.Yuan) }).Where(sum => sum.Yuan != 0).ToDictionaryAsync(sum => sum.Key, sum => sum.Yuan);
        sums.ShouldBe(new Dictionary<LedgerAccount, decimal> { [LedgerAccount.Borne] = 30.67m, [LedgerAccount.Paid] = -40, [LedgerAccount.Goods] = -120.67m, [LedgerAccount.Recovered] = 130 }, ignoreOrder: true);
        (await BorneAsync(_desk, Party.Store), await BorneAsync(_desk, Party.Courier)).ShouldBe((30.67m, 0m));
        (await SheetAsync()).Lines.Single().ShouldSatisfyAllConditions(
            line => (line.Borne, line.Claimed, line.Agreed, line.Received, line.Lost, line.Open).ShouldBe((148.67m, 148.67m, 130m, 130m, 18.67m, 0m)));
        await ShouldBalanceAsync(_desk);
    }

    [Theory]
    [InlineData(99.5, 99.5)]
    [InlineData(0, 0)]
    public async Task Reship_ForWhatSomebodyKnowsBetter_CostsThat_AndVoidingItTakesItBack(double said, double cost)
    {
        var payout = await ApprovedAsync(_desk);
        var reship = await ActionAsync(payout, "reship", action => action.BorneBy(Shares.Of(CourierBears).Value!));

        await MoveAsync(payout, reship, ActionState.Done, new() { Waybill = "1", Amount = (decimal)said });
        (await BorneAsync(_desk, Party.Courier)).ShouldBe((decimal)cost);
        if (said > 0)
        {
            (await _desk.Get<ChangeShares>().ExecuteAsync(new(await NumberAsync(payout), reship, [new(Party.Warehouse, 100)]), _desk.Agent)).Refusal.ShouldBeNull();
            (await BorneAsync(_desk, Party.Warehouse), await BorneAsync(_desk, Party.Courier)).ShouldBe(((decimal)cost, 0m));
        }

        (await _desk.Get<VoidAction>().ExecuteAsync(new(await NumberAsync(payout), reship, "没发出去"), _desk.Agent)).Refusal.ShouldBeNull();
        (await BorneAsync(_desk, Party.Warehouse), await BorneAsync(_desk, Party.Courier)).ShouldBe((0m, 0m));
    }

    /// <summary>A payment that the courier bears, and a claim against it.</summary>
    private async Task<(Payout Payout, Guid Claim)> ClaimedAsync(int order, decimal amount, decimal claimed)
    {
        var payout = await ApprovedAsync(_desk, order, amount);
        (await ShareAsync(payout, CourierBears)).Refusal.ShouldBeNull();
        return (payout, await ClaimAsync(payout, claimed));
    }

    private async Task<Guid> ClaimAsync(Payout payout, decimal amount, string? courier = null)
    {
        var claim = await ActionAsync(payout, "courier claim");
        await MoveAsync(payout, claim, ActionState.Requested, new() { Amount = amount, Courier = courier });
        return claim;
    }

    private async Task<Guid> ActionAsync(Payout payout, string word, Action<CaseAction>? with = null)
    {
        var action = CaseAction.Agree(Ids.New(_desk.Time.Now), _desk.StoreId, payout.CaseId, 1, new(ActionCatalogue.Find(word)!, null, [], WaitsForReturn: false), _desk.Agent.Id, _desk.Time.Now);
        with?.Invoke(action);
        await using var db = _desk.Db();
        db.CaseActions.Add(action);
        await db.SaveChangesAsync();
        return action.Id;
    }

    private async Task MoveAsync(Payout payout, Guid claim, ActionState to, ActionDetails details) =>
        (await _desk.Get<MoveAction>().ExecuteAsync(new(await NumberAsync(payout), claim, to, details), _desk.Agent)).Refusal.ShouldBeNull();

    private async Task<Result<int>> ShareAsync(Payout payout, Share[] parts, Actor? actor = null, int? seen = null) =>
        await _desk.Get<ChangeShares>().ExecuteAsync(new(await NumberAsync(payout), payout.ActionId, parts, seen), actor ?? _desk.Agent);

    private async Task<IReadOnlyList<ClaimSheet>> SheetsAsync() => (await _desk.Get<ClaimSheetQueries>().OfMonthAsync(November, _desk.Agent)).Value!;

    private async Task<ClaimSheet> SheetAsync() => (await _desk.Get<ClaimSheetQueries>().FindAsync(November, new(Party.Courier, "中通"), _desk.Agent)).Value!;

    private async Task<IReadOnlyList<LedgerParty>> PartiesAsync() => (await _desk.Get<LedgerQueries>().PartiesAsync(new(2026, 11, 1), new(2026, 11, 30), _desk.Agent)).Value!;

    private async Task<string> NumberAsync(Payout payout)
    {
        await using var db = _desk.Db();
        return await db.Cases.Where(c => c.Id == payout.CaseId).Select(c => c.Number).SingleAsync();
    }
}
