using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;
using AfterSales.Application.Evidence.Keeping;
using AfterSales.Application.Parcels;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Tests.Evidence;

public sealed class RemovalTests : IAsyncLifetime
{
    private TestDesk _desk = null!;
    private string _number = "";

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.CreateAsync();
        _number = await _desk.BuyerSaysAsync("张三", "破了");
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Remove_APieceNobodyAccepted_LeavesATombstoneWithoutBytes()
    {
        var item = await _desk.AddPictureAsync(_number);

        (await RemoveAsync(item.Id, "传错了")).Value.ShouldBe(RemovalState.Removed);

        var left = await ReadAsync(item.Id);
        (left.RemovedAt, left.RemovalReason, left.Sha256).ShouldBe((_desk.Time.Now, "传错了", item.Sha256));
        (await _desk.Get<IEvidenceStore>().HasAsync(item.Sha256!, default)).ShouldBeFalse();
        (await _desk.Get<IEvidenceStore>().HasAsync(item.Sha256 + ".webp", default)).ShouldBeFalse();
        (await _desk.Get<EvidenceQueries>().BytesOfAsync(item.Id, _desk.Owner, default)).ShouldBeNull();
        var shown = (await _desk.Get<CaseQueries>().DetailsAsync(_desk.Agent, _number)).Value!.Timeline.SelectMany(entry => entry.Message?.Evidence ?? []).ShouldHaveSingleItem();
        (shown.RemovedAt, shown.RemovalReason).ShouldBe((_desk.Time.Now, "传错了"));
        await using var db = _desk.Db();
        var told = await db.History.SingleAsync(h => h.Kind == CaseEventKind.EvidenceRemoved);
        (told.ActorName, told.Data["name"], told.Data["reason"]).ShouldBe(("客服甲", "图.png", "传错了"));
        (await RemoveAsync(item.Id, "再来")).Refusal!.Code.ShouldBe("removal.removed_already");
    }

    [Fact]
    public async Task Remove_BytesThatAnotherPieceNeeds_Stay()
    {
        var (item, other) = (await _desk.AddPictureAsync(_number), await _desk.AddPictureAsync(await _desk.BuyerSaysAsync("李四", "也破了")));
        other.Sha256.ShouldBe(item.Sha256);

        (await RemoveAsync(item.Id, "传错了")).Ok.ShouldBeTrue();
        (await _desk.Get<IEvidenceStore>().HasAsync(item.Sha256!, default)).ShouldBeTrue();
        (await RemoveAsync(other.Id, "传错了")).Ok.ShouldBeTrue();
        (await _desk.Get<IEvidenceStore>().HasAsync(item.Sha256!, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Remove_WhoeverStillHoldsTheSameUpload_IsAskedToSendItAgain()
    {
        var file = await UploadAsync();
        var id = (await AddAsync(file)).Value!.Single();
        (await RemoveAsync(id, "传错了")).Value.ShouldBe(RemovalState.Removed);

        (await AddAsync(file)).Refusal!.Code.ShouldBe("evidence.upload_gone");
        (await _desk.Get<WriteNote>().ExecuteAsync(new(_number, "看图", [file]), _desk.Agent)).Refusal!.Code.ShouldBe("evidence.upload_gone");
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(_number, "看图", [file]), _desk.Agent)).Refusal!.Code.ShouldBe("evidence.upload_gone");
        (await _desk.Get<TakeInParcel>().ExecuteAsync(new("YT1234567890", null, null, null, [file]), _desk.Warehouse)).Refusal!.Code.ShouldBe("evidence.upload_gone");

        (await AddAsync(await UploadAsync())).Refusal.ShouldBeNull();
        (await _desk.Get<IEvidenceStore>().HasAsync(file.File!.Sha256, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Remove_TheSameFileTwice_InWhateverOrder_TakesTheBytesWithTheLast()
    {
        var first = await _desk.AddPictureAsync(_number);
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        var second = await _desk.AddPictureAsync(await _desk.BuyerSaysAsync("李四", "也破了"));

        (await RemoveAsync(second.Id, "传错了")).Ok.ShouldBeTrue();
        (await RemoveAsync(first.Id, "传错了")).Ok.ShouldBeTrue();

        (await _desk.Get<IEvidenceStore>().HasAsync(first.Sha256!, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Remove_AcceptedEvidence_TakesTwoPeople()
    {
        var item = await AcceptedAsync();

        (await RemoveAsync(item.Id, "拍到了别人的地址", _desk.Supervisor)).Value.ShouldBe(RemovalState.Open);

        (await ReadAsync(item.Id)).RemovedAt.ShouldBeNull();
        (await _desk.Get<IEvidenceStore>().HasAsync(item.Sha256!, default)).ShouldBeTrue();
        (await RemoveAsync(item.Id, "再问")).Refusal!.Code.ShouldBe("removal.asked_already");
        (await _desk.Get<DecideRemoval>().ExecuteAsync(item.Id, true, _desk.Supervisor)).Refusal!.Code.ShouldBe("removal.own");
        (await _desk.Get<DecideRemoval>().ExecuteAsync(item.Id, true, _desk.Agent)).Refusal!.Code.ShouldBe("forbidden");
        (await _desk.Get<DecideRemoval>().ExecuteAsync(item.Id, true, _desk.Owner)).Refusal.ShouldBeNull();
        (await ReadAsync(item.Id)).RemovalReason.ShouldBe("拍到了别人的地址");
        (await _desk.Get<IEvidenceStore>().HasAsync(item.Sha256!, default)).ShouldBeFalse();
        await using var db = _desk.Db();
        var told = await db.History.SingleAsync(h => h.Kind == CaseEventKind.EvidenceRemoved);
        (told.ActorName, told.Data["asked_by"]).ShouldBe(("店长", "主管"));
    }

    [Fact]
    public async Task Remove_Declined_StaysAndMayBeAskedForAgain()
    {
        var item = await AcceptedAsync();
        await RemoveAsync(item.Id, "不想要了");
        (await _desk.Get<DecideRemoval>().ExecuteAsync(item.Id, false, _desk.Supervisor)).Refusal.ShouldBeNull();
        (await ReadAsync(item.Id)).RemovedAt.ShouldBeNull();
        (await _desk.Get<DecideRemoval>().ExecuteAsync(item.Id, true, _desk.Supervisor)).Refusal!.Code.ShouldBe("removal.not_open");
        (await RemoveAsync(item.Id, "还是不想要")).Value.ShouldBe(RemovalState.Open);
    }

    [Fact]
    public async Task Decide_TwoAtOnce_OneDoes()
    {
        var item = await AcceptedAsync();
        await RemoveAsync(item.Id, "传错了");
        var answers = await Task.WhenAll(new[] { _desk.Owner, _desk.Supervisor }.Select(actor => Task.Run(() => _desk.Get<DecideRemoval>().ExecuteAsync(item.Id, true, actor))));
        answers.Count(answer => answer.Ok).ShouldBe(1);
        answers.Single(answer => !answer.Ok).Refusal!.Code.ShouldBe("removal.not_open");
    }

    [Fact]
    public async Task Remove_UnderHold_IsRefusedHereAndByTheDatabase()
    {
        var (item, accepted) = (await _desk.AddPictureAsync(_number), await AcceptedAsync());
        await RemoveAsync(accepted.Id, "传错了");
        (await _desk.Get<SetLegalHold>().ExecuteAsync(_number, "平台介入", _desk.Agent)).Refusal!.Code.ShouldBe("forbidden");
        (await _desk.Get<SetLegalHold>().ExecuteAsync(_number, " ", _desk.Supervisor)).Refusal!.Code.ShouldBe("removal.reason_needed");
        (await _desk.Get<SetLegalHold>().ExecuteAsync(_number, "平台介入", _desk.Supervisor)).Refusal.ShouldBeNull();
        (await _desk.Get<SetLegalHold>().ExecuteAsync(_number, "再来", _desk.Supervisor)).Refusal!.Code.ShouldBe("hold.stands");

        (await RemoveAsync(item.Id, "传错了")).Refusal!.Code.ShouldBe("removal.held");
        (await _desk.Get<DecideRemoval>().ExecuteAsync(accepted.Id, true, _desk.Owner)).Refusal!.Code.ShouldBe("removal.held");
        await using var db = _desk.Db();
        await RefusedByTheDatabaseAsync(() => db.Evidence.Where(e => e.Id == item.Id).ExecuteUpdateAsync(e => e.SetProperty(x => x.RemovedAt, _desk.Time.Now)));
        await RefusedByTheDatabaseAsync(() => db.Evidence.Where(e => e.Id == item.Id).ExecuteUpdateAsync(e => e.SetProperty(x => x.Sha256, new string('0', 64))));
        await RefusedByTheDatabaseAsync(() => db.Evidence.Where(e => e.Id == item.Id).ExecuteDeleteAsync());
        await RefusedByTheDatabaseAsync(() => db.LegalHolds.ExecuteDeleteAsync());

        (await _desk.Get<ReleaseLegalHold>().ExecuteAsync(_number, "判完了", _desk.Owner)).Refusal.ShouldBeNull();
        (await _desk.Get<ReleaseLegalHold>().ExecuteAsync(_number, "判完了", _desk.Owner)).Refusal!.Code.ShouldBe("hold.none");
        (await RemoveAsync(item.Id, "传错了")).Ok.ShouldBeTrue();
        (await db.History.Where(h => h.Kind == CaseEventKind.HoldSet || h.Kind == CaseEventKind.HoldReleased).OrderBy(h => h.Id).Select(h => h.ActorName).ToListAsync()).ShouldBe(["主管", "店长"]);
    }

    [Fact]
    public async Task HoldAndRemoval_AtTheSameMoment_OneComesFirst()
    {
        for (var round = 0; round < 10; round++)
        {
            var number = await _desk.BuyerSaysAsync($"买家{round}", "破了");
            var item = await _desk.AddPictureAsync(number, SamplePictures.Png(20 + round, 10));
            var removing = Task.Run(() => RemoveAsync(item.Id, "传错了"));
            var holding = Task.Run(() => _desk.Get<SetLegalHold>().ExecuteAsync(number, "平台介入", _desk.Supervisor));
            var (removed, held) = (await removing, await holding);
            held.Refusal.ShouldBeNull();
            if (!removed.Ok) removed.Refusal!.Code.ShouldBe("removal.held");
            ((await ReadAsync(item.Id)).RemovedAt is not null).ShouldBe(removed.Ok);
        }
    }

    [Fact]
    public async Task HoldAndRemoval_PastTheUseCases_AreKeptApartByTheDatabase()
    {
        var item = await _desk.AddPictureAsync(_number);
        await using var holder = await _desk.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("insert into legal_holds (id, store_id, case_id, reason, set_by, set_at) values (gen_random_uuid(), @store, @case, 'x', 'x', now())", holder))
        {
            hold.Parameters.AddWithValue("store", _desk.StoreId);
            hold.Parameters.AddWithValue("case", item.CaseId);
            await hold.ExecuteNonQueryAsync();
        }
        var removing = Task.Run(async () =>
        {
            await using var db = _desk.Db();
            await db.Evidence.Where(e => e.Id == item.Id).ExecuteUpdateAsync(e => e.SetProperty(x => x.RemovedAt, _desk.Time.Now));
        });
        await Eventually.TrueAsync(_desk.SomebodyWaitsForALockAsync, TimeSpan.FromSeconds(20));
        await transaction.CommitAsync();
        (await Should.ThrowAsync<PostgresException>(() => removing)).SqlState.ShouldBe(PostgresErrorCodes.RestrictViolation);
    }

    [Fact]
    public async Task Remove_AnOriginal_TakesTheCopiesDrawnOnIt()
    {
        var original = await _desk.AddPictureAsync(_number);
        var copy = await DrawnAsync(original.Id, SamplePictures.Png(21, 11));
        var copyOfCopy = await DrawnAsync(copy, SamplePictures.Png(22, 12));
        var other = await _desk.AddPictureAsync(_number, SamplePictures.Png(23, 13));

        (await RemoveAsync(original.Id, "拍到了别人的地址")).Value.ShouldBe(RemovalState.Removed);

        foreach (var id in new[] { original.Id, copy, copyOfCopy })
        {
            var left = await ReadAsync(id);
            left.RemovalReason.ShouldBe("拍到了别人的地址");
            (await _desk.Get<IEvidenceStore>().HasAsync(left.Sha256!, default)).ShouldBeFalse();
        }
        (await ReadAsync(other.Id)).RemovedAt.ShouldBeNull();
        await using var db = _desk.Db();
        (await db.History.CountAsync(h => h.Kind == CaseEventKind.EvidenceRemoved)).ShouldBe(3);
    }

    [Fact]
    public async Task Remove_ACopy_LeavesItsOriginal()
    {
        var original = await _desk.AddPictureAsync(_number);
        var copy = await DrawnAsync(original.Id, SamplePictures.Png(21, 11));
        (await RemoveAsync(copy, "画错了")).Value.ShouldBe(RemovalState.Removed);
        (await ReadAsync(original.Id)).RemovedAt.ShouldBeNull();
        (await RemoveAsync(original.Id, "传错了")).Value.ShouldBe(RemovalState.Removed);
        (await ReadAsync(copy)).RemovalReason.ShouldBe("画错了");
    }

    [Fact]
    public async Task Remove_AnOriginalWhoseCopyWasAccepted_TakesTwoPeople_AndEndsTheCopysOwnRequest()
    {
        var original = await _desk.AddPictureAsync(_number);
        var copy = await DrawnAsync(original.Id, SamplePictures.Png(21, 11));
        await AcceptAsync(copy);
        (await RemoveAsync(copy, "画错了")).Value.ShouldBe(RemovalState.Open);

        (await RemoveAsync(original.Id, "拍到了别人的地址")).Value.ShouldBe(RemovalState.Open);
        (await ReadAsync(original.Id)).RemovedAt.ShouldBeNull();
        (await _desk.Get<DecideRemoval>().ExecuteAsync(original.Id, true, _desk.Owner)).Refusal.ShouldBeNull();

        foreach (var id in new[] { original.Id, copy }) (await ReadAsync(id)).RemovalReason.ShouldBe("拍到了别人的地址");
        await using var db = _desk.Db();
        (await db.RemovalRequests.Select(r => r.State).ToListAsync()).ShouldBe([RemovalState.Removed, RemovalState.Removed]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Remove_WhatAnApprovalOrAClaimNames_TakesTwoPeople(bool isApproval)
    {
        var (named, other) = (await _desk.AddPictureAsync(_number), await _desk.AddPictureAsync(_number, SamplePictures.Png(21, 11)));
        if (isApproval) await AskForApprovalAsync(named);
        else await ClaimAsync(named);

        (await RemoveAsync(named.Id, "传错了")).Value.ShouldBe(RemovalState.Open);
        (await RemoveAsync(other.Id, "传错了")).Value.ShouldBe(RemovalState.Removed);
    }

    [Fact]
    public async Task Remove_AnotherStoresPiece_IsNotThere()
    {
        var item = await _desk.AddPictureAsync(_number);
        var stranger = await _desk.StrangerAsync();
        (await RemoveAsync(item.Id, "传错了", stranger)).Refusal!.Code.ShouldBe("removal.not_found");
        (await _desk.Get<DecideRemoval>().ExecuteAsync(item.Id, true, stranger)).Refusal!.Code.ShouldBe("removal.not_found");
        (await _desk.Get<SetLegalHold>().ExecuteAsync(_number, "x", stranger)).Refusal!.Code.ShouldBe("case.not_found");
        (await RemoveAsync(item.Id, "传错了", _desk.Warehouse)).Refusal!.Code.ShouldBe("forbidden");
    }

    private static async Task RefusedByTheDatabaseAsync(Func<Task> act) => (await Should.ThrowAsync<PostgresException>(act)).SqlState.ShouldBe(PostgresErrorCodes.RestrictViolation);

    private Task<Result<RemovalState>> RemoveAsync(Guid id, string reason, Domain.People.Actor? actor = null) => _desk.Get<RemoveEvidence>().ExecuteAsync(id, reason, actor ?? _desk.Agent);

    private async Task<Attachment> UploadAsync()
    {
        using var stream = new MemoryStream(SamplePictures.Png(21, 12));
        return new("图.png", (await _desk.Get<EvidenceFiles>().StoreAsync(stream, default)).Value!);
    }

    private Task<Result<IReadOnlyList<Guid>>> AddAsync(Attachment file) => _desk.Get<AddEvidence>().ExecuteAsync(new(_number, [file]), _desk.Agent);

    private async Task<EvidenceItem> AcceptedAsync()
    {
        var item = await _desk.AddPictureAsync(_number, SamplePictures.Png(44, 33));
        await using var db = _desk.Db();
        var row = await db.Evidence.SingleAsync(e => e.Id == item.Id);
        row.Judge(EvidenceVerdict.Accepted, null, "客服甲", _desk.Time.Now);
        await db.SaveChangesAsync();
        return row;
    }

    private async Task<Guid> DrawnAsync(Guid original, byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        var file = (await _desk.Get<EvidenceFiles>().StoreAsync(stream, default)).Value!;
        return (await _desk.Get<AddEvidence>().ExecuteAsync(new(_number, [new("图-标注.png", file)], original), _desk.Agent)).Value![0];
    }

    private async Task AcceptAsync(Guid id)
    {
        await using var db = _desk.Db();
        (await db.Evidence.SingleAsync(e => e.Id == id)).Judge(EvidenceVerdict.Accepted, null, "客服甲", _desk.Time.Now);
        await db.SaveChangesAsync();
    }

    private async Task AskForApprovalAsync(EvidenceItem shown)
    {
        await using var db = _desk.Db();
        var subject = new ApprovalSubject(_desk.StoreId, shown.CaseId, null, "coupon", 20, PayoutMethod.Coupon, null, [], [shown.Sha256!]);
        db.Approvals.Add(ApprovalRequest.Ask(Ids.New(_desk.Time.Now), Ids.New(_desk.Time.Now), subject, "supervisor", ["over the guide"], SignaturePlan.AnySupervisor, "", _desk.Agent.Id, "客服甲", _desk.Time.Now));
        await db.SaveChangesAsync();
    }

    private async Task ClaimAsync(EvidenceItem shown)
    {
        await using var db = _desk.Db();
        var claim = CaseAction.Agree(Ids.New(_desk.Time.Now), _desk.StoreId, shown.CaseId, 1, new(ActionCatalogue.Find("courier claim")!, null, [], false), null, _desk.Time.Now);
        db.CaseActions.Add(claim);
        db.ActionSteps.Add(claim.Move(ActionState.Requested, new() { Amount = 10, Courier = "中通", Reference = "C-1", Evidence = [shown.Id] }, [], _desk.Time.Now).Value!.By(_desk.Agent.Id, "客服甲"));
        await db.SaveChangesAsync();
    }

    private async Task<EvidenceItem> ReadAsync(Guid id)
    {
        await using var db = _desk.Db();
        return await db.Evidence.SingleAsync(e => e.Id == id);
    }
}
