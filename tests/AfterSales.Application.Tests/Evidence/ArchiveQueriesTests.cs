using AfterSales.Application.Evidence;
using AfterSales.Application.Tests.Importing;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;

namespace AfterSales.Application.Tests.Evidence;

public sealed class ArchiveQueriesTests : IAsyncLifetime
{
    private static readonly DateTimeOffset October = new(2026, 10, 5, 2, 0, 0, TimeSpan.Zero);

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Page_EachFilter_FindsWhatItSaysAndNothingElse()
    {
        await _desk.ImportAsync("订单编号,标题,价格,购买数量,外部系统编号,批次号\n7001,裙子,98.00,1,A-88,B2610\n7002,裤子,88.00,1,A-99,B2611\n");
        var zhang = await _desk.CaseAsync("张三", CaseSubtype.Defect, "7001");
        var li = await _desk.CaseAsync("李四", CaseSubtype.Missing, "7002");
        var nobody = await _desk.CaseAsync("王五", subtype: null);
        var label = await _desk.FileAsync(zhang, October, _desk.Agent.Id, e => e.Describe("weigh slip", null));
        var accepted = await _desk.FileAsync(zhang, October.AddDays(1), _desk.OtherAgent.Id, e => e.Judge(EvidenceVerdict.Accepted, null, "主管", October));
        var rejected = await _desk.FileAsync(li, October.AddDays(40), null, e => e.Judge(EvidenceVerdict.Rejected, "看不清", "主管", October));
        var loose = await _desk.FileAsync(nobody, October.AddDays(41));

        await FindsAsync(new(), loose, rejected, accepted, label);
        await FindsAsync(new() { Type = CaseType.Quality }, accepted, label);
        await FindsAsync(new() { IsUnclassified = true }, loose);
        await FindsAsync(new() { Month = new(2026, 10, 1) }, accepted, label);
        await FindsAsync(new() { From = new(2026, 10, 6) }, loose, rejected, accepted);
        await FindsAsync(new() { Until = new(2026, 10, 5) }, label);
        await FindsAsync(new() { Customer = "张三" }, accepted, label);
        await FindsAsync(new() { Customer = "张" }, accepted, label);
        await FindsAsync(new() { Customer = "赵" });
        await FindsAsync(new() { OrderNo = "7002" }, rejected);
        await FindsAsync(new() { CaseNumber = li.ToLowerInvariant() }, rejected);
        await FindsAsync(new() { Style = "A-88" }, accepted, label);
        await FindsAsync(new() { Batch = "B2611" }, rejected);
        await FindsAsync(new() { Batch = "B2611", Style = "A-88" });
        await FindsAsync(new() { Label = "weigh slip" }, label);
        await FindsAsync(new() { Person = _desk.OtherAgent.Id!.Value }, accepted);
        await FindsAsync(new() { Person = ArchiveFilter.Nobody }, loose, rejected);
        await FindsAsync(new() { Verdict = ArchiveVerdict.Accepted }, accepted);
        await FindsAsync(new() { Verdict = ArchiveVerdict.Rejected }, rejected);
        await FindsAsync(new() { Verdict = ArchiveVerdict.None }, loose, label);
        await FindsAsync(new() { Verdict = ArchiveVerdict.None, Customer = "张三", Type = CaseType.Quality, Month = new(2026, 10, 1) }, label);
        await FindsAsync(new() { Chosen = [rejected.Id, label.Id] }, rejected, label);
        var people = (await _desk.Get<ArchiveQueries>().PeopleAsync(_desk.Agent)).Value!;
        people.Select(p => p.Name).Order(StringComparer.Ordinal).ShouldBe(new[] { "客服甲", "客服乙" }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Page_AnItemAboutOneLineOfTheOrder_IsFoundByThatLineAlone()
    {
        await _desk.ImportAsync("订单编号,子订单编号,标题,价格,购买数量,外部系统编号\n7001,7001-1,裙子,98.00,1,A-88\n7001,7001-2,裤子,88.00,1,A-99\n");
        var number = await _desk.CaseAsync("张三", CaseSubtype.Defect, "7001");
        var whole = await _desk.FileAsync(number, October);
        var skirt = await _desk.FileAsync(number, October.AddMinutes(1), change: e => e.Describe(null, "7001-1"));

        await FindsAsync(new() { Style = "A-88" }, skirt, whole);
        await FindsAsync(new() { Style = "A-99" }, whole);
    }

    [Fact]
    public async Task Page_FilesOfOneCustomer_AreNumberedByFolderAndTime()
    {
        var first = await _desk.CaseAsync("Zoe/1");
        var second = await _desk.CaseAsync("zoe?1");
        var one = await _desk.FileAsync(first, October);
        var two = await _desk.FileAsync(second, October.AddMinutes(1), contentType: "image/png");
        var three = await _desk.FileAsync(first, October.AddMinutes(2));
        var next = await _desk.FileAsync(first, October.AddMonths(1));

        (await NamesAsync()).ShouldBe([("2026-11", "Zoe_1.jpg", next.Id), ("2026-10", "Zoe_1-3.jpg", three.Id), ("2026-10", "zoe_1-2.png", two.Id), ("2026-10", "Zoe_1.jpg", one.Id)]);

        await _desk.RemoveFileAsync(two.Id);
        (await NamesAsync()).ShouldBe([("2026-11", "Zoe_1.jpg", next.Id), ("2026-10", "Zoe_1-3.jpg", three.Id), ("2026-10", "Zoe_1.jpg", one.Id)], "a number once seen stays");
    }

    [Fact]
    public async Task Page_TheStoresMonth_IsNotThatOfLondon()
    {
        var number = await _desk.CaseAsync("张三", subtype: null);
        var late = await _desk.FileAsync(number, new(2026, 10, 31, 15, 59, 0, TimeSpan.Zero));
        var early = await _desk.FileAsync(number, new(2026, 10, 31, 16, 0, 0, TimeSpan.Zero));

        (await NamesAsync()).ShouldBe([("2026-11", "张三.jpg", early.Id), ("2026-10", "张三.jpg", late.Id)]);
        await FindsAsync(new() { Month = new(2026, 10, 1) }, late);
        await FindsAsync(new() { From = new(2026, 11, 1) }, early);
    }

    [Fact]
    public async Task Page_ManyAtTheSameMoment_ComesOncePageByPage()
    {
        var number = await _desk.CaseAsync("张三");
        for (var i = 0; i < 25; i++) await _desk.FileAsync(number, October.AddMinutes(i / 5));

        var seen = new List<Guid>();
        ArchiveCursor? after = null;
        do
        {
            var page = (await _desk.Get<ArchiveQueries>().PageAsync(new() { Type = CaseType.Quality }, after, _desk.Agent, 4)).Value!;
            seen.AddRange(page.Items.Select(i => i.Id));
            after = ArchiveCursor.Read(page.Next?.ToString());
        }
        while (after is not null);

        seen.Count.ShouldBe(25);
        seen.Distinct().Count().ShouldBe(25);
    }

    [Fact]
    public async Task Folders_TypesAndMonths_AreCountedAndShowANewFileAtOnce()
    {
        var quality = await _desk.CaseAsync("张三");
        var loose = await _desk.CaseAsync("李四", subtype: null);
        var old = await _desk.FileAsync(quality, October);
        await _desk.FileAsync(quality, October.AddDays(3));
        await _desk.FileAsync(quality);
        await _desk.FileAsync(loose);

        (await FoldersAsync()).ShouldBe([(CaseType.Quality, null, 3), (null, null, 1)]);
        (await FoldersAsync(CaseType.Quality)).ShouldBe([(CaseType.Quality, new DateOnly(2026, 11, 1), 1), (CaseType.Quality, new DateOnly(2026, 10, 1), 2)]);
        (await _desk.Get<ArchiveQueries>().FoldersAsync(null, unclassified: true, _desk.Agent)).Value!.Single().Count.ShouldBe(1);

        await _desk.FileAsync(quality);
        await _desk.FileAsync(loose, October);
        (await FoldersAsync()).ShouldBe([(CaseType.Quality, null, 4), (null, null, 2)], "today, and a folder that had nothing");
        await _desk.RemoveFileAsync(old.Id);
        (await FoldersAsync()).ShouldBe([(CaseType.Quality, null, 4), (null, null, 2)], "what came before today is counted again after a while");
        _desk.Time.Move(ArchiveFolders.Remembered);
        (await FoldersAsync()).ShouldBe([(CaseType.Quality, null, 3), (null, null, 2)]);
    }

    [Fact]
    public async Task Archive_OfAnotherStoreOrWithoutPermission_ShowsNothing()
    {
        var item = await _desk.FileAsync(await _desk.CaseAsync("张三"));
        var (archive, stranger) = (_desk.Get<ArchiveQueries>(), await _desk.StrangerAsync());
        var administrator = await _desk.PersonAsync("管理员", Role.Administrator);

        (await archive.PageAsync(new() { Chosen = [item.Id] }, null, stranger)).Value!.Items.ShouldBeEmpty();
        (await archive.PageAsync(new() { Customer = "张三" }, null, stranger)).Value!.Items.ShouldBeEmpty();
        (await archive.FoldersAsync(null, false, stranger)).Value!.ShouldBeEmpty();
        (await archive.PeopleAsync(stranger)).Value!.ShouldBeEmpty();
        (await archive.PageAsync(new(), null, administrator)).Refusal!.Code.ShouldBe("forbidden");
        (await archive.FoldersAsync(null, false, administrator)).Refusal!.Code.ShouldBe("forbidden");
        (await archive.PeopleAsync(administrator)).Refusal!.Code.ShouldBe("forbidden");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("AAAA")]
    [InlineData("_________________________________")]
    public void Cursor_WhatIsNone_IsNone(string? text) => ArchiveCursor.Read(text).ShouldBeNull();

    private async Task FindsAsync(ArchiveFilter filter, params EvidenceItem[] items) =>
        (await _desk.Get<ArchiveQueries>().PageAsync(filter, null, _desk.Agent)).Value!.Items.Select(i => i.Line.Name).ShouldBe(items.Select(i => i.Name), filter.ToString());

    private async Task<IEnumerable<(string, string, Guid)>> NamesAsync() =>
        (await _desk.Get<ArchiveQueries>().PageAsync(new(), null, _desk.Agent)).Value!.Items.Select(i => (i.Month, i.FileName, i.Id));

    private async Task<IEnumerable<(CaseType?, DateOnly?, long)>> FoldersAsync(CaseType? type = null) =>
        (await _desk.Get<ArchiveQueries>().FoldersAsync(type, unclassified: false, _desk.Agent)).Value!.Select(f => (f.Type, f.Month, f.Count));
}
