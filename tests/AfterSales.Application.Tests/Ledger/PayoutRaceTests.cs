using AfterSales.Application.Approvals;
using AfterSales.Application.Ledger;
using AfterSales.Application.Remedies;
using AfterSales.Application.Tests.Remedies;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Ledger.PayingDesk;

namespace AfterSales.Application.Tests.Ledger;

/// <summary>"Nobody pays twice because two people clicked" (SPEC 4.2), on PostgreSQL.</summary>
public sealed class PayoutRaceTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task FiftyPeople_DoEverythingToTheSamePaymentAtOnce_ItIsPaidOnceOrNotAtAll(int seed)
    {
        var number = await QualityCase.OpenAsync(_desk, refused: true);
        await QualityCase.AgreeAsync(_desk, number, 45);
        var (payout, request) = (await QualityCase.PayoutAsync(_desk, number), await QualityCase.RequestAsync(_desk, number));
        var random = new Random(seed);
        var acts = Enumerable.Range(0, 50).Select(person => (person, act: random.Next(9))).ToList();

        var answers = await Task.WhenAll(acts.Select(one => Task.Run(() => ActAsync(one.act, one.person, number, payout, request))));

        await ShouldBalanceAsync(_desk);
        var now = await NowAsync(_desk, payout.Id);
        answers.Zip(acts).Count(pair => pair.First && pair.Second.act is 2).ShouldBeLessThanOrEqualTo(1, "one hand only paid it");
        await using var db = _desk.Db();
        if (now.State == PayoutState.Confirmed) now.Amount.ShouldBe((await db.Approvals.SingleAsync(a => a.Id == now.ApprovalId)).Amount);
        if (now.State == PayoutState.Voided) (await db.LedgerEntries.GroupBy(e => e.Account).Select(g => g.Sum(e => e.Yuan)).ToListAsync()).ShouldAllBe(sum => sum == 0);
    }

    [Fact]
    public async Task TwoBatches_AtOnce_NeverShareAPayment()
    {
        var ids = (await ManyAsync(_desk, 12, 10m)).Select(payout => payout.Id).ToList();

        var batches = await Task.WhenAll(
            Task.Run(() => BatchAsync("a", ids[..8])), Task.Run(() => BatchAsync("b", ids[4..])), Task.Run(() => BatchAsync("c", [.. ids.AsEnumerable().Reverse()])), Task.Run(() => BatchAsync("a", ids[..8])));

        await ShouldBalanceAsync(_desk);
        await using var db = _desk.Db();
        var kept = await db.PayoutBatches.AsNoTracking().ToListAsync();
        kept.SelectMany(batch => batch.Lines).Select(line => line.PayoutId).ShouldBeUnique();
        kept.Sum(batch => batch.Count).ShouldBe(await db.Payouts.CountAsync(p => p.State == PayoutState.Sent));
        foreach (var batch in kept) (await db.Payouts.CountAsync(p => p.BatchId == batch.Id && p.State == PayoutState.Sent)).ShouldBe(batch.Count, "as a whole");
        batches.Count(batch => batch.Ok).ShouldBeGreaterThan(0);
        batches[3].Value.ShouldBe(batches[0].Value, "the same click");
    }

    [Fact]
    public async Task TwoThatLookAlike_SentAtTheSameMoment_OnlyOneGoes()
    {
        for (var pair = 0; pair < 5; pair++)
        {
            var (one, other) = (await ApprovedAsync(_desk, pair * 2), await ApprovedAsync(_desk, (pair * 2) + 1));
            await using (var db = _desk.Db())
            {
                foreach (var payout in new[] { one, other })
                    db.Evidence.Add(new Domain.Evidence.EvidenceItem(Ids.New(_desk.Time.Now), _desk.StoreId, payout.CaseId, null, "袖口.jpg", _desk.Time.Now, null).WithFile(new((char)('0' + pair), 64), "image/jpeg", 1, 1, 1, false));
                await db.SaveChangesAsync();
            }

            var sent = await Task.WhenAll(new[] { one, other }.Select(payout => Task.Run(() => SendAsync(_desk, payout))));

            sent.Count(answer => answer.Ok).ShouldBe(1);
            sent.Single(answer => !answer.Ok).Refusal!.Code.ShouldBe("payout.looks_alike");
        }
        await ShouldBalanceAsync(_desk);
    }

    private async Task<bool> ActAsync(int act, int person, string number, Payout payout, ApprovalRequest request) => act switch
    {
        0 => (await _desk.Get<DecideApproval>().ExecuteAsync(new(request.Id, Verdict.Approved, null, null, request.SubjectHash), _desk.Supervisor)).Ok,
        1 => (await _desk.Get<DecideApproval>().ExecuteAsync(new(request.Id, Verdict.Approved, 40, null, request.SubjectHash), _desk.Owner)).Ok,
        2 => (await ByHandAsync(_desk, payout, $"R{person}")).Ok,
        3 => (await SendAsync(_desk, payout, key: $"click-{person}")).Ok,
        4 => (await ConfirmAsync(_desk, payout, $"R{person}")).Ok,
        5 => (await FailAsync(_desk, payout, $"没到账 {person}")).Ok,
        6 => (await BatchAsync($"batch-{person}", [payout.Id])).Ok,
        7 when person % 5 == 0 => (await _desk.Get<VoidAction>().ExecuteAsync(new(number, payout.ActionId, "不要了"), _desk.Agent)).Ok,
        _ => (await _desk.Get<ChangeShares>().ExecuteAsync(new(number, payout.ActionId, [new(Party.Courier, 1 + person, "中通"), new(Party.Store, 99 - person)]), _desk.Agent)).Ok,
    };

    private Task<Result<Guid>> BatchAsync(string key, IReadOnlyList<Guid> ids) => _desk.Get<SendBatch>().ExecuteAsync(new(ids, "taobao", key), _desk.Agent);
}
