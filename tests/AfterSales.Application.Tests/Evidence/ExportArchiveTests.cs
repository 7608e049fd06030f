using AfterSales.Application.Evidence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Evidence;

public sealed class ExportArchiveTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Execute_WholeArchive_IsForSupervisorAndOwner_OneCaseForWhoeverSeesIt()
    {
        var (first, second) = (await _desk.CaseAsync("张三"), await _desk.CaseAsync("李四"));
        var (one, two, other) = (await _desk.FileAsync(first), await _desk.FileAsync(first), await _desk.FileAsync(second));
        var administrator = await _desk.PersonAsync("管理员", Role.Administrator);

        (await TryAsync(new(), _desk.Supervisor)).ShouldBe("3");
        (await TryAsync(new(), _desk.Owner)).ShouldBe("3");
        (await TryAsync(new(), _desk.Agent)).ShouldBe("archive.of_many_cases");
        (await TryAsync(new() { Type = CaseType.Quality, Month = new(2026, 11, 1) }, _desk.Agent)).ShouldBe("archive.of_many_cases");
        (await TryAsync(new() { CaseNumber = first }, _desk.Agent)).ShouldBe("2");
        (await TryAsync(new() { CaseNumber = first }, _desk.Warehouse)).ShouldBe("2");
        (await TryAsync(new() { Chosen = [one.Id, two.Id] }, _desk.Agent)).ShouldBe("2");
        (await TryAsync(new() { Chosen = [one.Id, other.Id] }, _desk.Agent)).ShouldBe("archive.of_many_cases");
        (await TryAsync(new(), administrator)).ShouldBe("forbidden");
        (await TryAsync(new() { CaseNumber = first }, await _desk.StrangerAsync())).ShouldBe("archive.nothing");
        (await TryAsync(new() { Chosen = [one.Id] }, await _desk.StrangerAsync())).ShouldBe("archive.nothing");
        (await TryAsync(new() { Chosen = [.. Enumerable.Range(0, ArchiveFilter.MostChosen + 1).Select(_ => Ids.New(_desk.Time.Now))] }, _desk.Owner)).ShouldBe("archive.too_many_chosen");
    }

    [Fact]
    public async Task Items_ManyBatches_ComeOnceInOrder_AndAreWrittenDownBefore()
    {
        var number = await _desk.CaseAsync("张三");
        for (var i = 0; i < 230; i++) await _desk.FileAsync(number, _desk.Time.Now.AddMinutes(-(i / 7)));
        var removed = await _desk.FileAsync(number);
        await _desk.RemoveFileAsync(removed.Id);

        using var export = (await _desk.Get<ExportArchive>().ExecuteAsync(new(), _desk.Supervisor)).Value!;
        export.Extent.Count.ShouldBe(230);
        var items = new List<ArchiveItem>();
        await foreach (var item in export.ItemsAsync(default))
        {
            items.Add(item);
            if (items.Count == 1)
            {
                await using var early = _desk.Db();
                (await early.EvidenceAccesses.CountAsync(a => a.EvidenceId == item.Id && a.Kind == EvidenceAccessKind.Exported && a.ById == _desk.Supervisor.Id)).ShouldBe(1);
                // What comes while it runs is not in it.
                _desk.Time.Move(TimeSpan.FromSeconds(1));
                await _desk.FileAsync(number);
            }
        }

        items.Count.ShouldBe(230);
        items.Select(i => i.FileName).Distinct().Count().ShouldBe(230);
        items.Select(i => (i.AddedAt, i.Id)).ShouldBe(items.OrderBy(i => i.AddedAt).ThenBy(i => i.Id).Select(i => (i.AddedAt, i.Id)));
        await using var db = _desk.Db();
        (await db.EvidenceAccesses.CountAsync()).ShouldBe(230);
    }

    [Fact]
    public async Task Execute_SeveralAtOnce_OneForEachPersonAndFewInAll()
    {
        await _desk.FileAsync(await _desk.CaseAsync("张三"));
        var export = _desk.Get<ExportArchive>();

        var first = (await export.ExecuteAsync(new(), _desk.Supervisor)).Value!;
        (await export.ExecuteAsync(new(), _desk.Supervisor)).Refusal!.Code.ShouldBe("archive.busy");
        using (var other = (await export.ExecuteAsync(new(), _desk.Owner)).Value!)
        using (var third = (await export.ExecuteAsync(new(), await _desk.PersonAsync("主管乙", Role.Supervisor))).Value!)
        {
            (await export.ExecuteAsync(new(), await _desk.PersonAsync("主管丙", Role.Supervisor))).Refusal!.Code.ShouldBe("archive.busy");
        }
        first.Dispose();
        using var again = (await export.ExecuteAsync(new(), _desk.Supervisor)).Value.ShouldNotBeNull();
    }

    private async Task<string> TryAsync(ArchiveFilter filter, Actor actor)
    {
        var begun = await _desk.Get<ExportArchive>().ExecuteAsync(filter, actor);
        using var export = begun.Value;
        var measured = await _desk.Get<ExportArchive>().MeasureAsync(filter, actor);
        measured.Refusal?.Code.ShouldBe(begun.Refusal?.Code);
        return begun.Refusal?.Code ?? export!.Extent.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
