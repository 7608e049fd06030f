using AfterSales.Application.Evidence;
using AfterSales.Domain.Evidence;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Evidence;

/// <summary>Pictures that look alike, as PostgreSQL finds them.</summary>
public sealed class AlikePicturesTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task OfFile_UpToSevenBitsApart_IsFoundWhereverTheyAre()
    {
        var number = await _desk.CaseAsync("张三");
        var random = new Random(20261126);
        for (var round = 0; round < 200; round++)
        {
            var print = random.NextInt64(long.MinValue, long.MaxValue);
            await _desk.FileAsync(number, print: print);
            var bits = Enumerable.Range(0, 64).OrderBy(_ => random.Next()).Take(PicturePrint.Alike + 1).ToList();
            var near = bits.Take(round % (PicturePrint.Alike + 1)).Aggregate(print, (p, bit) => p ^ (1L << bit));

            (await SeenAsync(near)).ShouldHaveSingleItem().ShouldBe(number, $"{round % (PicturePrint.Alike + 1)} bits");
            (await SeenAsync(bits.Aggregate(print, (p, bit) => p ^ (1L << bit)))).ShouldBeEmpty("eight bits");
        }
    }

    [Fact]
    public async Task OfFile_BlankOrOfAnotherStore_FindsNothing()
    {
        var number = await _desk.CaseAsync("张三");
        var hash = new string('b', 64);
        await _desk.FileAsync(number, print: PicturePrint.Blank);
        await _desk.FileAsync(number, print: 0x0F0F_1234_5678_9ABC, sha256: hash);
        var (seen, stranger) = (_desk.Get<SeenPictureQueries>(), await _desk.StrangerAsync());

        (await SeenAsync(PicturePrint.Blank)).ShouldBeEmpty();
        (await seen.OfFileAsync(hash, 0x0F0F_1234_5678_9ABC, stranger)).Value!.ShouldBeEmpty();
        (await seen.OfFileAsync(hash, null, _desk.Agent)).Value!.ShouldHaveSingleItem().IsSame.ShouldBeTrue();
        (await seen.OfFileAsync(hash, null, await _desk.PersonAsync("管理员", Domain.People.Role.Administrator))).Refusal!.Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task Case_WhosePictureWasSeen_SaysWhereOnBothSides()
    {
        var first = await _desk.CaseAsync("张三");
        var second = await _desk.CaseAsync("李四");
        var third = await _desk.CaseAsync("王五");
        await _desk.FileAsync(first, print: 0x1111_2222_3333_4444, sha256: new('c', 64));
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        await _desk.FileAsync(second, print: 0x1111_2222_3333_4445);
        await _desk.FileAsync(third, print: 0x1111_2222_3333_4444, sha256: new('c', 64));

        (await SeenOnAsync(first)).ShouldBe([(third, true), (second, false)]);
        (await SeenOnAsync(second)).ShouldBe([(first, false), (third, false)], ignoreOrder: true);
        (await SeenOnAsync(third)).ShouldBe([(first, true), (second, false)]);
    }

    [Fact]
    public async Task Print_GivenLater_IsComparedThen()
    {
        var first = await _desk.CaseAsync("张三");
        var second = await _desk.CaseAsync("李四");
        await _desk.FileAsync(first, print: 0x1111_2222_3333_4444);
        var bare = await _desk.FileAsync(second);
        (await SeenOnAsync(second)).ShouldBeEmpty();

        await using (var db = _desk.Db()) await db.Evidence.Where(e => e.Id == bare.Id).ExecuteUpdateAsync(e => e.SetProperty(x => x.Print, 0x1111_2222_3333_4446));

        (await SeenOnAsync(second)).ShouldBe([(first, false)]);
        (await SeenOnAsync(first)).ShouldBe([(second, false)]);
    }

    [Fact]
    public async Task Pictures_OfOneCase_AreNotPointedOut()
    {
        var number = await _desk.CaseAsync("张三");
        await _desk.FileAsync(number, print: 0x1111_2222_3333_4444);
        await _desk.FileAsync(number, print: 0x1111_2222_3333_4444);

        (await SeenOnAsync(number)).ShouldBeEmpty();
        await using var db = _desk.Db();
        (await db.AlikePictures.CountAsync()).ShouldBe(0);
    }

    private async Task<IEnumerable<string>> SeenAsync(long print) => (await _desk.Get<SeenPictureQueries>().OfFileAsync(new('a', 64), print, _desk.Agent)).Value!.Select(s => s.CaseNumber);

    private async Task<IEnumerable<(string, bool)>> SeenOnAsync(string number)
    {
        await using var db = _desk.Db();
        var items = await db.Evidence.Where(e => db.Cases.Any(c => c.Id == e.CaseId && c.Number == number)).ToListAsync();
        return (await SeenPictures.OfAsync(db, items, CancellationToken.None)).SelectMany(g => g).Select(s => (s.CaseNumber, s.IsSame));
    }
}
