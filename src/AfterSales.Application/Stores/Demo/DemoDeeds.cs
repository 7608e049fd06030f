using System.Globalization;
using AfterSales.Application.Approvals;
using AfterSales.Application.Cases;
using AfterSales.Application.Feedback;
using AfterSales.Application.Ledger;
using AfterSales.Application.Parcels;
using AfterSales.Application.Persistence;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Stores.Demo;

/// <summary>How the people of the script agree remedies, decide on them, carry them out and pay.</summary>
internal sealed class DemoDeeds(Databases databases, CaseLocks locks, PlaybookShelf shelf, RemedyRules remedies, PayoutLocks payouts, SpendingPolicies spending, ChangeSignal signal)
{
    /// <summary>Null where the step is none of these.</summary>
    public async Task<Result?> DoAsync(string number, DemoStep step, Actor who, CancellationToken ct) => step.What switch
    {
        "remedy" => await AgreeAsync(number, step, who, ct),
        "decide" => await DecideAsync(number, step, who, ct),
        "pay" => await PayAsync(number, step.Words, who, ct),
        "return" => await MoveAsync(number, ActionCatalogue.Return, ActionState.OnTheWay, new ActionDetails { Waybill = step.Words, Courier = step.More[0] }, who, ct),
        "arrive" => Done(await new TakeInReturn(locks, shelf).ExecuteAsync(new(number, (await FindAsync(number, ActionCatalogue.Return, who, ct)).Id, step.Words, null), who, ct)),
        "ship" => await MoveAsync(number, step.Words, ActionState.Done, new ActionDetails { Waybill = step.More[0], Courier = step.More[1] }, who, ct),
        "win" => await WinAsync(number, step.Words, decimal.Parse(step.More[0], CultureInfo.InvariantCulture), who, ct),
        "opinion" => await new TagOpinion(locks).ExecuteAsync(new(number, Enum.Parse<OpinionWord>(step.Words)), who, ct) is { Refusal: { } refused } ? refused : Result.Done,
        "done" => await MoveAsync(number, step.Words, ActionState.Done, new ActionDetails(), who, ct),
        "tick" => await TickAsync(number, who, ct),
        _ => (Result?)null,
    };

    // The remedy, and where it is money, how much and why.
    private async Task<Result> AgreeAsync(string number, DemoStep step, Actor who, CancellationToken ct)
    {
        decimal? amount = step.More.Count > 0 ? decimal.Parse(step.More[0], CultureInfo.InvariantCulture) : null;
        PayoutMethod? method = step.Words == "partial discount" ? PayoutMethod.SmallTransfer : null;
        var agreed = await new AgreeRemedy(locks, shelf, remedies).ExecuteAsync(new(number, step.Words, amount, method, null, step.More.ElementAtOrDefault(1), $"{number} {step.Words}"), who, ct);
        return agreed.Ok ? Result.Done : agreed.Refusal;
    }

    // The verdict, the amount and the reason.
    private async Task<Result> DecideAsync(string number, DemoStep step, Actor who, CancellationToken ct)
    {
        await using var db = databases.For(who);
        var request = await db.Approvals.Where(a => a.State == ApprovalState.Open && db.Cases.Any(c => c.Id == a.CaseId && c.Number == number)).SingleAsync(ct);
        decimal? amount = step.More.Count > 0 ? decimal.Parse(step.More[0], CultureInfo.InvariantCulture) : null;
        var decided = await new DecideApproval(databases, locks, shelf, new()).ExecuteAsync(new(request.Id, Enum.Parse<Verdict>(step.Words), amount, step.More.ElementAtOrDefault(1), request.SubjectHash), who, ct);
        return decided.Ok ? Result.Done : decided.Refusal;
    }

    private async Task<Result> PayAsync(string number, string receipt, Actor who, CancellationToken ct)
    {
        await using var db = databases.For(who);
        var payout = await db.Payouts.SingleAsync(p => p.State != PayoutState.Voided && db.Cases.Any(c => c.Id == p.CaseId && c.Number == number), ct);
        var paid = await new PayByHand(payouts, spending, new(signal)).ExecuteAsync(new(payout.Id, receipt), who, ct);
        return paid.Ok ? Result.Done : paid.Refusal;
    }

    private async Task<Result> WinAsync(string number, string claim, decimal yuan, Actor who, CancellationToken ct)
    {
        var asked = await MoveAsync(number, claim, ActionState.Requested, new ActionDetails { Amount = yuan }, who, ct);
        return asked.Ok ? await MoveAsync(number, claim, ActionState.Done, new ActionDetails { Amount = yuan }, who, ct) : asked;
    }

    private async Task<Result> TickAsync(string number, Actor who, CancellationToken ct)
    {
        await using var db = databases.For(who);
        var open = await db.CaseActions.Where(a => a.State == ActionState.Open && (a.Flow == ActionFlow.Task || a.Flow == ActionFlow.Query) && db.Cases.Any(c => c.Id == a.CaseId && c.Number == number))
            .OrderBy(a => a.Place).Select(a => a.Word).ToListAsync(ct);
        foreach (var word in open)
            if (await MoveAsync(number, word, ActionState.Done, new ActionDetails(), who, ct) is { Ok: false } refused) return refused;
        return Result.Done;
    }

    private async Task<Result> MoveAsync(string number, string word, ActionState to, ActionDetails details, Actor who, CancellationToken ct) =>
        Done(await new MoveAction(locks, shelf).ExecuteAsync(new(number, (await FindAsync(number, word, who, ct)).Id, to, details), who, ct));

    private async Task<CaseAction> FindAsync(string number, string word, Actor who, CancellationToken ct)
    {
        await using var db = databases.For(who);
        return await db.CaseActions.SingleAsync(a => a.Word == word && a.State != ActionState.Voided && db.Cases.Any(c => c.Id == a.CaseId && c.Number == number), ct);
    }

    private static Result Done(Result<int> result) => result.Ok ? Result.Done : result.Refusal;
}
