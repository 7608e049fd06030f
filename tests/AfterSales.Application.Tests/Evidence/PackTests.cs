using AfterSales.Application.Evidence;
using AfterSales.Application.Evidence.Packs;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Application.Tests.Evidence;

public sealed class PackTests : IAsyncLifetime
{
    private TestDesk _desk = null!;
    private string _number = "";

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.CreateAsync();
        _number = await _desk.BuyerSaysAsync("张三", "你好");
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Pack_AskedFor_IsMadeAndWrittenDownAndRight()
    {
        var item = await _desk.AddPictureAsync(_number);
        var id = await AskAsync();

        (await _desk.PackWorker().WorkAsync(default)).ShouldBe(1);

        var pack = (await _desk.Get<PackQueries>().OfCaseAsync(_number, _desk.Warehouse)).Value!.ShouldHaveSingleItem();
        (pack.Id, pack.State, pack.Done, pack.Total, pack.RequestedBy).ShouldBe((id, PackState.Ready, 1, 1, "客服甲"));
        var zip = (await _desk.Get<PackQueries>().OpenAsync(id, _desk.Warehouse)).Value!;
        var bytes = await zip.BytesAsync();
        (bytes.LongLength, zip.Length, pack.Size).ShouldBe((zip.Length, zip.Length, zip.Length));
        var verdict = PackCheck.Check(new MemoryStream(bytes), pack.ManifestSha256);
        verdict.Findings.ShouldBeEmpty();
        verdict.Manifest!.Files.Select(f => f.Path).ShouldBe(["说明.html", "售后问题图片/未分类/2026-11/张三.png"]);
        verdict.Manifest.Files[1].Sha256.ShouldBe(item.Sha256);

        await using var db = _desk.Db();
        (await db.EvidenceAccesses.OrderBy(a => a.Id).Select(a => new { a.EvidenceId, a.Kind, a.ByName }).ToListAsync()).ShouldBe(
        [
            new { EvidenceId = item.Id, Kind = EvidenceAccessKind.Packed, ByName = "客服甲" },
            new { EvidenceId = item.Id, Kind = EvidenceAccessKind.Packed, ByName = "仓库" },
        ]);
        var told = await db.History.SingleAsync(h => h.Kind == CaseEventKind.EvidencePacked);
        (told.ActorName, told.Data["sha256"]).ShouldBe(("客服甲", pack.ManifestSha256));
    }

    [Fact]
    public async Task Pack_OfTheSameCaseAgain_HasTheSameBytes()
    {
        await _desk.AddPictureAsync(_number);
        var first = await MadeAsync();
        _desk.Time.Move(TimeSpan.FromDays(40));
        var second = await MadeAsync();
        second.ShouldBe(first);

        await _desk.BuyerSaysAsync("张三", "还没好吗");
        (await MadeAsync()).ShouldNotBe(first);
    }

    [Fact]
    public async Task Request_WhileOneIsBeingMade_IsThatOne()
    {
        var first = await AskAsync();
        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(AskAsync)));
        asked.ShouldAllBe(id => id == first);
    }

    [Fact]
    public async Task Worker_DyingMidway_LeavesItToTheNextAndItIsMadeOnce()
    {
        for (var i = 0; i < 3; i++) await _desk.AddPictureAsync(_number, SamplePictures.Png(20 + i, 10));
        var id = await AskAsync();
        using var dying = new CancellationTokenSource();
        var reached = new TaskCompletionSource();
        var first = _desk.PackWorker();
        var read = 0;
        first.Read = async () =>
        {
            if (++read < 3) return;
            reached.SetResult();
            await Task.Delay(Timeout.Infinite, dying.Token);
        };
        var work = first.WorkAsync(dying.Token);
        await reached.Task;

        await using var node = _desk.AnotherNode();
        (await node.PackWorker().WorkAsync(default)).ShouldBe(0, "somebody is making it");
        (await _desk.Get<PackQueries>().OfCaseAsync(_number, _desk.Agent)).Value![0].State.ShouldBe(PackState.Building);
        await dying.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => work);

        var ended = await Task.WhenAll(node.PackWorker().WorkAsync(default), _desk.PackWorker().WorkAsync(default));
        ended.Sum().ShouldBe(1);
        (await _desk.Get<PackQueries>().OpenAsync(id, _desk.Agent)).Ok.ShouldBeTrue();
        await using var db = _desk.Db();
        (await db.History.CountAsync(h => h.Kind == CaseEventKind.EvidencePacked)).ShouldBe(1);
        (await db.PackFiles.CountAsync()).ShouldBe(5);
    }

    [Fact]
    public async Task Pack_WhoseFileIsGone_FailsAndNamesIt()
    {
        var item = await _desk.AddPictureAsync(_number, name: "没了.png");
        await _desk.Get<IEvidenceStore>().RemoveAsync(item.Sha256!, default);
        var id = await AskAsync();

        (await _desk.PackWorker().WorkAsync(default)).ShouldBe(1);

        var pack = (await _desk.Get<PackQueries>().OfCaseAsync(_number, _desk.Agent)).Value![0];
        (pack.State, pack.Failure, pack.FailureOf).ShouldBe((PackState.Failed, "pack.piece_damaged", "没了.png"));
        (await _desk.Get<PackQueries>().OpenAsync(id, _desk.Agent)).Refusal!.Code.ShouldBe("pack.not_ready");
        (await AskAsync()).ShouldNotBe(id, "it may be tried again");
    }

    [Fact]
    public async Task Pack_WhileTheStorageIsAway_KeepsItsPlace()
    {
        var isAway = false;
        await using var desk = await TestDesk.CreateAsync(services => services.AddSingleton<IEvidenceStore>(
            new FailingStore(new DiskStore(Directory.CreateTempSubdirectory("aftersales-away-").FullName), _ => isAway ? throw new StorageAwayException("Connection refused", new HttpRequestException()) : false)));
        var number = await desk.BuyerSaysAsync("张三", "你好");
        await desk.AddPictureAsync(number);
        var id = (await desk.Get<RequestPack>().ExecuteAsync(number, desk.Agent)).Value;

        isAway = true;
        await Should.ThrowAsync<StorageAwayException>(() => desk.PackWorker().WorkAsync(default));
        isAway = false;

        (await desk.PackWorker().WorkAsync(default)).ShouldBe(1);
        (await desk.Get<PackQueries>().OpenAsync(id, desk.Agent)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Pack_OfWhichAPieceWasRemoved_GivesNothing()
    {
        var item = await _desk.AddPictureAsync(_number);
        var id = await AskAsync();
        await _desk.PackWorker().WorkAsync(default);
        await using var db = _desk.Db();
        await db.Evidence.Where(e => e.Id == item.Id).ExecuteUpdateAsync(e => e.SetProperty(x => x.RemovedAt, _desk.Time.Now));

        (await _desk.Get<PackQueries>().OpenAsync(id, _desk.Agent)).Refusal!.Code.ShouldBe("pack.piece_removed");
    }

    [Fact]
    public async Task Pack_OfAnotherStore_IsNotThere()
    {
        var id = await AskAsync();
        await _desk.PackWorker().WorkAsync(default);
        var stranger = await _desk.StrangerAsync();
        (await _desk.Get<PackQueries>().OpenAsync(id, stranger)).Refusal!.Code.ShouldBe("pack.not_found");
        (await _desk.Get<PackQueries>().OfCaseAsync(_number, stranger)).Refusal!.Code.ShouldBe("case.not_found");
        (await _desk.Get<RequestPack>().ExecuteAsync(_number, _desk.Warehouse)).Refusal!.Code.ShouldBe("forbidden");
    }

    private async Task<Guid> AskAsync() => (await _desk.Get<RequestPack>().ExecuteAsync(_number, _desk.Agent)).Value;

    private async Task<byte[]> MadeAsync()
    {
        var id = await AskAsync();
        (await _desk.PackWorker().WorkAsync(default)).ShouldBe(1);
        return await (await _desk.Get<PackQueries>().OpenAsync(id, _desk.Agent)).Value!.BytesAsync();
    }
}
