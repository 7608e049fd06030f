using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Tests.Evidence;

public sealed class EvidenceArchiveTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Evidence_LiesInTheFolderOfItsCasesType_AlsoWhenThatChanges()
    {
        var number = await _desk.BuyerSaysAsync("张/三", "你好");
        var item = await AddAsync(number);
        (item.Type, item.ArchiveName).ShouldBe((null, "张_三"));

        (await _desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.Quality, CaseSubtype.Defect, null), _desk.Agent)).Refusal.ShouldBeNull();
        (await ReadAsync(item.Id)).Type.ShouldBe(nameof(CaseType.Quality));
        (await AddAsync(number)).Type.ShouldBe(nameof(CaseType.Quality));

        (await _desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.WrongItem, CaseSubtype.WrongShipped, null), _desk.Agent)).Refusal.ShouldBeNull();
        await using var db = _desk.Db();
        (await db.Evidence.Select(e => e.Type).Distinct().ToListAsync()).ShouldBe([nameof(CaseType.WrongItem)]);
    }

    [Fact]
    public async Task Record_SamePersonSoonAgain_IsOneLook()
    {
        var item = await AddAsync(await _desk.BuyerSaysAsync("张三", "你好"));
        var accesses = _desk.Get<EvidenceAccesses>();

        await accesses.RecordAsync([item.Id], EvidenceAccessKind.Viewed, _desk.Agent, default);
        await accesses.RecordAsync([item.Id], EvidenceAccessKind.Viewed, _desk.Agent, default);
        await accesses.RecordAsync([item.Id], EvidenceAccessKind.Viewed, _desk.Owner, default);
        await accesses.RecordAsync([item.Id], EvidenceAccessKind.Exported, _desk.Agent, default);
        _desk.Time.Move(EvidenceAccesses.Again);
        await accesses.RecordAsync([item.Id], EvidenceAccessKind.Viewed, _desk.Agent, default);

        await using var db = _desk.Db();
        (await db.EvidenceAccesses.OrderBy(a => a.Id).Select(a => new { a.Kind, a.ById }).ToListAsync()).ShouldBe(
        [
            new { Kind = EvidenceAccessKind.Viewed, ById = _desk.Agent.Id },
            new { Kind = EvidenceAccessKind.Viewed, ById = _desk.Owner.Id },
            new { Kind = EvidenceAccessKind.Exported, ById = _desk.Agent.Id },
            new { Kind = EvidenceAccessKind.Viewed, ById = _desk.Agent.Id },
        ]);
        (await Should.ThrowAsync<PostgresException>(() => db.EvidenceAccesses.ExecuteDeleteAsync())).SqlState.ShouldBe(PostgresErrorCodes.RestrictViolation);
    }

    private async Task<EvidenceItem> AddAsync(string number)
    {
        using var stream = new MemoryStream(SamplePictures.Png(20, 10));
        var file = (await _desk.Get<EvidenceFiles>().StoreAsync(stream, default)).Value!;
        (await _desk.Get<WriteNote>().ExecuteAsync(new(number, "看图", [new("图.png", file)]), _desk.Agent)).Refusal.ShouldBeNull();
        await using var db = _desk.Db();
        return await db.Evidence.OrderByDescending(e => e.Id).FirstAsync();
    }

    private async Task<EvidenceItem> ReadAsync(Guid id)
    {
        await using var db = _desk.Db();
        return await db.Evidence.SingleAsync(e => e.Id == id);
    }
}
