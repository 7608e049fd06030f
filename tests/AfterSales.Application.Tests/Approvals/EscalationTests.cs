using AfterSales.Application.Approvals;
using AfterSales.Application.Clocks;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Remedies.QualityCase;

namespace AfterSales.Application.Tests.Approvals;

/// <summary>Nobody decided in time: it goes to the owner as well, once.</summary>
public sealed class EscalationTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Breach_OnSeveralNodes_EscalatesOnce()
    {
        var number = await OpenAsync(_desk, refused: true);
        await AgreeAsync(_desk, number, 45);
        _desk.Time.Move(Limit);

        await using var second = _desk.AnotherNode();
        await using var third = _desk.AnotherNode();
        await Task.WhenAll(new[] { _desk, second, third }.Select(node => Task.Run(() => FireAsync(node))));
        await FireAsync(_desk);

        (await RequestAsync(_desk, number)).ShouldSatisfyAllConditions(a => a.EscalatedAt.ShouldBe(_desk.Time.Now), a => a.State.ShouldBe(ApprovalState.Open));
        await using var db = _desk.Db();
        var told = await db.Notifications.Where(n => n.Kind == "approval.escalated").ToListAsync();
        told.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            n => n.PersonId.ShouldBe(_desk.Owner.Id!.Value), n => n.CaseNumber.ShouldBe(number), n => n.Data["amount"].ShouldBe("45.00"), n => n.Data["by"].ShouldBe(_desk.Agent.Name));
        (await db.History.CountAsync(h => h.Kind == CaseEventKind.ApprovalEscalated)).ShouldBe(1);
        (await db.Notifications.CountAsync(n => n.Kind == "clock.breached" && n.PersonId == _desk.Supervisor.Id)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Breach_AfterItWasDecided_EscalatesNothing()
    {
        var number = await OpenAsync(_desk, refused: true);
        await AgreeAsync(_desk, number, 45);
        (await DecideAsync(_desk, number, Verdict.Approved)).Refusal.ShouldBeNull();
        _desk.Time.Move(Limit);

        await FireAsync(_desk);

        (await RequestAsync(_desk, number)).EscalatedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Breach_OfTheOldest_LeavesAYoungerRequestOfTheCaseAlone()
    {
        var number = await OpenAsync(_desk, refused: true);
        await AgreeAsync(_desk, number, 45);
        _desk.Time.Move(TimeSpan.FromMinutes(20));
        (await AgreeAsync(_desk, number, 30, "return and refund")).Value!.ApprovalId.ShouldNotBeNull();
        _desk.Time.Move(TimeSpan.FromMinutes(10));

        await FireAsync(_desk);

        await using var db = _desk.Db();
        var escalated = await db.Approvals.Where(a => a.EscalatedAt != null).ToListAsync();
        escalated.ShouldHaveSingleItem().Amount.ShouldBe(45);
    }

    [Fact]
    public async Task Breach_OfTheOwnersOwnRequest_IsNotToldToThem()
    {
        var second = await _desk.PersonAsync("店长二", Role.Owner);
        var number = await OpenAsync(_desk, "1000.00", refused: true);
        (await AgreeAsync(_desk, number, 250, actor: _desk.Owner)).Value!.ApprovalId.ShouldNotBeNull();
        _desk.Time.Move(Limit);

        await FireAsync(_desk);

        await using var db = _desk.Db();
        (await db.Notifications.Where(n => n.Kind == "approval.escalated").Select(n => n.PersonId).ToListAsync()).ShouldBe([second.Id!.Value]);
    }

    [Fact]
    public async Task AskedBackAndAnswered_RunsAnew_AndEscalatesAnew()
    {
        var number = await OpenAsync(_desk, refused: true);
        await AgreeAsync(_desk, number, 45);
        _desk.Time.Move(Limit);
        await FireAsync(_desk);
        (await DecideAsync(_desk, number, Verdict.AskedBack, reason: "有吊牌照片吗")).Value!.State.ShouldBe(ApprovalState.AskedBack);
        var request = await RequestAsync(_desk, number);
        (await _desk.Get<AnswerApproval>().ExecuteAsync(new(number, request.Id, "已补"), _desk.Agent)).Refusal.ShouldBeNull();
        (await RequestAsync(_desk, number)).EscalatedAt.ShouldBeNull();

        _desk.Time.Move(Limit);
        await FireAsync(_desk);

        (await RequestAsync(_desk, number)).EscalatedAt.ShouldBe(_desk.Time.Now);
        await using var db = _desk.Db();
        (await db.Notifications.CountAsync(n => n.Kind == "approval.escalated")).ShouldBe(2);
    }

    private static async Task FireAsync(TestDesk node)
    {
        while (await node.Get<FireTimers>().FireDueAsync(CancellationToken.None) > 0)
        {
        }
    }
}
