using AfterSales.Application.Approvals;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.People;
using static AfterSales.Application.Tests.Remedies.QualityCase;

namespace AfterSales.Application.Tests.Approvals;

public sealed class SpendingPolicyTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Change_AddsAVersion_AndOneThatSaysTheSameAddsNone()
    {
        (await ChangeAsync(1, SpendingPolicy.Default)).Value.ShouldBe(1);
        (await ChangeAsync(1, SpendingPolicy.Default with { StoreADay = 2_000 })).Value.ShouldBe(2);
        (await ChangeAsync(2, SpendingPolicy.Default with { StoreADay = 2_000 })).Value.ShouldBe(2);

        var now = (await _desk.Get<SpendingPolicyQueries>().NowAsync(_desk.Agent)).Value!;
        (now.Policy.Version, now.Policy.StoreADay).ShouldBe((2, 2_000));
        now.History.ShouldHaveSingleItem().ByName.ShouldBe(_desk.Owner.Name);
        (await _desk.Get<SpendingPolicyQueries>().VersionAsync(_desk.Owner, 1)).Value!.StoreADay.ShouldBeNull();
    }

    [Fact]
    public async Task Change_OfTwoOwners_TheSecondIsTold()
    {
        var second = await _desk.PersonAsync("店长二", Role.Owner);
        var answers = await Task.WhenAll(
            Task.Run(() => ChangeAsync(1, SpendingPolicy.Default with { StoreADay = 1_000 })),
            Task.Run(() => _desk.Get<ChangeSpendingPolicy>().ExecuteAsync(new(1, SpendingPolicy.Default with { StoreADay = 3_000 }), second)));

        answers.Count(answer => answer.Ok).ShouldBe(1);
        answers.Single(answer => !answer.Ok).Refusal!.Code.ShouldBe("policy.stale");
    }

    [Fact]
    public async Task Change_IsTheOwners_AndChecked()
    {
        (await _desk.Get<ChangeSpendingPolicy>().ExecuteAsync(new(1, SpendingPolicy.Default), _desk.Supervisor)).Refusal!.Code.ShouldBe("forbidden");
        (await ChangeAsync(1, SpendingPolicy.Default with { LookAlikeDays = 0 })).Refusal!.ShouldSatisfyAllConditions(r => r.Code.ShouldBe("spending.days_invalid"), r => r.Field.ShouldBe("lookAlikeDays"));
    }

    [Fact]
    public async Task PersonsOwnLimit_TakesThePlaceOfTheirRoles()
    {
        await ChangeAsync(1, SpendingPolicy.Default with { People = new Dictionary<Guid, SpendingLimit> { [_desk.Agent.Id!.Value] = new() { ACase = 8, TimesADay = 1 } } });

        (await AgreeAsync(_desk, await OpenAsync(_desk), 8.01m)).Value!.ApprovalId.ShouldNotBeNull();
        (await AgreeAsync(_desk, await OpenAsync(_desk, 1), 8)).Value!.ApprovalId.ShouldBeNull();
        (await AgreeAsync(_desk, await OpenAsync(_desk, 2), 1)).Value!.ApprovalId.ShouldNotBeNull("once a day");
        (await AgreeAsync(_desk, await OpenAsync(_desk, 3), 15, actor: _desk.OtherAgent)).Value!.ApprovalId.ShouldBeNull("others keep theirs");
    }

    [Fact]
    public async Task StoresDay_OverIt_ASupervisorDecides()
    {
        await ChangeAsync(1, SpendingPolicy.Default with { StoreADay = 20 });
        (await AgreeAsync(_desk, await OpenAsync(_desk), 15)).Value!.ApprovalId.ShouldBeNull();

        var number = await OpenAsync(_desk, 1);
        (await AgreeAsync(_desk, number, 6)).Value!.ApprovalId.ShouldNotBeNull();

        (await RequestAsync(_desk, number)).Causes.ShouldContain("over the store's day");
    }

    [Fact]
    public async Task StoresDay_GrantedByManyAtOnce_IsNotPassedWithoutADecision()
    {
        await ChangeAsync(1, SpendingPolicy.Default with { StoreADay = 20 });
        var grants = new List<(string Number, Actor Who)>();
        for (var n = 0; n < 6; n++) grants.Add((await OpenAsync(_desk, n), await _desk.PersonAsync($"客服{n}", Role.AfterSales)));

        var agreed = await Task.WhenAll(grants.Select((grant, n) => Task.Run(() => AgreeAsync(_desk, grant.Number, 15, actor: grant.Who, key: $"key{n}"))));

        agreed.ShouldAllBe(one => one.Ok);
        agreed.Count(one => one.Value!.ApprovalId is null).ShouldBe(1, "¥15 of ¥20 are granted, and nobody else's fit");
    }

    private Task<Domain.Shared.Result<int>> ChangeAsync(int basedOn, SpendingPolicy policy) => _desk.Get<ChangeSpendingPolicy>().ExecuteAsync(new(basedOn, policy), _desk.Owner);
}
