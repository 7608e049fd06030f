using AfterSales.Application.Cases;
using AfterSales.Application.Ledger;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Remedies;

/// <summary>What people do with the actions of a case, in a line each.</summary>
internal static class RemedyDesk
{
    /// <summary>A wrong item that the weigh slip confirms: an exchange is offered.</summary>
    public static async Task<string> WrongItemAsync(TestDesk desk, int order = 0)
    {
        if (order == 0) await QualityCase.ImportAsync(desk);
        var number = await desk.BuyerSaysAsync($"买家{order % 50:D3}", "发错颜色了", $"10010000{order:D8}");
        (await desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.WrongItem, CaseSubtype.WrongShipped, null), desk.Agent)).Refusal.ShouldBeNull();
        await QualityCase.SayAsync(desk, number, ("photo", Value.Of("confirms")), ("weigh slip", Value.Of("confirms")), ("order sheet", Value.Of("as ordered")), ("stock", Value.True));
        return number;
    }

    public static async Task<CaseAction> ActionAsync(TestDesk desk, string number, string word) => (await QualityCase.ActionsAsync(desk, number)).Last(a => a.Word == word);

    public static async Task<Result<int>> MoveAsync(TestDesk desk, string number, string word, ActionState to, ActionDetails? details = null, Actor? actor = null) =>
        await desk.Get<MoveAction>().ExecuteAsync(new(number, (await ActionAsync(desk, number, word)).Id, to, details ?? new()), actor ?? desk.Agent);

    public static async Task<Result<int>> UndoAsync(TestDesk desk, string number, string word, string reason = "点错了", Actor? actor = null) =>
        await desk.Get<UndoAction>().ExecuteAsync(new(number, (await ActionAsync(desk, number, word)).Id, reason), actor ?? desk.Agent);

    public static async Task<Result<int>> VoidAsync(TestDesk desk, string number, string word, string reason = "不用了", Actor? actor = null) =>
        await desk.Get<VoidAction>().ExecuteAsync(new(number, (await ActionAsync(desk, number, word)).Id, reason), actor ?? desk.Agent);

    public static async Task<Value> FactAsync(TestDesk desk, string number, string fact) => (await desk.Get<GuidanceQueries>().OfCaseAsync(desk.Agent, number)).Value!.Sheet[fact]!.Value;

    /// <summary>One step of the payment of a case, as whoever hands it over makes it.</summary>
    public static async Task<Result> PayAsync(TestDesk desk, string number, Func<LockedCase, CaseActions, Payout, Task<Result>> step)
    {
        var opened = await desk.Get<CaseLocks>().OpenAsync(desk.Agent, Permission.Pay, number, null, CancellationToken.None);
        await using var work = opened.Value!;
        var actions = await CaseActions.LoadAsync(work, CancellationToken.None);
        if (actions.Payouts.Find(p => p.State != PayoutState.Voided) is not { } payout) return Refusal.NotFound("action.not_found");
        var done = await step(work, actions, payout);
        if (done.Ok) await work.CommitAsync(CancellationToken.None);
        return done;
    }

    public static Task<Result> SendAsync(TestDesk desk, string number) => PayAsync(desk, number, (work, actions, payout) => actions.SendAsync(work, payout, new(PaymentConnectors.Manual), 30, CancellationToken.None));

    public static Task<Result> ConfirmAsync(TestDesk desk, string number) => PayAsync(desk, number, (work, actions, payout) => actions.ConfirmAsync(work, payout, $"QN-{payout.Id:N}", CancellationToken.None));

    public static Task<Result> FailAsync(TestDesk desk, string number) => PayAsync(desk, number, (work, actions, payout) => Task.FromResult(actions.Fail(work, payout, "账号不对")));

    public static async Task<IReadOnlyList<ActionStep>> StepsAsync(TestDesk desk, Guid actionId)
    {
        await using var db = desk.Db();
        return await db.ActionSteps.AsNoTracking().Where(s => s.ActionId == actionId).OrderBy(s => s.Id).ToListAsync();
    }
}
