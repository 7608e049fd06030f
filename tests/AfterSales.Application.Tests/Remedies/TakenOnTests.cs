using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Customers;
using AfterSales.Application.Orders;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Remedies.RemedyDesk;

namespace AfterSales.Application.Tests.Remedies;

/// <summary>What is taken on by itself, what ticks by itself, and remedies that change.</summary>
public sealed class TakenOnTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task TakeOn_AnObligation_IsOpenOnce_AndDueAsTheGuidanceSays()
    {
        var number = await WrongItemAsync(_desk);
        var duty = (await _desk.Get<GuidanceQueries>().OfCaseAsync(_desk.Agent, number)).Value!.Guidance.Duties.First(d => ActionCatalogue.Find(d.Obligation) is { Flow: ActionFlow.Task, Desk: Desk.Agent });

        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => TakeOnAsync(number, duty.Obligation))));

        taken.ShouldAllBe(one => one.Ok);
        taken.Select(one => one.Value).Distinct().Count().ShouldBe(1);
        var action = await ActionAsync(_desk, number, duty.Obligation);
        (action.State, action.DueAt, action.RemedyId).ShouldBe((ActionState.Open, _desk.Time.Now + duty.Within, null));
        (await TakeOnAsync(number, duty.Obligation, isDone: true)).Refusal.ShouldBeNull();
        (await ActionAsync(_desk, number, duty.Obligation)).State.ShouldBe(ActionState.Done);
    }

    [Fact]
    public async Task TakeOn_WhatIsNoAction_IsRefused()
    {
        var number = await WrongItemAsync(_desk);
        (await TakeOnAsync(number, "refund only")).Refusal!.Code.ShouldBe("action.unknown", "a remedy is agreed");
        (await TakeOnAsync(number, "SF only")).Refusal!.Code.ShouldBe("action.unknown", "a term is nothing to do");
        (await TakeOnAsync(number, "courier claim", isDone: true)).Refusal!.Code.ShouldBe("action.illegal_move");
        (await _desk.Get<TakeOnAction>().ExecuteAsync(new(number, "courier query", _desk.Time.Now), _desk.Agent)).Refusal!.Code.ShouldBe("action.by_past");
        (await _desk.Get<TakeOnAction>().ExecuteAsync(new(number, "courier query"), _desk.Warehouse)).Refusal!.Code.ShouldBe("forbidden");
        (await _desk.Get<TakeOnAction>().ExecuteAsync(new(number, "stock note", IsDone: true), _desk.Warehouse)).Refusal.ShouldBeNull();
        (await _desk.Get<TakeOnAction>().ExecuteAsync(new(number, "courier query"), await _desk.StrangerAsync())).Refusal!.Code.ShouldBe("case.not_found");
    }

    [Fact]
    public async Task Ask_TheWarehouse_StandsOnItsDesk_UntilItAnswers()
    {
        var number = await QualityCase.OpenAsync(_desk);
        for (var twice = 0; twice < 2; twice++)
            (await _desk.Get<RequestEvidence>().ExecuteAsync(new(number, ["weigh slip", "photo of the goods"]), _desk.Agent)).Refusal.ShouldBeNull();
        (await QualityCase.ActionsAsync(_desk, number)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(a => a.Word.ShouldBe("weigh slip"), a => a.Desk.ShouldBe(Desk.Warehouse), a => a.IsRequired.ShouldBeFalse());

        (await _desk.Get<SayFacts>().ExecuteAsync(new(number, new Dictionary<string, Value>(StringComparer.Ordinal) { ["weigh slip"] = Value.Of("confirms") }), _desk.Warehouse)).Refusal.ShouldBeNull();

        (await ActionAsync(_desk, number, "weigh slip")).State.ShouldBe(ActionState.Done);
    }

    [Fact]
    public async Task DoneElsewhere_TicksItsAction()
    {
        var number = await WrongItemAsync(_desk);
        foreach (var word in new[] { "order memo", "promise time", "flag customer", "reassure" }) (await TakeOnAsync(number, word)).Refusal.ShouldBeNull();
        await using var db = _desk.Db();
        var subject = await db.Cases.SingleAsync(c => c.Number == number);

        (await _desk.Get<FlagOrder>().ExecuteAsync(new(subject.OrderNo!, FlagColour.Red, "", 0), _desk.Agent)).Refusal.ShouldBeNull();
        (await ActionAsync(_desk, number, "order memo")).State.ShouldBe(ActionState.Open, "a flag without a memo is none");
        (await _desk.Get<FlagOrder>().ExecuteAsync(new(subject.OrderNo!, FlagColour.Red, "换货，运费我们出", 1), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<FlagCustomer>().ExecuteAsync(new(subject.CustomerId, FlagColour.Yellow, "", (await db.Customers.SingleAsync(c => c.Id == subject.CustomerId)).Version), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<MakePromise>().ExecuteAsync(new(number, null), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<ReceiveMessages>().ExecuteAsync([new("r1", "qianniu", subject.CustomerNick, subject.OrderNo, Domain.Conversations.MessageKind.Reply, "客服甲", "亲别急，马上处理", null, [])], _desk.Bridge))[0].Ok.ShouldBeTrue();

        (await QualityCase.ActionsAsync(_desk, number)).Where(a => a.State != ActionState.Done).Select(a => a.Word).ShouldBeEmpty();
        (await TakeOnAsync(number, "courier query")).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task FlagCase_WithAMemo_TicksTheOrderMemo()
    {
        var number = await WrongItemAsync(_desk);
        await TakeOnAsync(number, "order memo");
        (await _desk.Get<FlagCase>().ExecuteAsync(new(number, FlagColour.Blue, "换货", null), _desk.Agent)).Refusal.ShouldBeNull();
        (await ActionAsync(_desk, number, "order memo")).State.ShouldBe(ActionState.Done);
    }

    [Fact]
    public async Task Change_OfAnAmountThatWaits_VoidsTheRequest_AndAsksAnew()
    {
        var number = await QualityCase.OpenAsync(_desk, refused: true);
        await QualityCase.AgreeAsync(_desk, number, 45);
        var first = await QualityCase.RequestAsync(_desk, number);
        _desk.Time.Move(TimeSpan.FromMinutes(1));

        var changed = await ChangeAsync(number, 40, _desk.OtherAgent);

        changed.Refusal.ShouldBeNull();
        await using var db = _desk.Db();
        (await db.Approvals.SingleAsync(a => a.Id == first.Id)).State.ShouldBe(ApprovalState.Voided);
        var second = await QualityCase.RequestAsync(_desk, number);
        (second.Id, second.Amount, second.IsOpen).ShouldBe((changed.Value!.ApprovalId!.Value, 40m, true));
        second.Hands.ShouldBe([_desk.OtherAgent.Id!.Value, _desk.Agent.Id!.Value], ignoreOrder: true);
        (await QualityCase.DecideAsync(_desk, number, Verdict.Approved)).Refusal.ShouldBeNull();
        (await QualityCase.PayoutAsync(_desk, number, live: true)).ShouldSatisfyAllConditions(p => p.State.ShouldBe(PayoutState.Approved), p => p.Amount.ShouldBe(40));
        (await FactAsync(_desk, number, "amount")).ShouldBe(Value.Of(40m));
    }

    [Fact]
    public async Task Change_WithinAuthority_CountsOnlyWhatIsGrantedNow()
    {
        var number = await QualityCase.OpenAsync(_desk);
        await QualityCase.AgreeAsync(_desk, number, 15);
        (await ChangeAsync(number, 12, key: "twice")).Value!.ApprovalId.ShouldBeNull("¥15 of ¥15 were spent, and are not");
        var again = await ChangeAsync(number, 12, key: "twice");
        again.Refusal.ShouldBeNull();

        (await QualityCase.PayoutAsync(_desk, number, live: true)).Amount.ShouldBe(12);
        await using (var db = _desk.Db())
            (await db.LedgerEntries.Where(e => e.Account == LedgerAccount.Owed).SumAsync(e => e.Yuan)).ShouldBe(-12);
        (await SendAsync(_desk, number)).Refusal.ShouldBeNull();
        (await ChangeAsync(number, 10)).Refusal!.Code.ShouldBe("action.money_moved");
        (await FailAsync(_desk, number)).Refusal.ShouldBeNull();
        (await ChangeAsync(number, 10)).Refusal.ShouldBeNull();
        (await SendAsync(_desk, number)).Refusal.ShouldBeNull();
        (await ConfirmAsync(_desk, number)).Refusal.ShouldBeNull();
        await using var after = _desk.Db();
        (await after.LedgerEntries.Where(e => e.Account == LedgerAccount.Paid).SumAsync(e => e.Yuan)).ShouldBe(-10);
        (await after.LedgerEntries.Where(e => e.Account == LedgerAccount.Owed || e.Account == LedgerAccount.InTransit).SumAsync(e => e.Yuan)).ShouldBe(0);
    }

    [Fact]
    public async Task Terms_BeforeAsking_SayWhatAgreeingWouldSay()
    {
        var number = await QualityCase.OpenAsync(_desk);
        var queries = _desk.Get<ActionQueries>();
        var within = (await queries.TermsAsync(_desk.Agent, number, "partial discount", 15, null)).Value!.Terms;
        (within.Decider, within.NeedsApproval, within.AuthorityLeft, within.Alike.Count).ShouldBe(("agent", false, 15m, 0));
        (await queries.TermsAsync(_desk.Agent, number, "partial discount", 20, null)).Value!.Terms.ShouldSatisfyAllConditions(t => t.Decider.ShouldBe("supervisor"), t => t.Causes.ShouldContain("over one's authority"));
        (await queries.TermsAsync(_desk.Agent, number, "partial discount", 300, null)).Refusal!.Code.ShouldBe("remedy.refused");
        (await queries.TermsAsync(_desk.Warehouse, number, "partial discount", 1, null)).Refusal!.Code.ShouldBe("forbidden");

        var agreed = (await QualityCase.AgreeAsync(_desk, number, 10)).Value!;
        (await queries.TermsAsync(_desk.Agent, number, "partial discount", 12, null)).Value!.Terms.AuthorityLeft.ShouldBe(5);
        (await queries.TermsAsync(_desk.Agent, number, "partial discount", 12, null, agreed.ActionId)).Value!.Terms.AuthorityLeft.ShouldBe(15);
    }

    [Fact]
    public async Task Terms_WhileWhatWasPaidIsNotKnown_HoldBackMoneyOnly()
    {
        var number = await _desk.BuyerSaysAsync("无单买家", "少了一件");
        (await _desk.Get<ClassifyCase>().ExecuteAsync(new(number, Domain.Cases.CaseType.WrongItem, Domain.Cases.CaseSubtype.Missing, null), _desk.Agent)).Refusal.ShouldBeNull();
        await QualityCase.SayAsync(_desk, number, ("photo", Value.Of("confirms")), ("weigh slip", Value.Of("confirms")), ("stock", Value.True), ("piece paid", Value.Of(129m)));
        (await QualityCase.AgreeAsync(_desk, number, 129, "refund only")).Refusal!.Code.ShouldBe("remedy.unsettled");
        (await QualityCase.AgreeAsync(_desk, number, null, "reship")).Value!.ApprovalId.ShouldBeNull();
        await QualityCase.SayAsync(_desk, number, ("item paid", Value.Of(268m)));
        (await QualityCase.AgreeAsync(_desk, number, 129, "refund only")).Value!.ApprovalId.ShouldNotBeNull("that it was paid is the agent's word");
        (await QualityCase.RequestAsync(_desk, number)).ShouldSatisfyAllConditions(r => r.Decider.ShouldBe("supervisor"), r => r.Causes.ShouldContain("bound not known"));
    }

    [Fact]
    public async Task OfCase_TellsWhatEachMayDo()
    {
        var number = await WrongItemAsync(_desk);
        await QualityCase.AgreeAsync(_desk, number, null, "exchange");
        var queries = _desk.Get<ActionQueries>();
        var agents = (await queries.OfCaseAsync(_desk.Agent, number)).Value!;
        agents.Of("exchange")!.ShouldSatisfyAllConditions(a => a.WaitsFor.ShouldBe(["inspect return"]), a => a.MayVoid.ShouldBeTrue(), a => a.MayChange.ShouldBeTrue(), a => a.MayUndo.ShouldBeFalse());
        agents.Of("inspect return")!.ShouldSatisfyAllConditions(a => a.Moves.Select(m => m.To).ShouldBe([ActionState.OnTheWay]), a => a.MayVoid.ShouldBeFalse());
        var warehouses = (await queries.ChangedOfCaseAsync(_desk.Warehouse, number)).Value!;
        warehouses.Of("inspect return")!.Moves.Select(m => m.To).ShouldBe([ActionState.OnTheWay, ActionState.Arrived]);
        warehouses.Of("exchange")!.MayVoid.ShouldBeFalse();
        (await queries.OfCaseAsync(await _desk.StrangerAsync(), number)).Refusal!.Code.ShouldBe("case.not_found");
    }

    private Task<Result<Guid>> TakeOnAsync(string number, string word, bool isDone = false) => _desk.Get<TakeOnAction>().ExecuteAsync(new(number, word, IsDone: isDone), _desk.Agent);

    private async Task<Result<RemedyAgreed>> ChangeAsync(string number, decimal amount, Domain.People.Actor? actor = null, string? key = null) =>
        await _desk.Get<ChangeRemedy>().ExecuteAsync(new(number, (await ActionAsync(_desk, number, "partial discount")).Id, amount, PayoutMethod.SmallTransfer, null, "再议", key ?? Ids.New(_desk.Time.Now).ToString("N")), actor ?? _desk.Agent);
}
