using AfterSales.Application.Approvals;
using AfterSales.Application.Cases;
using AfterSales.Application.Ledger;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Remedies;
using AfterSales.Application.Tests.Importing;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Remedies.QualityCase;

namespace AfterSales.Application.Tests.Approvals;

/// <summary>An approval is bound to exactly what was asked for: change it, and it is void at once, with what it would have paid.</summary>
public sealed class ChangedApprovalTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task ChooseItems_VoidsWhatIsOpen_AndTellsTheRequester()
    {
        var number = await AskedAsync();

        await ChooseAsync(number);

        await VoidedAsync(number);
        await using var db = _desk.Db();
        (await db.Notifications.SingleAsync(n => n.Kind == "approval.voided")).PersonId.ShouldBe(_desk.Agent.Id!.Value);
        (await db.Cases.SingleAsync(c => c.Number == number)).WaitingFor.ShouldBeNull();
        (await db.Clocks.SingleAsync(c => c.Kind == ClockKind.Approval)).StoppedAt.ShouldNotBeNull();
        (await db.Postings.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task ChooseItems_VoidsWhatWasApprovedAndIsNotPaid_AndTheLedgerTakesItBack()
    {
        var number = await AskedAsync();
        (await DecideAsync(_desk, number, Verdict.Approved)).Refusal.ShouldBeNull();

        await ChooseAsync(number);

        await VoidedAsync(number);
        await using var db = _desk.Db();
        (await db.Postings.CountAsync()).ShouldBe(2, "granted, and taken back");
        (await db.LedgerEntries.GroupBy(e => e.Account).Select(g => g.Sum(e => e.Yuan)).ToListAsync()).ShouldAllBe(sum => sum == 0);
    }

    [Fact]
    public async Task ChooseItems_LeavesWhatIsSentAlready()
    {
        var number = await AskedAsync();
        (await DecideAsync(_desk, number, Verdict.Approved)).Refusal.ShouldBeNull();
        await SendAsync(number);

        await ChooseAsync(number);

        (await RequestAsync(_desk, number)).State.ShouldBe(ApprovalState.Approved);
        (await PayoutAsync(_desk, number)).State.ShouldBe(PayoutState.Sent);
    }

    [Fact]
    public async Task AskedBack_AndThenChanged_IsVoid_AndCannotBeAnswered()
    {
        var number = await AskedAsync();
        (await DecideAsync(_desk, number, Verdict.AskedBack, reason: "哪一件")).Refusal.ShouldBeNull();

        await ChooseAsync(number);

        await VoidedAsync(number);
        var request = await RequestAsync(_desk, number);
        (await _desk.Get<AnswerApproval>().ExecuteAsync(new(number, request.Id, "这一件"), _desk.Agent)).Refusal!.Code.ShouldBe("approval.not_asked_back");
    }

    [Fact]
    public async Task Message_ThatNamesTheOrderOnlyNow_VoidsWhatIsOpen()
    {
        await _desk.ImportAsync(Importer.Orders(0, 1));
        var number = await WithoutOrderAsync();

        await _desk.BuyerSaysAsync("买家000", "订单号发您", OrderNo);

        await VoidedAsync(number);
        await using var db = _desk.Db();
        (await db.Cases.SingleAsync(c => c.Number == number)).ShouldSatisfyAllConditions(c => c.OrderNo.ShouldBe(OrderNo), c => c.WaitingFor.ShouldBeNull());
        (await db.Notifications.SingleAsync(n => n.Kind == "approval.voided")).PersonId.ShouldBe(_desk.Agent.Id!.Value);
        (await db.Clocks.SingleAsync(c => c.Kind == ClockKind.Approval)).StoppedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task EvidenceTakenAway_IsNoticedByWhoDecides()
    {
        var number = await AskedAsync(photo: true);
        await using (var db = _desk.Db()) await db.Evidence.ExecuteDeleteAsync();

        (await DecideAsync(_desk, number, Verdict.Approved)).Refusal!.Code.ShouldBe("approval.changed");

        await VoidedAsync(number);
    }

    // A tombstone shows nothing.
    [Fact]
    public async Task EvidenceRemoved_IsNoticedByWhoDecides()
    {
        var number = await AskedAsync(photo: true);
        await using (var db = _desk.Db()) await db.Evidence.ExecuteUpdateAsync(e => e.SetProperty(x => x.RemovedAt, _desk.Time.Now).SetProperty(x => x.RemovalReason, "传错了"));

        (await DecideAsync(_desk, number, Verdict.Approved)).Refusal!.Code.ShouldBe("approval.changed");

        await VoidedAsync(number);
    }

    [Fact]
    public async Task EvidenceTakenAway_VoidsAtOnce()
    {
        var number = await AskedAsync(photo: true);
        (await DecideAsync(_desk, number, Verdict.Approved)).Refusal.ShouldBeNull();

        // Whatever takes evidence away does this in the same transaction.
        await InCaseAsync(number, async (work, actions) =>
        {
            work.Db.Evidence.RemoveRange(await work.Db.Evidence.ToListAsync());
            await work.Db.SaveChangesAsync();
            await actions.VoidWhatChangedAsync(work, CancellationToken.None);
        });

        await VoidedAsync(number);
    }

    [Fact]
    public async Task MoreEvidence_ChangesNothing_AndIsBoundWithTheAnswer()
    {
        var number = await AskedAsync();
        var before = await RequestAsync(_desk, number);
        await PhotoAsync(number);
        (await RequestAsync(_desk, number)).State.ShouldBe(ApprovalState.Open);
        (await DecideAsync(_desk, number, Verdict.AskedBack, reason: "有照片吗")).Refusal.ShouldBeNull();

        (await _desk.Get<AnswerApproval>().ExecuteAsync(new(number, before.Id, "已补照片"), _desk.OtherAgent)).Refusal.ShouldBeNull();

        var after = await RequestAsync(_desk, number);
        (after.State, after.Note, after.Subject.Evidence.Count).ShouldBe((ApprovalState.Open, "已补照片", 1));
        after.SubjectHash.ShouldNotBe(before.SubjectHash);
        after.Hands.ShouldBe([_desk.Agent.Id!.Value, _desk.OtherAgent.Id!.Value], ignoreOrder: true);
        // Who has not seen the photo does not decide on it.
        (await _desk.Get<DecideApproval>().ExecuteAsync(new(after.Id, Verdict.Approved, null, null, before.SubjectHash), _desk.Supervisor)).Refusal!.Code.ShouldBe("approval.changed");
        (await DecideAsync(_desk, number, Verdict.Approved)).Value!.State.ShouldBe(ApprovalState.Approved);
    }

    [Fact]
    public async Task Withdraw_TakesEverythingBackThatWasAskedFor()
    {
        var number = await AskedAsync();
        var request = await RequestAsync(_desk, number);

        (await _desk.Get<VoidAction>().ExecuteAsync(new(number, request.ActionId, "买家不要了"), _desk.Agent)).Refusal.ShouldBeNull();

        await VoidedAsync(number);
        (await _desk.Get<ResolveCase>().ExecuteAsync(new(number, null), _desk.Agent)).Refusal?.Code.ShouldNotBe("case.approval_open");
    }

    [Fact]
    public async Task Close_WhileARequestIsOpen_IsRefused()
    {
        var number = await AskedAsync();
        (await _desk.Get<ResolveCase>().ExecuteAsync(new(number, null), _desk.Agent)).Refusal!.Code.ShouldBe("case.approval_open");
        (await _desk.Get<CloseCase>().ExecuteAsync(new(number, null), _desk.Agent)).Refusal!.Code.ShouldBe("case.approval_open");
        (await DecideAsync(_desk, number, Verdict.AskedBack, reason: "哪一件")).Refusal.ShouldBeNull();
        (await _desk.Get<CloseCase>().ExecuteAsync(new(number, null), _desk.Agent)).Refusal!.Code.ShouldBe("case.approval_open", "a question is open, too");
    }

    private async Task<string> AskedAsync(bool photo = false)
    {
        var number = await OpenAsync(_desk, refused: true);
        if (photo) await PhotoAsync(number);
        (await AgreeAsync(_desk, number, 45)).Value!.ApprovalId.ShouldNotBeNull();
        return number;
    }

    // The default playbooks let nobody ask for money before the order is known; a store's own may ask for anything.
    private async Task<string> WithoutOrderAsync()
    {
        var number = await _desk.BuyerSaysAsync("买家000", "袖口开线了");
        await InCaseAsync(number, (work, actions) =>
        {
            var (id, agent, now) = (Ids.New(work.Now), _desk.Agent.Id!.Value, work.Now);
            var what = new ApprovalSubject(_desk.StoreId, work.Subject.Id, null, "coupon", 20, PayoutMethod.Coupon, null, [], []);
            actions.Add(CaseAction.Agree(id, _desk.StoreId, work.Subject.Id, 1, new(ActionCatalogue.Find("coupon")!, null, [], false), agent, now).With(id, []).Costing(20, null, [], null, null, isOwnAuthority: false).Ask());
            actions.Add(Payout.Request(Ids.New(now), _desk.StoreId, work.Subject.Id, id, work.Subject.CustomerId, null, "coupon", PayoutMethod.Coupon, null, 20, Shares.OfStore, agent, now));
            actions.Add(ApprovalRequest.Ask(Ids.New(now), id, what, "supervisor", ["over one's authority"], SignaturePlan.AnySupervisor, "", agent, _desk.Agent.Name, now));
            actions.LetClockFollow();
            return Task.CompletedTask;
        });
        return number;
    }

    private async Task ChooseAsync(string number) => (await _desk.Get<ChooseItems>().ExecuteAsync(new(number, [await LineAsync(number)], null), _desk.Agent)).Refusal.ShouldBeNull();

    private async Task<string> LineAsync(string number)
    {
        await using var db = _desk.Db();
        var orderNo = await db.Cases.Where(c => c.Number == number).Select(c => c.OrderNo).SingleAsync();
        if (await db.OrderLines.Where(l => l.OrderNo == orderNo).Select(l => l.LineKey).FirstOrDefaultAsync() is { } key) return key;
        await _desk.Get<Npgsql.NpgsqlDataSource>().CreateCommand(
            $"insert into order_lines (id, store_id, order_no, line_key, status, extra, imported_at) values (gen_random_uuid(), '{_desk.StoreId}', '{orderNo}', '1', 'Finished', '{{}}', now())").ExecuteNonQueryAsync();
        return "1";
    }

    private async Task PhotoAsync(string number)
    {
        await using var db = _desk.Db();
        var caseId = await db.Cases.Where(c => c.Number == number).Select(c => c.Id).SingleAsync();
        db.Evidence.Add(new EvidenceItem(Ids.New(_desk.Time.Now), _desk.StoreId, caseId, null, "吊牌.jpg", _desk.Time.Now, null).WithLink("https://example.com/label.jpg"));
        await db.SaveChangesAsync();
    }

    private Task SendAsync(string number) => InCaseAsync(number, async (work, actions) =>
        (await actions.SendAsync(work, actions.Payouts.Single(), new(PaymentConnectors.Manual), 30, CancellationToken.None)).Refusal.ShouldBeNull());

    private async Task InCaseAsync(string number, Func<LockedCase, CaseActions, Task> act)
    {
        await using var work = (await _desk.Get<CaseLocks>().OpenAsync(_desk.Agent, Permission.HandleCases, number, null, CancellationToken.None)).Value!;
        await act(work, await CaseActions.LoadAsync(work, CancellationToken.None));
        await work.CommitAsync(CancellationToken.None);
    }

    private async Task VoidedAsync(string number)
    {
        (await RequestAsync(_desk, number)).State.ShouldBe(ApprovalState.Voided);
        (await PayoutAsync(_desk, number)).State.ShouldBe(PayoutState.Voided);
        (await ActionsAsync(_desk, number)).ShouldAllBe(a => a.State == ActionState.Voided);
        (await _desk.Get<ApprovalQueries>().InboxAsync(_desk.Supervisor)).Value!.Rows.ShouldBeEmpty();
    }
}
