using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Evidence;

/// <summary>Large files that come in pieces, over two nodes, on a disk and on S3.</summary>
public abstract class PartialUploadTests(bool onS3) : IAsyncLifetime
{
    private const int Piece = 4 << 20;
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly byte[] Video = SampleVideos.Mp4(TimeSpan.FromSeconds(30), 11 << 20);

    private EvidenceRoom _room = null!;
    private TestDesk _other = null!;

    private Actor Agent => _room.Desk.Agent;

    public async Task InitializeAsync()
    {
        _room = await EvidenceRoom.OpenAsync(onS3: onS3);
        _other = _room.Desk.AnotherNode();
    }

    public async Task DisposeAsync()
    {
        await _other.DisposeAsync();
        await _room.DisposeAsync();
    }

    [Fact]
    public async Task Pieces_OverTwoNodes_BecomeTheFile()
    {
        var id = await BeginAsync(Video.Length);
        (await AppendAsync(_room.Desk, id, 0, Piece)).Value!.Received.ShouldBe(Piece);
        (await AppendAsync(_other, id, Piece, Piece)).Value!.Received.ShouldBe(2 * Piece);
        (await _other.Get<UploadQueries>().ProgressAsync(id, Agent, Ct))!.Received.ShouldBe(2 * Piece);
        (await AppendAsync(_room.Desk, id, 2 * Piece, Video.Length - 2 * Piece)).Value!.Received.ShouldBe(Video.Length);

        var file = (await FinishAsync(_other, id)).Value!;

        (file.Name, file.File!.ContentType, file.File.Seconds).ShouldBe(("现场.mp4", "video/mp4", 30));
        (await _room.ReadAsync(file.File.Sha256)).ShouldBe(Video);
        (await _room.NamesAsync()).ShouldBe([file.File.Sha256]);
        (await FinishAsync(_room.Desk, id)).Value!.File!.Sha256.ShouldBe(file.File.Sha256, "asked again, the answer is the same");
    }

    [Fact]
    public async Task Begin_ManyAtOnceWhereTooManyWait_MakesRoomAndRefusesNone()
    {
        await using (var db = _room.Desk.Db())
        {
            for (var i = 0; i < 3 * BeginUpload.Most; i++) db.PartialUploads.Add(new(Ids.New(_room.Desk.Time.Now), _room.Desk.StoreId, Agent.PersonId!.Value, $"{i}.mp4", 10, _room.Desk.Time.Now.AddMinutes(i)));
            await db.SaveChangesAsync(Ct);
        }
        _room.Desk.Time.Move(TimeSpan.FromHours(2));

        var begun = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => (i % 2 == 0 ? _room.Desk : _other).Get<BeginUpload>().ExecuteAsync(new("a.mp4", 100), Agent, Ct))));

        begun.ShouldAllBe(upload => upload.Ok);
        await using var after = _room.Desk.Db();
        var waiting = await after.PartialUploads.Select(u => u.Id).ToListAsync(Ct);
        begun.ShouldAllBe(upload => waiting.Contains(upload.Value!.Id));
        waiting.Count.ShouldBeLessThan(BeginUpload.Most + 12);
    }

    [Fact]
    public async Task Append_WrongOffset_AnswersTheRightOne()
    {
        var id = await BeginAsync(Video.Length);
        await AppendAsync(_room.Desk, id, 0, Piece);

        foreach (var wrong in new[] { 0, Piece - 1, Piece + 1, -1 })
        {
            var refusal = (await AppendAsync(_other, id, wrong, 10)).Refusal!;
            (refusal.Code, refusal.Args[0]).ShouldBe((AppendToUpload.WrongOffset, (long)Piece));
        }
        (await FinishAsync(_room.Desk, id)).Refusal!.Args[0].ShouldBe((long)Piece);
        (await _room.NamesAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Append_SamePieceTwiceAtOnce_CountsOnce()
    {
        var id = await BeginAsync(Video.Length);

        var both = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => AppendAsync(i % 2 == 0 ? _room.Desk : _other, id, 0, Piece))));

        both.Count(r => r.Ok).ShouldBe(1);
        both.Where(r => !r.Ok).ShouldAllBe(r => r.Refusal!.Args[0].Equals((long)Piece));
        (await _room.NamesAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Append_ConnectionBreaks_GoesOnFromWhereItWas()
    {
        var id = await BeginAsync(Video.Length);
        using var broken = new EndlessJpeg { AfterBytes = (300_000, () => throw new IOException("gone")) };
        await Should.ThrowAsync<IOException>(() => _room.Desk.Get<AppendToUpload>().ExecuteAsync(new(id, 0, broken), Agent, Ct));

        (await _room.Desk.Get<UploadQueries>().ProgressAsync(id, Agent, Ct))!.Received.ShouldBe(0);
        (await _room.NamesAsync()).ShouldBeEmpty();
        (await AppendAsync(_room.Desk, id, 0, Piece)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Append_MoreThanWasSaid_OrNotTaken_IsRefused()
    {
        var id = await BeginAsync(100);
        (await AppendAsync(_room.Desk, id, 0, 101)).Refusal!.Code.ShouldBe("evidence.piece_too_large");
        using var page = new MemoryStream("<html><script>alert(1)</script>"u8.ToArray());
        (await _room.Desk.Get<AppendToUpload>().ExecuteAsync(new(id, 0, page), Agent, Ct)).Refusal!.Code.ShouldBe("evidence.type_not_allowed");
        using var picture = new MemoryStream(SamplePictures.Gif);
        var large = await BeginAsync(30 << 20);
        (await _room.Desk.Get<AppendToUpload>().ExecuteAsync(new(large, 0, picture), Agent, Ct)).Refusal!.Code.ShouldBe("evidence.too_large");
        (await _room.NamesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Upload_OfSomebodyElse_IsAsIfItWereNotThere()
    {
        var id = await BeginAsync(Video.Length);
        var stranger = await _room.Desk.StrangerAsync();
        foreach (var outsider in new[] { _room.Desk.OtherAgent, stranger })
        {
            using var content = new MemoryStream(Video);
            (await _room.Desk.Get<AppendToUpload>().ExecuteAsync(new(id, 0, content), outsider, Ct)).Refusal!.Code.ShouldBe("evidence.upload_gone");
            (await _room.Desk.Get<FinishUpload>().ExecuteAsync(new(id), outsider, Ct)).Refusal!.Code.ShouldBe("evidence.upload_gone");
            (await _room.Desk.Get<CancelUpload>().ExecuteAsync(new(id), outsider, Ct)).Ok.ShouldBeTrue();
            (await _room.Desk.Get<UploadQueries>().ProgressAsync(id, outsider, Ct)).ShouldBeNull();
        }
        (await _room.Desk.Get<UploadQueries>().ProgressAsync(id, Agent, Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Cancel_AndGivenUp_LeaveNothing()
    {
        var cancelled = await BeginAsync(Video.Length);
        await AppendAsync(_room.Desk, cancelled, 0, Piece);
        (await _room.Desk.Get<CancelUpload>().ExecuteAsync(new(cancelled), Agent, Ct)).Ok.ShouldBeTrue();
        (await _room.NamesAsync()).ShouldBeEmpty();

        var forgotten = await BeginAsync(Video.Length);
        await AppendAsync(_room.Desk, forgotten, 0, Piece);
        _room.Desk.Time.Move(UnusedFiles.GivenUp + TimeSpan.FromHours(1));
        var running = await BeginAsync(Video.Length);
        await AppendAsync(_room.Desk, running, 0, Piece);
        await _room.Desk.Get<UnusedFiles>().SweepAsync(Ct);

        (await AppendAsync(_room.Desk, forgotten, Piece, Piece)).Refusal!.Code.ShouldBe("evidence.upload_gone");
        (await _room.NamesAsync()).ShouldHaveSingleItem();
        (await AppendAsync(_room.Desk, running, Piece, Piece)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Finish_OfWhatIsRefused_LeavesNothing()
    {
        var half = SampleVideos.CutOff;
        var id = await BeginAsync(half.Length);
        using var content = new MemoryStream(half);
        (await _room.Desk.Get<AppendToUpload>().ExecuteAsync(new(id, 0, content), Agent, Ct)).Ok.ShouldBeTrue();

        (await FinishAsync(_room.Desk, id)).Refusal!.Code.ShouldBe("evidence.video_unreadable");
        (await _room.NamesAsync()).ShouldBeEmpty();
        (await _room.Desk.Get<UploadQueries>().ProgressAsync(id, Agent, Ct)).ShouldBeNull();
    }

    private async Task<Guid> BeginAsync(long size) => (await _room.Desk.Get<BeginUpload>().ExecuteAsync(new("..\\现场.mp4", size), Agent, Ct)).Value!.Id;

    private async Task<Result<UploadProgress>> AppendAsync(TestDesk node, Guid id, long offset, int length)
    {
        using var content = new MemoryStream(Video, (int)Math.Max(0, offset), length);
        return await node.Get<AppendToUpload>().ExecuteAsync(new(id, offset, content), Agent, Ct);
    }

    private Task<Result<Attachment>> FinishAsync(TestDesk node, Guid id) => node.Get<FinishUpload>().ExecuteAsync(new(id), Agent, Ct);
}

public sealed class PartialOnDiskTests() : PartialUploadTests(onS3: false);

public sealed class PartialOnS3Tests() : PartialUploadTests(onS3: true);
