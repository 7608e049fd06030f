using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Remedies.RemedyDesk;

namespace AfterSales.Application.Tests.Remedies;

/// <summary>
/// Random people do random things to two cases, in every order, and after each of them what must hold does: the ledger balances, nothing is paid twice or
/// unapproved, every action stands where its flow leads, and nothing resolved has something open. A seed that fails fails again.
/// </summary>
public sealed class RemedyProperties : IAsyncLifetime
{
    private const int StepsASeed = 120;

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task AnySequenceOfSteps_KeepsWhatMustHold(int seed)
    {
        var random = new Random(seed);
        string[] numbers = [await QualityCase.OpenAsync(_desk, refused: true), await WrongItemAsync(_desk, 1)];
        var done = new HashSet<string>(StringComparer.Ordinal);
        for (var step = 0; step < StepsASeed; step++)
        {
            var number = numbers[random.Next(numbers.Length)];
            var (name, refusal) = await DoAsync(number, random);
            if (refusal is null) done.Add(name);
            _desk.Time.Move(TimeSpan.FromMinutes(random.Next(3)));
            await CheckAsync($"seed {seed}, step {step}: {name} {refusal?.Code}");
        }
        done.Count.ShouldBeGreaterThan(8, string.Join(", ", done));
    }

    [Fact]
    public async Task ManyPeopleAtOnce_KeepWhatMustHold()
    {
        string[] numbers = [await QualityCase.OpenAsync(_desk, refused: true), await WrongItemAsync(_desk, 1)];
        for (var round = 0; round < 12; round++)
        {
            var seed = round * 100;
            await Task.WhenAll(Enumerable.Range(0, 10).Select(person => Task.Run(() => DoAsync(numbers[person % numbers.Length], new Random(seed + person)))));
            await CheckAsync($"round {round}");
        }
    }

    private async Task<(string Name, Refusal? Refusal)> DoAsync(string number, Random random)
    {
        var actions = await QualityCase.ActionsAsync(_desk, number);
        var action = actions.Count == 0 ? null : actions[random.Next(actions.Count)];
        Actor[] people = [_desk.Agent, _desk.OtherAgent, _desk.Supervisor, _desk.Owner, _desk.Warehouse];
        var who = people[random.Next(people.Length)];
        var key = Ids.New(_desk.Time.Now).ToString("N");
        decimal amount = random.Next(1, 60);
        switch (random.Next(20))
        {
            case 0 or 1:
                string[] remedies = ["partial discount", "exchange", "return and refund", "apology", "coupon", "refund only"];
                var remedy = remedies[random.Next(remedies.Length)];
                var isMoney = remedy is not ("exchange" or "apology");
                return ("agree", (await _desk.Get<AgreeRemedy>().ExecuteAsync(new(number, remedy, isMoney ? amount : null, null, null, null, key), who)).Refusal);
            case 2:
                return ("change", action is null ? null : (await _desk.Get<ChangeRemedy>().ExecuteAsync(new(number, action.Id, action.Amount is null ? null : amount, null, null, null, key), who)).Refusal);
            case 3 or 4:
                return await DecideAsync(number, Verdict.Approved, amount: null, who);
            case 5:
                return await DecideAsync(number, Verdict.Lowered, amount, who);
            case 6:
                return await DecideAsync(number, Verdict.Rejected, null, who);
            case 7 or 8 or 9 or 10:
                if (action is null) return ("move", null);
                var moves = ActionFlows.From(action.Flow, action.State).ToList();
                var to = moves.Count > 0 && random.Next(8) > 0 ? moves[random.Next(moves.Count)].To : (ActionState)random.Next(11);
                var details = new ActionDetails { Waybill = $"YT{random.Next(9)}", Amount = action.Flow == ActionFlow.Claim ? amount : null, Reason = "随机", Reference = "R1", Inspection = action.State == ActionState.Arrived ? new(InspectionVerdict.Exchange, true, 0, 1) : null };
                return ("move", (await _desk.Get<MoveAction>().ExecuteAsync(new(number, action.Id, to, details), who)).Refusal);
            case 11:
                return ("undo", action is null ? null : (await _desk.Get<UndoAction>().ExecuteAsync(new(number, action.Id, "点错了"), who)).Refusal);
            case 12:
                return ("void", action is null ? null : (await _desk.Get<VoidAction>().ExecuteAsync(new(number, action.Id, "不用了"), who)).Refusal);
            case 13:
                string[] words = ["courier claim", "order memo", "courier query", "weigh slip", "stock note"];
                return ("take on", (await _desk.Get<TakeOnAction>().ExecuteAsync(new(number, words[random.Next(words.Length)]), who)).Refusal);
            case 14 or 15:
                return ("send", (await SendAsync(_desk, number)).Refusal);
            case 16:
                return ("confirm", (await ConfirmAsync(_desk, number)).Refusal);
            case 17:
                return ("fail", (await FailAsync(_desk, number)).Refusal);
            case 18:
                var shares = Shares.Of([new(Party.Courier, 33.33m, "圆通"), new(Party.Warehouse, 33.33m), new(Party.Store, 33.34m)]).Value!;
                return ("reshare", (await PayAsync(_desk, number, (_, on, payout) =>
                {
                    on.Book(payout.Share(shares, _desk.Time.Now));
                    return Task.FromResult(Result.Done);
                })).Refusal);
            default:
                await using (var db = _desk.Db())
                {
                    var subject = await db.Cases.AsNoTracking().SingleAsync(c => c.Number == number);
                    if (!subject.IsOpen) return ("reopen", (await _desk.Get<ReopenCase>().ExecuteAsync(new(number, null, null), _desk.Agent)).Refusal);
                    if (subject.UnansweredSince is not null) await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "好的"), _desk.Agent);
                }
                return ("resolve", (await _desk.Get<ResolveCase>().ExecuteAsync(new(number, null), _desk.Agent)).Refusal);
        }
    }

    private async Task<(string Name, Refusal? Refusal)> DecideAsync(string number, Verdict verdict, decimal? amount, Actor who)
    {
        await using var db = _desk.Db();
        var request = await db.Approvals.AsNoTracking().Where(a => a.State == ApprovalState.Open && db.Cases.Any(c => c.Id == a.CaseId && c.Number == number)).FirstOrDefaultAsync();
        if (request is null) return ("nothing to decide", Refusal.NotFound("approval.not_found"));
        return (verdict.ToString(), (await _desk.Get<AfterSales.Application.Approvals.DecideApproval>().ExecuteAsync(new(request.Id, verdict, amount, "看过了", request.SubjectHash), who)).Refusal);
    }

    private async Task CheckAsync(string when)
    {
        await using var db = _desk.Db();
        var actions = await db.CaseActions.AsNoTracking().ToListAsync();
        var steps = (await db.ActionSteps.AsNoTracking().OrderBy(s => s.Id).ToListAsync()).ToLookup(s => s.ActionId);
        var payouts = await db.Payouts.AsNoTracking().ToListAsync();
        var approvals = await db.Approvals.AsNoTracking().ToDictionaryAsync(a => a.Id);
        var postings = await db.Postings.AsNoTracking().Include(p => p.Entries).ToListAsync();
        var cases = await db.Cases.AsNoTracking().ToListAsync();

        postings.ShouldAllBe(posting => posting.Entries.Sum(entry => entry.Yuan) == 0, when);
        payouts.ShouldAllBe(payout => payout.Shares.Parts.Sum(share => share.Percent) == 100, when);
        foreach (var payout in payouts) CheckPayout(payout, approvals, [.. postings.Where(p => p.PayoutId == payout.Id).SelectMany(p => p.Entries)], when);
        foreach (var action in actions) CheckSteps(action, [.. steps[action.Id]], when);
        foreach (var action in actions.Where(a => a.Flow == ActionFlow.Payout))
        {
            payouts.Count(p => p.ActionId == action.Id && p.State != PayoutState.Voided).ShouldBe(action.State == ActionState.Voided ? 0 : 1, when);
            payouts.Count(p => p.ActionId == action.Id && p.State == PayoutState.Confirmed).ShouldBe(action.State == ActionState.Done ? 1 : 0, when);
        }
        foreach (var over in cases.Where(c => c.State is CaseState.Resolved or CaseState.FollowUp or CaseState.Closed))
        {
            actions.Where(a => a.CaseId == over.Id && a is { IsRequired: true, IsEnded: false }).Select(a => a.Word).ShouldBeEmpty(when);
            approvals.Values.Count(a => a.CaseId == over.Id && a.State is ApprovalState.Open or ApprovalState.AskedBack).ShouldBe(0, when);
        }
        approvals.Values.Where(a => a.IsOpen).ShouldAllBe(request => actions.Single(a => a.Id == request.ActionId).State == ActionState.Asked, when);
    }

    private static void CheckPayout(Payout payout, Dictionary<Guid, ApprovalRequest> approvals, LedgerEntry[] entries, string when)
    {
        decimal Balance(LedgerAccount account) => entries.Where(entry => entry.Account == account).Sum(entry => entry.Yuan);
        var granted = payout.State is PayoutState.Requested or PayoutState.Voided ? 0 : payout.Amount;
        (Balance(LedgerAccount.Borne), Balance(LedgerAccount.Owed), Balance(LedgerAccount.InTransit), Balance(LedgerAccount.Paid)).ShouldBe(
            (granted, payout.State is PayoutState.Approved or PayoutState.Failed ? -granted : 0, payout.State == PayoutState.Sent ? -granted : 0, payout.State == PayoutState.Confirmed ? -granted : 0), when);
        if (payout.State is PayoutState.Requested or PayoutState.Voided) return;
        (payout.IsOwnAuthority || payout.ApprovalId is not null).ShouldBeTrue(when);
        if (payout.ApprovalId is not { } id) return;
        // Paid, it was approved at what was paid; the signatures are kept even where it is wanted no more.
        approvals[id].ShouldSatisfyAllConditions(a => a.State.ShouldBe(ApprovalState.Approved, when), a => a.Amount.ShouldBe(payout.Amount, when));
    }

    /// <summary>Every step follows the one before, and each is a move of the flow, an undo of one, other terms, an approval's, or the end.</summary>
    private static void CheckSteps(CaseAction action, ActionStep[] steps, string when)
    {
        ActionState? state = null;
        foreach (var step in steps)
        {
            // An approval, and being asked again with the remedy, leave no step of their own.
            if (state is { } before && before != step.From) (before, step.From).ShouldBeOneOf((ActionState.Asked, ActionState.Open), (ActionState.Open, ActionState.Asked));
            var isMove = ActionFlows.Find(action.Flow, step.From, step.To) is not null;
            var isUndo = ActionFlows.Find(action.Flow, step.To, step.From) is not null;
            var isTerms = action.IsRemedy && step is { From: ActionState.Asked or ActionState.Open or ActionState.Failed, To: ActionState.Asked or ActionState.Open };
            (isMove || isUndo || isTerms || step.To == ActionState.Voided).ShouldBeTrue($"{when}: {action.Word} {step.From}→{step.To}");
            state = step.To;
        }
        if (state is not null && state != action.State) (state.Value, action.State).ShouldBeOneOf((ActionState.Asked, ActionState.Open), (ActionState.Open, ActionState.Asked));
        var standing = ActionFlows.Standing(action.Flow, steps);
        if (action.State is not (ActionState.Asked or ActionState.Open or ActionState.Voided)) standing[^1].To.ShouldBe(action.State, when);
        action.EndedAt.HasValue.ShouldBe(action.IsEnded, $"{when}: {action.Word} {action.State}");
    }
}
