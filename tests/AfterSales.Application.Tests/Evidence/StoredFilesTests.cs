using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;
using AfterSales.Application.Parcels;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Evidence;

/// <summary>Rows and bytes never disagree, whoever is killed, comes twice or sweeps; on a disk and on S3.</summary>
public abstract class StoredFilesTests(bool onS3) : IAsyncLifetime
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly TimeSpan Later = UnusedFiles.Spared + TimeSpan.FromHours(1);

    private EvidenceRoom _room = null!;

    private UnusedFiles Unused => _room.Desk.Get<UnusedFiles>();

    public static TheoryData<string> Steps => [.. Enum.GetNames<UploadStep>()];

    public async Task InitializeAsync() => _room = await EvidenceRoom.OpenAsync(onS3: onS3);

    public async Task DisposeAsync() => await _room.DisposeAsync();

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Upload_KilledBeforeAStep_LeavesNoRowWithoutBytesAndNoBytesForEver(string step)
    {
        await UploadProcess.KilledAtAsync(_room, Enum.Parse<UploadStep>(step));

        await _room.RowsShouldHaveBytesAsync();
        (await _room.RowsAsync()).Count.ShouldBe(step == nameof(UploadStep.Answer) ? 1 : 0);
        _room.Desk.Time.Move(Later);
        await Unused.SweepAsync(Ct);
        (await _room.RowsAsync()).ShouldBeEmpty();
        (await _room.NamesAsync()).ShouldBeEmpty();
        if (!onS3) _room.Incoming.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Upload_KilledBeforeAStep_AndTriedAgain_IsThere(string step)
    {
        await UploadProcess.KilledAtAsync(_room, Enum.Parse<UploadStep>(step));
        _room.Desk.Time.Move(Later);

        var again = (await _room.StoreAsync(UploadProcess.Content)).Value!;
        await Unused.SweepAsync(Ct);

        (await _room.RowsAsync()).ShouldBe([again.Sha256]);
        (await _room.ReadAsync(again.Sha256)).ShouldBe(UploadProcess.Content);
        (await _room.NamesAsync()).ShouldBe([again.Sha256]);
    }

    [Fact]
    public async Task Upload_SameFileByTwoPeopleOnTwoNodes_IsStoredOnce()
    {
        await using var other = _room.Desk.AnotherNode();
        var png = SamplePictures.Png(600, 600);

        var stored = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => EvidenceRoom.StoreAsync(i % 2 == 0 ? _room.Evidence : other.Get<EvidenceFiles>(), png))));

        stored.Select(s => s.Value).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        (await _room.NamesAsync()).ShouldBe([stored[0].Value!.Sha256]);
        (await _room.RowsAsync()).ShouldBe([stored[0].Value!.Sha256]);
        (await _room.ReadAsync(stored[0].Value!.Sha256)).ShouldBe(png);
    }

    [Fact]
    public async Task Sweep_TakesWhatNobodyUses_WithItsSmallPictures()
    {
        var unused = await _room.DrawnAsync(SamplePictures.Png(3000, 40));
        var used = await _room.DrawnAsync(SamplePictures.Png(60, 40));
        var inParcel = await _room.DrawnAsync(SamplePictures.Png(70, 40));
        await UseAsync(used);
        await UseInParcelAsync(inParcel);
        _room.Desk.Time.Move(Later);
        var justCame = await _room.DrawnAsync(SamplePictures.Png(80, 40));

        (await Unused.SweepAsync(Ct)).ShouldBe(1);

        (await _room.RowsAsync()).ShouldBe(new[] { used, inParcel, justCame }.Select(f => f.Sha256).Order(StringComparer.Ordinal));
        (await _room.NamesAsync()).ShouldNotContain(name => name.StartsWith(unused.Sha256, StringComparison.Ordinal));
        (await _room.NamesAsync()).Count.ShouldBe(6);
    }

    [Fact]
    public async Task Sweep_OfEvidenceThatWasRemoved_TakesItsBytes()
    {
        var file = await _room.DrawnAsync(SamplePictures.Gif);
        await UseAsync(file);
        _room.Desk.Time.Move(Later);
        (await Unused.SweepAsync(Ct)).ShouldBe(0);

        await using (var db = _room.Desk.Db()) await db.Evidence.ExecuteUpdateAsync(e => e.SetProperty(x => x.RemovedAt, _room.Desk.Time.Now), Ct);

        (await Unused.SweepAsync(Ct)).ShouldBe(1);
        (await _room.NamesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sweep_AndUploadOfTheSameAtOnce_LosesNothing()
    {
        await using var other = _room.Desk.AnotherNode();
        var png = SamplePictures.Png(50, 50);
        for (var round = 0; round < 15; round++)
        {
            var stored = (await _room.StoreAsync(png)).Value!;
            await using (var db = _room.Desk.Db()) await db.StoredFiles.ExecuteUpdateAsync(f => f.SetProperty(x => x.StoredAt, _room.Desk.Time.Now - Later), Ct);

            await Task.WhenAll(Task.Run(() => Unused.SweepAsync(Ct)), Task.Run(() => other.Get<UnusedFiles>().SweepAsync(Ct)), Task.Run(() => EvidenceRoom.StoreAsync(other.Get<EvidenceFiles>(), png)));

            (await _room.RowsAsync()).ShouldBe([stored.Sha256]);
            (await _room.ReadAsync(stored.Sha256)).ShouldBe(png);
        }
    }

    [Fact]
    public async Task Sweep_WhileAnUploadIsBetweenBytesAndRow_WaitsForIt()
    {
        await using var other = _room.Desk.AnotherNode();
        await _room.StoreAsync(SamplePictures.Gif);
        _room.Desk.Time.Move(Later);
        var (kept, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        other.Get<EvidenceFiles>().Before = step =>
        {
            if (step != UploadStep.Record) return Task.CompletedTask;
            kept.SetResult();
            return goOn.Task;
        };

        var upload = Task.Run(() => EvidenceRoom.StoreAsync(other.Get<EvidenceFiles>(), SamplePictures.Gif));
        await kept.Task;
        var sweep = Task.Run(() => Unused.SweepAsync(Ct));
        await Eventually.TrueAsync(_room.Desk.SomebodyWaitsForALockAsync, TimeSpan.FromSeconds(20));
        goOn.SetResult();

        (await sweep).ShouldBe(0);
        (await _room.ReadAsync((await upload).Value!.Sha256)).ShouldBe(SamplePictures.Gif);
        await _room.RowsShouldHaveBytesAsync();
    }

    [Fact]
    public async Task Sweep_WhileEvidenceIsBeingAdded_WaitsForItAndLeavesItsBytes()
    {
        var file = (await _room.StoreAsync(SamplePictures.Gif)).Value!;
        _room.Desk.Time.Move(Later);
        await using var db = _room.Desk.Db();
        await using var adding = await db.Database.BeginTransactionAsync(Ct);
        await UseAsync(db, file);

        var sweep = Task.Run(() => Unused.SweepAsync(Ct));
        await Eventually.TrueAsync(_room.Desk.SomebodyWaitsForALockAsync, TimeSpan.FromSeconds(20));
        await adding.CommitAsync(Ct);

        (await sweep).ShouldBe(0);
        (await _room.RowsAsync()).ShouldBe([file.Sha256]);
        (await _room.ReadAsync(file.Sha256)).ShouldBe(SamplePictures.Gif);
    }

    [Fact]
    public async Task Check_FlippedBitAndMissingFile_AreFoundAndTold_AndGoBackToGood()
    {
        var (whole, flipped, missing) = (await _room.DrawnAsync(SamplePictures.Png(60, 40)), await _room.DrawnAsync(SamplePictures.Png(70, 40)), await _room.DrawnAsync(SamplePictures.Gif));
        foreach (var file in new[] { whole, flipped, missing }) await UseAsync(file);
        var bytes = SamplePictures.Png(70, 40);
        bytes[^9] ^= 1;
        await _room.OverwriteAsync(flipped.Sha256, bytes);
        await _room.Store.RemoveAsync(missing.Sha256, Ct);
        var checks = _room.Desk.Get<FileChecks>();
        (await checks.CheckAsync(Ct)).ShouldBe(0, "they have just come");

        _room.Desk.Time.Move(TimeSpan.FromDays(31));
        (await checks.CheckAsync(Ct)).ShouldBe(3);

        (await StateAsync()).Broken.Select(b => b.Problem).Order().ShouldBe([FileProblem.Missing, FileProblem.Damaged]);
        await using (var db = _room.Desk.Db())
        {
            var told = await db.Notifications.Where(n => n.Kind == BrokenFiles.Kind).ToListAsync(Ct);
            told.Count.ShouldBe(2);
            told.ShouldAllBe(n => n.PersonId == _room.Desk.Owner.Id && n.CaseNumber != null);
        }
        (await checks.CheckAsync(Ct)).ShouldBe(0);

        // One is put back by hand, the other by whoever still has it.
        await _room.OverwriteAsync(flipped.Sha256, SamplePictures.Png(70, 40));
        await _room.StoreAsync(SamplePictures.Gif);
        _room.Desk.Time.Move(TimeSpan.FromHours(2));
        (await checks.CheckAsync(Ct)).ShouldBe(1);
        (await StateAsync()).Broken.ShouldBeEmpty();
        (await _room.ReadAsync(missing.Sha256)).ShouldBe(SamplePictures.Gif);
    }

    [Fact]
    public async Task Check_AnEmptiedDisk_IsToldAFewTimesAndListed()
    {
        const int Many = BrokenFiles.MostUnread + 5;
        for (var i = 0; i < Many; i++)
        {
            var file = (await _room.StoreAsync([.. "%PDF-1.7\n"u8, (byte)i])).Value!;
            await UseAsync(file);
            await _room.Store.RemoveAsync(file.Sha256, Ct);
        }
        _room.Desk.Time.Move(TimeSpan.FromDays(31));

        while (await _room.Desk.Get<FileChecks>().CheckAsync(Ct) > 0)
        {
            // There is more.
        }

        (await StateAsync()).Broken.Count.ShouldBe(Many);
        await using var db = _room.Desk.Db();
        (await db.Notifications.CountAsync(n => n.Kind == BrokenFiles.Kind && n.PersonId == _room.Desk.Owner.Id, Ct)).ShouldBe(BrokenFiles.MostUnread);
    }

    [Fact]
    public async Task Check_OnTwoNodes_GoesOnWhereItStopped()
    {
        await using var other = _room.Desk.AnotherNode();
        for (var i = 0; i < 25; i++) await _room.StoreAsync([.. "%PDF-1.7\n"u8, (byte)i]);
        _room.Desk.Time.Move(TimeSpan.FromDays(31));

        (await _room.Desk.Get<FileChecks>().CheckAsync(Ct)).ShouldBe(20);
        (await other.Get<FileChecks>().CheckAsync(Ct)).ShouldBe(5);
        (await other.Get<FileChecks>().CheckAsync(Ct)).ShouldBe(0);
    }

    private async Task<SpaceState> StateAsync() => (await _room.Desk.Get<SpaceQueries>().StateAsync(_room.Desk.Owner, Ct)).ShouldNotBeNull();

    private async Task UseAsync(StoredFile file)
    {
        await using var db = _room.Desk.Db();
        await UseAsync(db, file);
    }

    private async Task UseAsync(StoreDb db, StoredFile file)
    {
        var number = await _room.Desk.BuyerSaysAsync("甲", "少了一件");
        var subject = await db.Cases.SingleAsync(c => c.Number == number, Ct);
        db.Evidence.Add(new EvidenceItem(Ids.New(_room.Desk.Time.Now), _room.Desk.StoreId, subject.Id, null, "图", _room.Desk.Time.Now, null).WithFile(file.Sha256, file.ContentType, file.Size, null, null, false));
        await db.SaveChangesAsync(Ct);
    }

    private async Task UseInParcelAsync(StoredFile file)
    {
        var photo = new Attachment("箱子.png", file);
        (await _room.Desk.Get<TakeInParcel>().ExecuteAsync(new("YT1234567890", null, null, null, [photo]), _room.Desk.Warehouse)).Refusal.ShouldBeNull();
    }
}

public sealed class StoredOnDiskTests() : StoredFilesTests(onS3: false);

public sealed class StoredOnS3Tests() : StoredFilesTests(onS3: true);
