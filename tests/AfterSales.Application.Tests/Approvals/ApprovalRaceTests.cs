using AfterSales.Application.Approvals;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Remedies.QualityCase;

namespace AfterSales.Application.Tests.Approvals;

/// <summary>Fifty people at once on the same request: one outcome, booked once.</summary>
public sealed class ApprovalRaceTests : IAsyncLifetime
{
    private const int People = 50;

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task EverythingAtOnce_HasOneOutcome(int seed)
    {
        var (number, request, supervisors) = await AskedAsync();
        await using var other = _desk.AnotherNode();
        var random = new Random(seed);
        var acts = Enumerable.Range(0, People).Select(i => (Node: i % 2 == 0 ? _desk : other, Actor: supervisors[i], What: random.Next(5))).ToList();

        var answers = await Task.WhenAll(acts.Select(act => Task.Run(() => ActAsync(act.Node, number, request, act.Actor, act.What))));

        answers.ShouldAllBe(answer => answer.Refusal == null || answer.Refusal.Kind != RefusalKind.Invalid, "each is told a reason, none is broken");
        answers.Count(answer => answer is { IsDecision: true, Refusal: null }).ShouldBeLessThanOrEqualTo(1);
        var after = await RequestAsync(_desk, number);
        after.Decisions.Count.ShouldBe(answers.Count(answer => answer is { IsDecision: true, Refusal: null }));
        await ConsistentAsync(number, after, answers.Any(answer => answer is { IsDecision: false, Refusal: null }));
    }

    [Fact]
    public async Task FiftyApprove_OneDoes_BookedOnce()
    {
        var (number, request, supervisors) = await AskedAsync();

        var answers = await Task.WhenAll(supervisors.Select(supervisor => Task.Run(() => ActAsync(_desk, number, request, supervisor, 0))));

        answers.Count(answer => answer.Refusal is null).ShouldBe(1);
        answers.Where(answer => answer.Refusal is not null).ShouldAllBe(answer => answer.Refusal!.Code == "approval.not_open");
        await ConsistentAsync(number, await RequestAsync(_desk, number), isVoided: false);
        await using var db = _desk.Db();
        (await db.Postings.CountAsync()).ShouldBe(1);
        (await db.Notifications.CountAsync(n => n.Kind == "approval.decided")).ShouldBe(1);
    }

    [Fact]
    public async Task FiftyLower_TheFirstCounts_TheOthersSawAnother()
    {
        var (number, request, supervisors) = await AskedAsync();

        var answers = await Task.WhenAll(supervisors.Select((supervisor, i) => Task.Run(() =>
            _desk.Get<DecideApproval>().ExecuteAsync(new(request.Id, Verdict.Approved, 10 + i * 0.5m, null, request.SubjectHash), supervisor))));

        answers.Count(answer => answer.Ok).ShouldBe(1);
        answers.Where(answer => !answer.Ok).ShouldAllBe(answer => answer.Refusal!.Code == "approval.changed");
        (await PayoutAsync(_desk, number)).Amount.ShouldBe((await RequestAsync(_desk, number)).Amount);
    }

    private async Task ConsistentAsync(string number, ApprovalRequest request, bool isVoided)
    {
        var payout = await PayoutAsync(_desk, number);
        var expected = isVoided ? (ApprovalState.Voided, PayoutState.Voided) : request.State switch
        {
            ApprovalState.Approved => (ApprovalState.Approved, PayoutState.Approved),
            ApprovalState.Rejected => (ApprovalState.Rejected, PayoutState.Voided),
            ApprovalState.AskedBack => (ApprovalState.AskedBack, PayoutState.Requested),
            _ => (ApprovalState.Open, PayoutState.Requested),
        };
        (request.State, payout.State).ShouldBe(expected);
        await using var db = _desk.Db();
        (await db.LedgerEntries.SumAsync(e => e.Yuan)).ShouldBe(0);
        var owed = await db.LedgerEntries.Where(e => e.Account == LedgerAccount.Owed).SumAsync(e => e.Yuan);
        owed.ShouldBe(payout.State == PayoutState.Approved ? -payout.Amount : 0);
    }

    private static async Task<(bool IsDecision, Refusal? Refusal)> ActAsync(TestDesk node, string number, ApprovalRequest seen, Actor actor, int what) => what switch
    {
        0 => (true, await DecideAsync(node, seen, actor, Verdict.Approved, null, null)),
        1 => (true, await DecideAsync(node, seen, actor, Verdict.Approved, 40, "少一点")),
        2 => (true, await DecideAsync(node, seen, actor, Verdict.Rejected, null, "不行")),
        3 => (true, await DecideAsync(node, seen, actor, Verdict.AskedBack, null, "有照片吗")),
        _ => (false, (await node.Get<VoidAction>().ExecuteAsync(new(number, seen.ActionId, "不要了"), node.Agent)).Refusal),
    };

    private static async Task<Refusal?> DecideAsync(TestDesk node, ApprovalRequest seen, Actor actor, Verdict verdict, decimal? amount, string? reason) =>
        (await node.Get<DecideApproval>().ExecuteAsync(new(seen.Id, verdict, amount, reason, seen.SubjectHash), actor)).Refusal;

    private async Task<(string Number, ApprovalRequest Request, IReadOnlyList<Actor> Supervisors)> AskedAsync()
    {
        var number = await OpenAsync(_desk, refused: true);
        (await AgreeAsync(_desk, number, 45)).Value!.ApprovalId.ShouldNotBeNull();
        var supervisors = new List<Actor>();
        for (var i = 0; i < People; i++) supervisors.Add(await _desk.PersonAsync($"主管{i}", Role.Supervisor));
        return (number, await RequestAsync(_desk, number), supervisors);
    }
}
