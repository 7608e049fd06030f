using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.People;

public sealed class ShiftPlanTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 22);   // where it is 10:00
    private static readonly ShiftHours Early = new(new(9, 0), new(17, 0), "早班");
    private static readonly ShiftHours Late = new(new(17, 0), new(1, 0), "晚班");

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Plan_TheSameAgain_ChangesNothing()
    {
        (await PlanAsync(Today.AddDays(1), [Early, Late])).Value.ShouldBe(new(2, 0));
        (await PlanAsync(Today.AddDays(1), [Late, Early])).Value.ShouldBe(new(0, 0));
        (await PlanAsync(Today.AddDays(1), [Late])).Value.ShouldBe(new(0, 1));
        (await StandingAsync()).ShouldBe("11-23 晚班 17:00-01:00");

        var audit = (await _desk.Get<AuditQueries>().PageAsync(_desk.Owner)).Value!;
        audit.Select(a => (a.Kind, a.ByName, a.Subject, a.Details[0])).ShouldBe([(AuditKind.ShiftsPlanned, "主管", "2026-11-23", "客服甲"), (AuditKind.ShiftsPlanned, "主管", "2026-11-23", "客服甲")]);
    }

    [Fact]
    public async Task Plan_WhatHasBegun_TakesAReasonAndKeepsBothVersions()
    {
        (await PlanAsync(Today, [Early])).Refusal!.Code.ShouldBe("shift.reason_needed");
        (await PlanAsync(Today, [Early], reason: "昨晚忘了排")).Ok.ShouldBeTrue();
        (await PlanAsync(Today, [Early with { From = new(10, 0) }])).Refusal!.Code.ShouldBe("shift.reason_needed");
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        (await PlanAsync(Today, [Early with { From = new(10, 0) }], reason: "换了班")).Value.ShouldBe(new(1, 1));

        (await StandingAsync()).ShouldBe("11-22 早班 10:00-17:00");
        var versions = (await _desk.Get<ShiftQueries>().VersionsAsync(_desk.Agent.Id!.Value, Today, _desk.Agent)).Value!;
        versions.Select(v => (v.From.Hour, v.WithdrawnBy, v.Because)).ShouldBe([(9, "主管", "换了班"), (10, null, "换了班")]);
        (await _desk.Get<AuditQueries>().PageAsync(_desk.Owner)).Value![0].Kind.ShouldBe(AuditKind.ShiftsCorrected);
    }

    [Fact]
    public async Task Plan_OverAnother_IsRefusedAsAWhole()
    {
        (await PlanAsync(Today.AddDays(1), [Late])).Ok.ShouldBeTrue();
        var overlapping = new PlanShiftsInput([new(_desk.OtherAgent.Id!.Value, Today.AddDays(1), [Early]), new(_desk.Agent.Id!.Value, Today.AddDays(2), [new(new(0, 30), new(8, 0))])]);
        var refused = await _desk.Get<PlanShifts>().ExecuteAsync(overlapping, _desk.Supervisor);
        refused.Refusal!.Code.ShouldBe("shift.overlaps");
        refused.Refusal.Args.ShouldBe(["客服甲", "2026-11-24"]);
        (await StandingAsync()).ShouldBe("11-23 晚班 17:00-01:00");
    }

    [Fact]
    public async Task Plan_SomebodyElsePlannedMeanwhile_IsStale()
    {
        (await PlanAsync(Today.AddDays(1), [Early])).Ok.ShouldBeTrue();
        (await PlanAsync(Today.AddDays(1), [Late], seen: [])).Refusal!.Code.ShouldBe("shift.stale");
        (await PlanAsync(Today.AddDays(1), [Late], seen: [Ids.New(_desk.Time.Now)])).Refusal!.Code.ShouldBe("shift.stale");
    }

    [Fact]
    public async Task Plan_ByWhoMayNotOrForAStranger_IsRefused()
    {
        (await _desk.Get<PlanShifts>().ExecuteAsync(new([new(_desk.Agent.Id!.Value, Today.AddDays(1), [Early])]), _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<PlanShifts>().ExecuteAsync(new([new(Ids.New(_desk.Time.Now), Today.AddDays(1), [Early])]), _desk.Supervisor)).Refusal!.Code.ShouldBe("person.not_found");
    }

    [Fact]
    public async Task Plan_OnesOwnThatHasBegun_IsForAnother_UnlessNobodyElsePlans()
    {
        var supervisor = _desk.Supervisor.Id!.Value;
        (await PlanAsync(supervisor, Today.AddDays(1), [Early], _desk.Supervisor)).Ok.ShouldBeTrue("what is to come is planned by whoever plans");
        (await PlanAsync(supervisor, Today, [Early], _desk.Supervisor)).Refusal!.Code.ShouldBe("shift.own");
        _desk.Time.Move(TimeSpan.FromHours(23.5));
        (await PlanAsync(supervisor, Today.AddDays(1), [Early with { From = new(11, 0) }], _desk.Supervisor)).Refusal!.Code.ShouldBe("shift.own", "it was to begin half an hour ago");
        (await PlanAsync(supervisor, Today.AddDays(1), [Early with { From = new(9, 30) }], _desk.Owner)).Ok.ShouldBeTrue();

        await using (var db = _desk.Db()) await db.Memberships.Where(m => m.Role == Role.Owner).ExecuteDeleteAsync();
        (await PlanAsync(supervisor, Today.AddDays(1), [], _desk.Supervisor)).Ok.ShouldBeTrue("there is nobody else");
    }

    [Fact]
    public async Task ThePastInTheDatabase_CanOnlyBeWithdrawn()
    {
        (await PlanAsync(Today.AddDays(1), [Early])).Ok.ShouldBeTrue();
        await using var db = _desk.Db();
        await Should.ThrowAsync<Npgsql.PostgresException>(db.Shifts.ExecuteUpdateAsync(set => set.SetProperty(s => s.StartsAt, s => s.StartsAt.AddHours(1))));
        await Should.ThrowAsync<Npgsql.PostgresException>(db.Shifts.ExecuteDeleteAsync());
        (await PlanAsync(Today.AddDays(1), [])).Ok.ShouldBeTrue();
        await Should.ThrowAsync<Npgsql.PostgresException>(db.Shifts.ExecuteUpdateAsync(set => set.SetProperty(s => s.WithdrawnAt, (DateTimeOffset?)null)));
    }

    [Fact]
    public async Task Template_ChangedOrRemoved_LeavesWhatWasPlannedAsItIs()
    {
        var templates = _desk.Get<SaveShiftTemplate>();
        var id = (await templates.ExecuteAsync(new(null, Early), _desk.Supervisor)).Value;
        (await templates.ExecuteAsync(new(null, Early), _desk.Supervisor)).Refusal!.Code.ShouldBe("shift.template_taken");
        (await PlanAsync(Today.AddDays(1), [Early])).Ok.ShouldBeTrue();
        (await templates.ExecuteAsync(new(id, Early with { From = new(8, 0) }), _desk.Supervisor)).Ok.ShouldBeTrue();
        (await templates.ExecuteAsync(new(id, Early, Remove: true), _desk.Supervisor)).Ok.ShouldBeTrue();
        (await _desk.Get<ShiftQueries>().TemplatesAsync(_desk.Agent)).Value!.ShouldBeEmpty();
        (await StandingAsync()).ShouldBe("11-23 早班 09:00-17:00");
    }

    private Task<Result<PlanChange>> PlanAsync(Guid whose, DateOnly day, IReadOnlyList<ShiftHours> hours, Actor by) => _desk.Get<PlanShifts>().ExecuteAsync(new([new(whose, day, hours)], "换了班"), by);

    private Task<Result<PlanChange>> PlanAsync(DateOnly day, IReadOnlyList<ShiftHours> hours, string? reason = null, IReadOnlyList<Guid>? seen = null) =>
        _desk.Get<PlanShifts>().ExecuteAsync(new([new(_desk.Agent.Id!.Value, day, hours, seen)], reason), _desk.Supervisor);

    private async Task<string> StandingAsync() =>
        string.Join("; ", (await _desk.Get<ShiftQueries>().DaysAsync(Today, 7, _desk.Agent)).Value!.Shifts.Select(s => $"{s.Day:MM-dd} {s.Name} {s.From:HH:mm}-{s.Until:HH:mm}"));
}
