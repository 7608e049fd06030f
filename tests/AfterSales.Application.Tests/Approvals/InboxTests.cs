using AfterSales.Application.Approvals;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Remedies.QualityCase;

namespace AfterSales.Application.Tests.Approvals;

public sealed class InboxTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Inbox_IsWhatOneMayDecide_NeverOnesOwn()
    {
        var first = await AskAsync(0);
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        var second = await AskAsync(1, by: _desk.Supervisor);

        (await NumbersAsync(_desk.Supervisor)).ShouldBe([first]);
        (await NumbersAsync(_desk.Owner)).ShouldBe([first, second], "the oldest due first");
        (await NumbersAsync(_desk.Agent)).ShouldBeEmpty();
        (await NumbersAsync(_desk.Warehouse)).ShouldBeEmpty();
        (await _desk.Get<ApprovalQueries>().InboxAsync(await _desk.StrangerAsync())).Value!.Rows.ShouldBeEmpty();
        (await _desk.Get<ApprovalQueries>().InboxAsync(_desk.Bridge)).Refusal!.Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task Inbox_ARowSaysWhatIsAskedAndWhy()
    {
        var number = await AskAsync(0);

        var row = (await _desk.Get<ApprovalQueries>().InboxAsync(_desk.Supervisor)).Value!.Rows.ShouldHaveSingleItem();

        (row.Number, row.Remedy, row.Amount, row.Type, row.Customer, row.RequestedBy, row.NextRole).ShouldBe((number, "partial discount", 45m, CaseType.Quality, "买家000", _desk.Agent.Name, Role.Supervisor));
        row.Causes.ShouldContain("over one's authority");
        row.Due.ShouldBe(_desk.Time.Now.AddMinutes(30));
        row.Signatures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Inbox_GoesOnByKey_WithoutGapsOrRepetitions()
    {
        const int all = ApprovalQueries.PageSize + 3;
        var asked = new List<string>();
        for (var i = 0; i < all; i++)
        {
            asked.Add(await AskAsync(i));
            // Several are due at the same moment.
            if (i % 3 == 0) _desk.Time.Move(TimeSpan.FromSeconds(1));
        }
        var first = (await _desk.Get<ApprovalQueries>().InboxAsync(_desk.Supervisor)).Value!;
        first.Rows.Count.ShouldBe(ApprovalQueries.PageSize);
        var last = (await _desk.Get<ApprovalQueries>().InboxAsync(_desk.Supervisor, first.Next)).Value!;
        last.Next.ShouldBeNull();
        first.Rows.Concat(last.Rows).Select(row => row.Number).ShouldBe(asked, ignoreOrder: true);
        (await _desk.Get<OpenApprovals>().CountAsync(_desk.Supervisor)).ShouldBe(all);
    }

    [Fact]
    public async Task Count_FollowsWhatIsAskedAndDecided()
    {
        var open = _desk.Get<OpenApprovals>();
        (await open.CountAsync(_desk.Supervisor)).ShouldBe(0);
        var number = await AskAsync(0);
        (await open.CountAsync(_desk.Supervisor)).ShouldBe(1);
        (await open.CountAsync(_desk.Agent)).ShouldBe(0);
        (await DecideAsync(_desk, number, Verdict.AskedBack, reason: "照片呢")).Refusal.ShouldBeNull();
        (await open.CountAsync(_desk.Supervisor)).ShouldBe(0);
        var request = await RequestAsync(_desk, number);
        (await _desk.Get<AnswerApproval>().ExecuteAsync(new(number, request.Id, "已补"), _desk.Agent)).Refusal.ShouldBeNull();
        (await open.CountAsync(_desk.Supervisor)).ShouldBe(1);
        (await DecideAsync(_desk, number, Verdict.Approved)).Refusal.ShouldBeNull();
        (await open.CountAsync(_desk.Supervisor)).ShouldBe(0);
    }

    [Fact]
    public async Task Count_OfHundred_CostsOneReading()
    {
        await AskAsync(0);
        var open = _desk.Get<OpenApprovals>();
        var people = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => _desk.PersonAsync($"主管{i}", Role.Supervisor)));
        await open.CountAsync(_desk.Supervisor);
        await using var db = _desk.Db();
        await db.Approvals.ExecuteDeleteAsync();

        // Told of no change, nobody reads: all see what the node remembers.
        foreach (var person in people) (await open.CountAsync(person)).ShouldBe(1);
    }

    [Fact]
    public async Task Details_SayEverythingOneNeedsToDecide()
    {
        (await AgreeAsync(_desk, await OpenAsync(_desk), 5)).Value!.ApprovalId.ShouldBeNull();
        var refused = await AskAsync(1);
        (await DecideAsync(_desk, refused, Verdict.Rejected, reason: "再谈")).Refusal.ShouldBeNull();
        var number = await AskAsync(50);
        var request = await RequestAsync(_desk, number);

        var details = (await _desk.Get<ApprovalDetailQueries>().FindAsync(request.Id, _desk.Supervisor)).Value!;

        details.Why.ShouldNotBeNull().ShouldSatisfyAllConditions(
            why => why.OrderPaid.ShouldBe(201.12m), why => why.Margin.ShouldBe(80.45m), why => why.MarginAfter.ShouldBe(35.45m), why => (why.GuideFrom, why.GuideUpTo).ShouldBe((10, 15)), why => why.Playbook.ShouldBe("Quality"));
        details.Shares.ShouldNotBeNull().Parts.Sum(share => share.Percent).ShouldBe(100);
        (details.Buyer.Orders, details.Buyer.Cases, details.Buyer.Paid).ShouldBe((2, 2, 5m));
        details.Requester.ShouldBe(new RequesterHistory(5, 1));
        details.Alike.ShouldHaveSingleItem().Amount.ShouldBe(5);
        (details.WhyNot, details.Note).ShouldBe((null, "穿过一次开线"));
        (await _desk.Get<ApprovalDetailQueries>().FindAsync(request.Id, _desk.Agent)).Value!.WhyNot!.Code.ShouldBe("approval.own");
        (await _desk.Get<ApprovalDetailQueries>().FindAsync(request.Id, await _desk.StrangerAsync())).Refusal!.Code.ShouldBe("approval.not_found");
    }

    [Fact]
    public async Task Details_OfAPhotoThatWasSeen_NameTheOtherCase_WherePaidNothing()
    {
        var (other, number) = (await OpenAsync(_desk), await OpenAsync(_desk, 1));
        await PhotoAsync(other);
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        await PhotoAsync(number);

        var terms = (await _desk.Get<ActionQueries>().TermsAsync(_desk.Agent, number, "partial discount", 5, payee: null)).Value!;
        (await AgreeAsync(_desk, number, 5)).Value!.ApprovalId.ShouldNotBeNull();
        var details = (await _desk.Get<ApprovalDetailQueries>().FindAsync((await RequestAsync(_desk, number)).Id, _desk.Supervisor)).Value!;

        details.Row.Causes.ShouldContain("photo seen before");
        details.Alike.ShouldBeEmpty();
        details.SamePhoto.ShouldBe([other]);
        terms.SamePhoto.ShouldBe([other]);
    }

    [Fact]
    public async Task Asked_TellsThoseWhoDecide_NotTheRequester()
    {
        await AskAsync(0);
        (await ToldAsync()).ShouldBe([_desk.Supervisor.Id!.Value]);
    }

    [Fact]
    public async Task Asked_ByTheOnlySupervisor_TellsTheOwner()
    {
        await AskAsync(0, by: _desk.Supervisor);
        (await ToldAsync()).ShouldBe([_desk.Owner.Id!.Value]);
    }

    [Fact]
    public async Task ApproveAlike_DecidesEachByItself_AndTellsOfEach()
    {
        var rows = new List<ApprovalRow>();
        for (var order = 0; order < 3; order++) await AskAsync(order, 14);
        rows.AddRange((await _desk.Get<ApprovalQueries>().InboxAsync(_desk.Supervisor)).Value!.Rows);
        rows.Select(row => row.Kind).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        // One of them was decided meanwhile.
        (await DecideAsync(_desk, rows[1].Number, Verdict.Rejected, reason: "再谈")).Refusal.ShouldBeNull();

        var decided = (await _desk.Get<ApproveAlike>().ExecuteAsync([.. rows.Select(row => new SeenRequest(row.Id, row.SubjectHash))], _desk.Supervisor)).Value!;

        decided.Select(one => one.Refusal?.Code).ShouldBe([null, "approval.not_open", null]);
    }

    [Fact]
    public async Task ApproveAlike_WhatIsNotAlike_IsRefused()
    {
        await AskAsync(0, 14);
        await AskAsync(1, 45);
        var rows = (await _desk.Get<ApprovalQueries>().InboxAsync(_desk.Supervisor)).Value!.Rows;

        (await _desk.Get<ApproveAlike>().ExecuteAsync([.. rows.Select(row => new SeenRequest(row.Id, row.SubjectHash))], _desk.Supervisor)).Refusal!.Code.ShouldBe("approval.not_alike");
        (await _desk.Get<OpenApprovals>().CountAsync(_desk.Supervisor)).ShouldBe(2);
    }

    [Fact]
    public async Task SpentToday_IsWhatWasGranted_AndFollows()
    {
        var spent = _desk.Get<SpentToday>();
        (await spent.OfAsync(_desk.StoreId)).ShouldBe(new DaySpending(0, null));
        (await AgreeAsync(_desk, await OpenAsync(_desk), 5)).Value!.ApprovalId.ShouldBeNull();
        var number = await AskAsync(1);
        (await spent.OfAsync(_desk.StoreId)).Granted.ShouldBe(5);
        (await DecideAsync(_desk, number, Verdict.Approved, amount: 40)).Refusal.ShouldBeNull();
        (await spent.OfAsync(_desk.StoreId)).Granted.ShouldBe(45);
    }

    private async Task PhotoAsync(string number)
    {
        await using var db = _desk.Db();
        var caseId = await db.Cases.Where(c => c.Number == number).Select(c => c.Id).SingleAsync();
        db.Evidence.Add(new EvidenceItem(Ids.New(_desk.Time.Now), _desk.StoreId, caseId, null, "袖口.jpg", _desk.Time.Now, null).WithFile(new('a', 64), "image/jpeg", 1, 1, 1, false));
        await db.SaveChangesAsync();
    }

    private async Task<string> AskAsync(int order, decimal amount = 45, Actor? by = null)
    {
        var number = await OpenAsync(_desk, order, refused: true);
        var agreed = await AgreeAsync(_desk, number, amount, actor: by);
        agreed.Refusal.ShouldBeNull();
        agreed.Value!.ApprovalId.ShouldNotBeNull();
        return number;
    }

    private async Task<IEnumerable<string>> NumbersAsync(Actor actor) => (await _desk.Get<ApprovalQueries>().InboxAsync(actor)).Value!.Rows.Select(row => row.Number);

    private async Task<List<Guid>> ToldAsync()
    {
        await using var db = _desk.Db();
        return await db.Notifications.Where(n => n.Kind == "approval.asked").Select(n => n.PersonId).ToListAsync();
    }
}
