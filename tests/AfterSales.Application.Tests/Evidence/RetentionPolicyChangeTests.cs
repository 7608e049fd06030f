using AfterSales.Application.Evidence.Keeping;
using AfterSales.Application.People;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Tests.Evidence;

public sealed class RetentionPolicyChangeTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task NewStore_KeepsForGood_AndNoRoundIsDone()
    {
        var now = await NowAsync();
        now.Policy.KeepsEverything().ShouldBeTrue();
        (now.Proposal, now.LastRun, now.History.Count).ShouldBe((null, null, 0));
        (await _desk.RoundAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Shorten_TakesASecondPersonWhoMayApprove()
    {
        (await ChangeAsync(1, 24)).Value.ShouldBe(new RetentionChange(1, IsProposed: true));

        var proposal = (await NowAsync()).Proposal.ShouldNotBeNull();
        (await NowAsync()).Policy.KeepsEverything().ShouldBeTrue();
        (await _desk.Get<NotificationQueries>().InboxAsync(_desk.Supervisor)).Latest.ShouldContain(n => n.Kind == ChangeRetention.Kind);
        (await _desk.Get<NotificationQueries>().InboxAsync(_desk.Owner)).Latest.ShouldNotContain(n => n.Kind == ChangeRetention.Kind);
        (await DecideAsync(proposal.Id, true, _desk.Owner)).Refusal!.Code.ShouldBe("retention.own");
        (await DecideAsync(proposal.Id, true, _desk.Agent)).Refusal!.Code.ShouldBe("forbidden");
        (await ChangeAsync(1, 12)).Refusal!.Code.ShouldBe("retention.proposed_already");
        (await DecideAsync(proposal.Id, true, _desk.Supervisor)).Value.ShouldBe(2);

        var now = await NowAsync();
        (now.Policy.Version, now.Policy.For(CaseType.Quality).Months, now.Proposal).ShouldBe((2, 24, null));
        now.History.ShouldHaveSingleItem().ByName.ShouldBe("店长 · 主管");
        (await DecideAsync(proposal.Id, true, _desk.Supervisor)).Refusal!.Code.ShouldBe("retention.not_open");
        (await _desk.Get<RetentionQueries>().VersionAsync(_desk.Agent, 2)).Value!.Otherwise.Months.ShouldBe(24);
    }

    [Fact]
    public async Task Shorten_Declined_OrTakenBack_ChangesNothing()
    {
        foreach (var decider in new[] { _desk.Supervisor, _desk.Owner })
        {
            await ChangeAsync(1, 24);
            (await DecideAsync((await NowAsync()).Proposal!.Id, false, decider)).Value.ShouldBe(1);
            (await NowAsync()).Policy.KeepsEverything().ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Lengthen_HoldsAtOnce_AndAProposalThatDoesNotKnowOfItCannotBeConfirmed()
    {
        await _desk.KeepForAsync(24);
        (await ChangeAsync(2, 12)).Value!.IsProposed.ShouldBeTrue();
        var proposal = (await NowAsync()).Proposal!;

        (await ChangeAsync(2, null)).Value.ShouldBe(new RetentionChange(3, IsProposed: false));

        (await NowAsync()).Policy.KeepsEverything().ShouldBeTrue();
        (await DecideAsync(proposal.Id, true, _desk.Supervisor)).Refusal!.Code.ShouldBe("retention.proposal_stale");
        (await DecideAsync(proposal.Id, false, _desk.Supervisor)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Shorten_WhereNobodyElseMayApprove_IsRefused()
    {
        await using (var db = _desk.Db()) await db.Memberships.Where(m => m.PersonId == _desk.Supervisor.Id).ExecuteDeleteAsync();
        (await ChangeAsync(1, 24)).Refusal!.Code.ShouldBe("retention.nobody_to_confirm");
        (await NowAsync()).Proposal.ShouldBeNull();
    }

    [Fact]
    public async Task Change_OutOfBounds_Stale_Unchanged_OrByOthers()
    {
        (await ChangeAsync(1, 0)).Refusal!.ShouldSatisfyAllConditions(refusal => refusal.Code.ShouldBe("retention.months_invalid"), refusal => refusal.Args.ShouldBe([1, 240]), refusal => refusal.Field.ShouldBe("Otherwise"));
        (await ChangeAsync(7, 24)).Refusal!.Code.ShouldBe("retention.stale");
        (await ChangeAsync(1, null)).Value.ShouldBe(new RetentionChange(1, IsProposed: false));
        (await ChangeAsync(1, 24, _desk.Supervisor)).Refusal!.Code.ShouldBe("forbidden");
        (await _desk.Get<RetentionQueries>().ForecastAsync(RetentionPolicy.Default, _desk.Agent)).Refusal!.Code.ShouldBe("forbidden");
        (await _desk.Get<RetentionQueries>().NowAsync(_desk.Warehouse)).Refusal!.Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task Shorten_TwoAtOnce_OneIsProposed()
    {
        var other = await _desk.PersonAsync("店长二", Role.Owner);
        var answers = await Task.WhenAll(new[] { _desk.Owner, other }.Select(actor => Task.Run(() => ChangeAsync(1, 24, actor))));
        answers.Count(answer => answer.Ok).ShouldBe(1);
        answers.Single(answer => !answer.Ok).Refusal!.Code.ShouldBe("retention.proposed_already");
    }

    [Fact]
    public async Task Versions_AreOnlyAdded()
    {
        await _desk.KeepForAsync(24);
        await using var db = _desk.Db();
        (await Should.ThrowAsync<PostgresException>(() => db.RetentionPolicies.ExecuteUpdateAsync(p => p.SetProperty(x => x.ByName, "别人")))).SqlState.ShouldBe(PostgresErrorCodes.RestrictViolation);
        (await Should.ThrowAsync<PostgresException>(() => db.RetentionPolicies.ExecuteDeleteAsync())).SqlState.ShouldBe(PostgresErrorCodes.RestrictViolation);
    }

    [Fact]
    public async Task Forecast_SaysWhatWouldGoByType_AndWhatWouldStay()
    {
        var (quality, held) = (await _desk.ClosedCaseAsync("甲"), await _desk.ClosedCaseAsync("乙"));
        await _desk.ClosedCaseAsync("丙", CaseType.Logistics);
        await _desk.AddPictureAsync(await _desk.BuyerSaysAsync("丁", "还开着"), SamplePictures.Png(9, 9));
        (await _desk.Get<SetLegalHold>().ExecuteAsync(held.Number, "平台介入", _desk.Supervisor)).Refusal.ShouldBeNull();
        _desk.Time.Move(TimeSpan.FromDays(62));

        var forecast = (await _desk.Get<RetentionQueries>().ForecastAsync(new() { Types = new Dictionary<CaseType, KeptFor> { [CaseType.Quality] = new(2), [CaseType.Logistics] = new(3) } }, _desk.Supervisor)).Value!;

        forecast.Goes.ShouldHaveSingleItem().ShouldBe(new RetentionLine(CaseType.Quality, 1, 1, quality.Piece.Size!.Value));
        forecast.Kept.ShouldHaveSingleItem().ShouldBe(new(KeptBecause.LegalHold, 1));
        var all = (await _desk.Get<RetentionQueries>().ForecastAsync(new() { Otherwise = new(1) }, _desk.Supervisor)).Value!;
        all.Goes.Select(line => (line.Type, line.Cases)).ShouldBe([(CaseType.Quality, 1L), (CaseType.Logistics, 1L)]);
    }

    private async Task<RetentionNow> NowAsync() => (await _desk.Get<RetentionQueries>().NowAsync(_desk.Owner)).Value!;

    private Task<Result<RetentionChange>> ChangeAsync(int basedOn, int? months, Actor? actor = null) =>
        _desk.Get<ChangeRetention>().ExecuteAsync(new(basedOn, new() { Otherwise = new(months) }), actor ?? _desk.Owner);

    private Task<Result<int>> DecideAsync(Guid id, bool confirm, Actor actor) => _desk.Get<DecideRetention>().ExecuteAsync(new(id, confirm), actor);
}
