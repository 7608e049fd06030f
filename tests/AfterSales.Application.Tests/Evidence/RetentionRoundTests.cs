using AfterSales.Application.Cases;
using AfterSales.Application.Evidence;
using AfterSales.Application.Evidence.Keeping;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Tests.Evidence;

public sealed class RetentionRoundTests : IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromDays(70);

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Round_WhatWasKeptLongEnough_IsATombstoneWithoutBytes_AndOneLineOfTheHistory()
    {
        var number = await _desk.BuyerSaysAsync("张三", "破了");
        var original = await _desk.AddPictureAsync(number, SamplePictures.Png(31, 17));
        var copy = await CopyAsync(number, original.Id);
        await _desk.CloseAsync(number);
        await _desk.KeepForAsync(2);
        _desk.Time.Move(Long);

        (await _desk.RoundAsync()).ShouldBe(1);

        foreach (var piece in new[] { original, copy })
        {
            var left = await _desk.PieceAsync(piece.Id);
            (left.RemovedAt, left.RemovalReason, left.Sha256).ShouldBe((_desk.Time.Now, "retention:2:2", piece.Sha256));
            (await _desk.Get<IEvidenceStore>().HasAsync(piece.Sha256!, default)).ShouldBeFalse();
        }
        await using var db = _desk.Db();
        var told = await db.History.SingleAsync(h => h.Kind == CaseEventKind.EvidenceExpired);
        (told.ActorKind, told.Data["count"], told.Data["months"], told.Data["policy_version"]).ShouldBe((ActorKind.System, "2", "2", "2"));
        var run = await _desk.LastRunAsync();
        (run.Cases, run.Pieces, run.Bytes, run.Failed, run.PolicyVersion, run.EndedAt).ShouldBe((1, 2, original.Size!.Value + copy.Size!.Value, 0, 2, _desk.Time.Now));
    }

    [Fact]
    public async Task Round_IsDoneOnceADay_AndAgainChangesNothing()
    {
        await _desk.ClosedCaseAsync("张三");
        await _desk.KeepForAsync(2);
        _desk.Time.Move(Long);
        (await _desk.RoundAsync()).ShouldBe(1);
        (await _desk.RoundAsync()).ShouldBe(0);
        _desk.Time.Move(RetentionRounds.Every);
        (await _desk.RoundAsync()).ShouldBe(1);
        (await _desk.LastRunAsync()).Pieces.ShouldBe(0);
        await using var db = _desk.Db();
        (await db.History.CountAsync(h => h.Kind == CaseEventKind.EvidenceExpired)).ShouldBe(1);
    }

    [Fact]
    public async Task Round_WhatIsTooYoung_OpenAgain_OrGotAPieceSince_Stays()
    {
        var (reopened, added) = (await _desk.ClosedCaseAsync("重开"), await _desk.ClosedCaseAsync("补图"));
        await _desk.KeepForAsync(2);
        (await _desk.Get<ReopenCase>().ExecuteAsync(new(reopened.Number, "又坏了", null), _desk.Agent)).Refusal.ShouldBeNull();
        _desk.Time.Move(TimeSpan.FromDays(60));
        await _desk.AddPictureAsync(added.Number, SamplePictures.Png(13, 13));
        var young = await _desk.ClosedCaseAsync("新的");
        _desk.Time.Move(TimeSpan.FromDays(10));

        await _desk.RoundAsync();

        foreach (var (_, piece) in new[] { reopened, added, young }) (await _desk.PieceAsync(piece.Id)).RemovedAt.ShouldBeNull();
        (await _desk.LastRunAsync()).Kept.ShouldBeEmpty();
        // Closed again, it counts from then.
        await _desk.CloseAsync(reopened.Number);
        _desk.Time.Move(Long);
        await _desk.RoundAsync();
        foreach (var (_, piece) in new[] { reopened, added, young }) (await _desk.PieceAsync(piece.Id)).RemovedAt.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(KeptBecause.LegalHold)]
    [InlineData(KeptBecause.RemovalRequest)]
    [InlineData(KeptBecause.Approval)]
    [InlineData(KeptBecause.Payout)]
    [InlineData(KeptBecause.Claim)]
    public async Task Round_WhileSomethingOfTheCaseIsOpen_Stays_AndSaysWhy(KeptBecause why)
    {
        var (number, piece) = await _desk.ClosedCaseAsync("张三");
        var free = await _desk.ClosedCaseAsync("李四");
        await OpenAsync(why, number, piece);
        await _desk.KeepForAsync(2);
        _desk.Time.Move(Long);

        await _desk.RoundAsync();

        (await _desk.PieceAsync(piece.Id)).RemovedAt.ShouldBeNull();
        (await _desk.PieceAsync(free.Piece.Id)).RemovedAt.ShouldNotBeNull();
        (await _desk.LastRunAsync()).Kept.ShouldHaveSingleItem().ShouldBe(new(why, 1));
    }

    [Fact]
    public async Task HoldAndRound_AtTheSameMoment_OneComesFirst()
    {
        await _desk.KeepForAsync(2);
        for (var round = 0; round < 6; round++)
        {
            var (number, piece) = await _desk.ClosedCaseAsync($"买家{round}");
            _desk.Time.Move(Long);
            var removing = Task.Run(() => _desk.RoundAsync());
            var holding = Task.Run(() => _desk.Get<SetLegalHold>().ExecuteAsync(number, "平台介入", _desk.Supervisor));
            (await holding).Refusal.ShouldBeNull();
            await removing;
            await using var db = _desk.Db();
            var lines = await db.History.Where(h => h.CaseId == piece.CaseId && (h.Kind == CaseEventKind.HoldSet || h.Kind == CaseEventKind.EvidenceExpired)).OrderBy(h => h.Id).Select(h => h.Kind).ToListAsync();
            // What went, went before the hold.
            lines.ShouldBe((await _desk.PieceAsync(piece.Id)).RemovedAt is null ? [CaseEventKind.HoldSet] : [CaseEventKind.EvidenceExpired, CaseEventKind.HoldSet]);
        }
    }

    [Fact]
    public async Task Hold_SetAfterTheCaseWasFoundDue_IsSeenUnderTheLock()
    {
        var (number, piece) = await _desk.ClosedCaseAsync("张三");
        await _desk.KeepForAsync(2);
        _desk.Time.Move(Long);
        await using var db = _desk.Db();
        var policy = (await _desk.Get<RetentionQueries>().NowAsync(_desk.Owner)).Value!.Policy;
        (await RetentionDue.CasesAsync(db, policy, _desk.Time.Now, Guid.Empty, 10, default)).ShouldHaveSingleItem().Number.ShouldBe(number);
        (await _desk.Get<SetLegalHold>().ExecuteAsync(number, "平台介入", _desk.Supervisor)).Refusal.ShouldBeNull();

        (await _desk.Get<ExpireEvidence>().OfCaseAsync(_desk.StoreId, number, Ids.New(_desk.Time.Now), default)).ShouldBe(0);

        (await _desk.PieceAsync(piece.Id)).RemovedAt.ShouldBeNull();
    }

    [Fact]
    public async Task KeptLonger_AfterTheCaseWasFoundDue_HoldsAtOnce()
    {
        var (number, piece) = await _desk.ClosedCaseAsync("张三");
        await _desk.KeepForAsync(2);
        _desk.Time.Move(Long);
        await _desk.KeepForAsync(24);
        (await _desk.Get<ExpireEvidence>().OfCaseAsync(_desk.StoreId, number, Ids.New(_desk.Time.Now), default)).ShouldBe(0);
        (await _desk.PieceAsync(piece.Id)).RemovedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Round_OneCaseFails_TheOthersGo_AndItIsTriedAgain()
    {
        var (bad, good) = (await _desk.ClosedCaseAsync("甲"), await _desk.ClosedCaseAsync("乙"));
        await _desk.KeepForAsync(2);
        _desk.Time.Move(Long);
        await ExecuteAsync($"create function fail_one() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$; create trigger fail_one before update on evidence for each row when (old.id = '{bad.Piece.Id}') execute function fail_one()");

        await _desk.RoundAsync();

        (await _desk.PieceAsync(good.Piece.Id)).RemovedAt.ShouldNotBeNull();
        var run = await _desk.LastRunAsync();
        (run.Cases, run.Pieces, run.Failed).ShouldBe((1, 1, 1));
        await ExecuteAsync("drop trigger fail_one on evidence");
        _desk.Time.Move(RetentionRounds.Every);
        await _desk.RoundAsync();
        (await _desk.PieceAsync(bad.Piece.Id)).RemovedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Round_TwoNodesAtOnce_EachPieceGoesOnce()
    {
        for (var i = 0; i < 12; i++) await _desk.ClosedCaseAsync($"买家{i}");
        await _desk.KeepForAsync(2);
        _desk.Time.Move(Long);
        await using var other = _desk.AnotherNode();

        await Task.WhenAll(Task.Run(() => _desk.RoundAsync()), Task.Run(() => other.RoundAsync()));

        await using var db = _desk.Db();
        (await db.Evidence.CountAsync(e => e.RemovedAt == null)).ShouldBe(0);
        (await db.History.CountAsync(h => h.Kind == CaseEventKind.EvidenceExpired)).ShouldBe(12);
        (await db.RetentionRuns.Select(r => new { r.Cases, r.Pieces }).ToListAsync()).ShouldHaveSingleItem().ShouldBe(new { Cases = 12, Pieces = 12 });
    }

    [Fact]
    public async Task Round_AnotherStore_IsNotTouched()
    {
        var (_, piece) = await _desk.ClosedCaseAsync("张三");
        var stranger = await _desk.StrangerAsync();
        await using (var theirs = _desk.Get<Databases>().For(stranger))
        {
            theirs.RetentionPolicies.Add(new(new() { Version = 2, Otherwise = new(1) }, stranger, null, _desk.Time.Now));
            await theirs.SaveChangesAsync();
        }
        _desk.Time.Move(Long);
        (await _desk.RoundAsync()).ShouldBe(1);
        (await _desk.PieceAsync(piece.Id)).RemovedAt.ShouldBeNull();
        (await _desk.Get<RetentionQueries>().NowAsync(stranger)).Value!.LastRun!.Pieces.ShouldBe(0);
        (await _desk.Get<RetentionQueries>().ForecastAsync(new() { Otherwise = new(1) }, stranger)).Value!.Goes.ShouldBeEmpty();
    }

    private async Task<EvidenceItem> CopyAsync(string number, Guid original)
    {
        using var stream = new MemoryStream(SamplePictures.Png(33, 18));
        var file = (await _desk.Get<EvidenceFiles>().StoreAsync(stream, default)).Value!;
        var added = (await _desk.Get<AddEvidence>().ExecuteAsync(new(number, [new("图-标注.png", file)], original), _desk.Agent)).Value!;
        return await _desk.PieceAsync(added[0]);
    }

    private async Task OpenAsync(KeptBecause why, string number, EvidenceItem piece)
    {
        await using var db = _desk.Db();
        var (subject, now) = (await db.Cases.SingleAsync(c => c.Number == number), _desk.Time.Now);
        switch (why)
        {
            case KeptBecause.LegalHold:
                (await _desk.Get<SetLegalHold>().ExecuteAsync(number, "平台介入", _desk.Supervisor)).Refusal.ShouldBeNull();
                break;
            case KeptBecause.RemovalRequest:
                db.RemovalRequests.Add(new RemovalRequest(Ids.New(now), _desk.StoreId, subject.Id, piece.Id, "传错了", _desk.Agent, now));
                break;
            case KeptBecause.Approval:
                var asked = CaseAction.Agree(Ids.New(now), _desk.StoreId, subject.Id, 1, new(ActionCatalogue.Find("coupon")!, null, [], false), null, now).Ask();
                db.CaseActions.Add(asked);
                db.Approvals.Add(ApprovalRequest.Ask(Ids.New(now), asked.Id, new(_desk.StoreId, subject.Id, null, "coupon", 20, PayoutMethod.Coupon, null, [], []), "supervisor", ["over the guide"], SignaturePlan.AnySupervisor, "", _desk.Agent.Id, "客服甲", now));
                break;
            case KeptBecause.Payout:
                await GrantedPayout.AddAsync(db, number, 15, now);
                break;
            case KeptBecause.Claim:
                var claim = ActionCatalogue.All.First(kind => kind.Flow == ActionFlow.Claim);
                db.CaseActions.Add(CaseAction.Agree(Ids.New(now), _desk.StoreId, subject.Id, 1, new(claim, null, [], false), null, now));
                break;
        }
        await db.SaveChangesAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _desk.Get<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
