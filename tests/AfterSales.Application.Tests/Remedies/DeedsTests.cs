using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Customers;
using AfterSales.Application.Orders;
using AfterSales.Application.Remedies;
using AfterSales.Application.Reviews;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Remedies.RemedyDesk;

namespace AfterSales.Application.Tests.Remedies;

/// <summary>What was done where it is done is done for the duty that asks for it, whether or not anybody had begun with it.</summary>
public sealed class DeedsTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Theory]
    [InlineData("reassure")]
    [InlineData("promise time")]
    [InlineData("order memo")]
    [InlineData("order memo", "case")]
    [InlineData("flag customer")]
    [InlineData("flag customer", "extortion")]
    [InlineData("mark chat lines")]
    public async Task OfCase_WhatNobodyHadBegun_IsDone_ByWhomAndWhen(string word, string how = "")
    {
        var number = await WrongItemAsync(_desk);
        (await DeedsAsync(number)).Keys.ShouldNotContain(word);
        _desk.Time.Move(TimeSpan.FromMinutes(7));

        await DoAsync(number, word, how, _desk.OtherAgent);

        (await DeedsAsync(number))[word].ShouldSatisfyAllConditions(d => d.By.ShouldBe(_desk.OtherAgent.Name), d => d.ById.ShouldBe(_desk.OtherAgent.Id), d => d.At.ShouldBe(_desk.Time.Now));
        (await QualityCase.ActionsAsync(_desk, number)).ShouldBeEmpty("nobody took anything on");
    }

    [Fact]
    public async Task OfCase_WhatNoLongerStands_IsNotDone()
    {
        var number = await WrongItemAsync(_desk);
        await DoAsync(number, "mark chat lines", "", _desk.Agent);
        await DoAsync(number, "flag customer", "extortion", _desk.Agent);
        var (line, customer) = (await LineAsync(number), await CustomerAsync(number));

        (await _desk.Get<MarkLine>().ExecuteAsync(new(number, line, false), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<FlagExtortion>().ExecuteAsync(new(customer.Id, false, "误会", number, customer.Version), _desk.Supervisor)).Refusal.ShouldBeNull();

        (await DeedsAsync(number)).Keys.ShouldNotContain(word => word == "mark chat lines" || word == "flag customer");
    }

    [Fact]
    public async Task OfCase_OfAnEarlierRun_IsNotDoneForThisOne()
    {
        var number = await WrongItemAsync(_desk);
        await DoAsync(number, "reassure", "", _desk.Agent);
        await DoAsync(number, "order memo", "", _desk.Agent);
        (await _desk.Get<ResolveCase>().ExecuteAsync(new(number, null), _desk.Agent)).Refusal.ShouldBeNull();
        _desk.Time.Move(TimeSpan.FromDays(1));
        (await _desk.Get<ReopenCase>().ExecuteAsync(new(number, null, null), _desk.Agent)).Refusal.ShouldBeNull();

        (await DeedsAsync(number)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Agree_WhatWasDoneBefore_IsTickedForWhoeverDidIt_AtThatTime()
    {
        var number = await WrongItemAsync(_desk);
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        var then = _desk.Time.Now;
        await DoAsync(number, "order memo", "", _desk.OtherAgent);
        _desk.Time.Move(TimeSpan.FromHours(1));

        (await QualityCase.AgreeAsync(_desk, number, null, "exchange")).Refusal.ShouldBeNull();

        var memo = await ActionAsync(_desk, number, "order memo");
        memo.State.ShouldBe(ActionState.Done);
        (await StepsAsync(_desk, memo.Id)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(s => s.ByName.ShouldBe(_desk.OtherAgent.Name), s => s.ById.ShouldBe(_desk.OtherAgent.Id), s => s.At.ShouldBe(then));
        await using var db = _desk.Db();
        var told = (await db.History.Where(h => h.Kind == CaseEventKind.ActionMoved).ToListAsync()).Single(h => h.Data["action"] == "order memo");
        (told.ActorName, told.At, told.Data["done_by"]).ShouldBe((_desk.Agent.Name, _desk.Time.Now, _desk.OtherAgent.Name), "the history says who let it count, and who did it");
    }

    [Fact]
    public async Task Agree_AfterAnApproval_IsTickedAsWell()
    {
        var number = await QualityCase.OpenAsync(_desk, refused: true);
        (await QualityCase.AgreeAsync(_desk, number, 45)).Value!.ApprovalId.ShouldNotBeNull();
        await using (var db = _desk.Db()) await db.CaseActions.Where(a => a.Word == "order memo").ExecuteDeleteAsync();
        (await TakeOnAsync(number, "order memo")).Refusal.ShouldBeNull();
        await using (var db = _desk.Db()) await db.CaseActions.Where(a => a.Word == "order memo").ExecuteUpdateAsync(a => a.SetProperty(one => one.State, ActionState.Asked).SetProperty(one => one.RemedyId, one => db.CaseActions.Where(remedy => remedy.Word == "partial discount").Select(remedy => (Guid?)remedy.Id).First()));
        await DoAsync(number, "order memo", "", _desk.Agent);
        (await ActionAsync(_desk, number, "order memo")).State.ShouldBe(ActionState.Asked, "it waits for the approval");

        (await QualityCase.DecideAsync(_desk, number, Domain.Approvals.Verdict.Approved)).Refusal.ShouldBeNull();

        (await ActionAsync(_desk, number, "order memo")).State.ShouldBe(ActionState.Done);
    }

    [Fact]
    public async Task Undo_WhatWasTickedByItself_StaysOpen_WhateverIsAgreedLater()
    {
        var number = await WrongItemAsync(_desk);
        await DoAsync(number, "order memo", "", _desk.Agent);
        (await TakeOnAsync(number, "order memo")).Refusal.ShouldBeNull();
        (await ActionAsync(_desk, number, "order memo")).State.ShouldBe(ActionState.Done, "it had been done");
        (await UndoAsync(_desk, number, "order memo", "备注写错了", _desk.Supervisor)).Refusal.ShouldBeNull();

        (await QualityCase.AgreeAsync(_desk, number, null, "exchange")).Refusal.ShouldBeNull();

        (await ActionAsync(_desk, number, "order memo")).State.ShouldBe(ActionState.Open);
    }

    [Fact]
    public async Task FlagCustomer_TellsEveryOpenCaseOfTheirs()
    {
        var number = await WrongItemAsync(_desk);
        await using var db = _desk.Db();
        var id = await db.Cases.Where(c => c.Number == number).Select(c => c.Id).SingleAsync();
        var told = new List<Guid>();
        using var listening = _desk.Get<ChangeSignal>().Subscribe(change => told.Add(change.Id));

        await DoAsync(number, "flag customer", "", _desk.Agent);

        told.ShouldContain(id);
    }

    private async Task DoAsync(string number, string word, string how, Actor who)
    {
        await using var db = _desk.Db();
        var subject = await db.Cases.AsNoTracking().SingleAsync(c => c.Number == number);
        var customer = await CustomerAsync(number);
        var refusal = (word, how) switch
        {
            ("reassure", _) => (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "亲别急，马上处理"), who)).Refusal,
            ("promise time", _) => (await _desk.Get<MakePromise>().ExecuteAsync(new(number, null), who)).Refusal,
            ("order memo", "case") => (await _desk.Get<FlagCase>().ExecuteAsync(new(number, FlagColour.Blue, "换货", null), who)).Refusal,
            ("order memo", _) => (await _desk.Get<FlagOrder>().ExecuteAsync(new(subject.OrderNo!, FlagColour.Red, "换货，运费我们出", (await db.Orders.SingleAsync(o => o.OrderNo == subject.OrderNo)).Version), who)).Refusal,
            ("flag customer", "extortion") => (await _desk.Get<FlagExtortion>().ExecuteAsync(new(customer.Id, true, "差评要钱", number, customer.Version), who)).Refusal,
            ("flag customer", _) => (await _desk.Get<FlagCustomer>().ExecuteAsync(new(customer.Id, FlagColour.Yellow, "", customer.Version), who)).Refusal,
            _ => (await _desk.Get<MarkLine>().ExecuteAsync(new(number, await LineAsync(number), true), who)).Refusal,
        };
        refusal.ShouldBeNull();
    }

    private async Task<IReadOnlyDictionary<string, Deed>> DeedsAsync(string number) => (await _desk.Get<ActionQueries>().OfCaseAsync(_desk.Agent, number)).Value!.Deeds;

    private async Task<Domain.Customers.Customer> CustomerAsync(string number)
    {
        await using var db = _desk.Db();
        return await db.Customers.AsNoTracking().SingleAsync(c => db.Cases.Any(one => one.Number == number && one.CustomerId == c.Id));
    }

    private async Task<Guid> LineAsync(string number)
    {
        await using var db = _desk.Db();
        return await db.Messages.Where(m => db.Cases.Any(c => c.Id == m.CaseId && c.Number == number)).OrderBy(m => m.SentAt).Select(m => m.Id).FirstAsync();
    }

    private Task<Result<Guid>> TakeOnAsync(string number, string word) => _desk.Get<TakeOnAction>().ExecuteAsync(new(number, word), _desk.Agent);
}
