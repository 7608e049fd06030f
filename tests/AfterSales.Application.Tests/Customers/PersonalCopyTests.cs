using System.Text.Json;
using AfterSales.Application.Customers.Privacy;
using AfterSales.Domain.Evidence;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Customers;

public sealed class PersonalCopyTests : IAsyncLifetime
{
    private TestDesk _desk = null!;
    private KnownBuyer _buyer = null!;

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.CreateAsync();
        _buyer = await KnownBuyer.ComeAsync(_desk);
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Copy_HoldsWhatIsTheirs_AndNotWhatColleaguesWroteToEachOther()
    {
        await _desk.BuyerSaysAsync("别的买家", "别人的话");
        using var export = (await _desk.Get<TakePersonalCopy>().ExecuteAsync(_buyer.CustomerId, _desk.Supervisor)).Value!;

        var rows = new Dictionary<PersonalKind, List<JsonElement>>();
        foreach (var kind in PersonalExport.Kinds)
        {
            rows[kind] = [];
            await foreach (var row in export.RowsAsync(kind, default)) rows[kind].Add(JsonDocument.Parse(row).RootElement);
        }

        rows.Where(kind => kind.Value.Count == 0).Select(kind => kind.Key).ShouldBeEmpty();
        rows[PersonalKind.Orders].ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            order => order.GetProperty("receiver").GetString().ShouldBe(KnownBuyer.Name), order => order.GetProperty("phone").GetString().ShouldBe(KnownBuyer.Phone), order => order.GetProperty("items").GetArrayLength().ShouldBe(1));
        rows[PersonalKind.Payouts].ShouldHaveSingleItem().GetProperty("account").GetString().ShouldBe(KnownBuyer.Account);
        var said = rows[PersonalKind.Messages].ConvertAll(message => message.GetProperty("text").GetString()!);
        said.ShouldContain(text => text.Contains("少了一件", StringComparison.Ordinal));
        said.ShouldNotContain(text => text.Contains("内部备注", StringComparison.Ordinal) || text.Contains("别人的话", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Copy_IsWrittenDownBeforeItIsRead_WithEachFile()
    {
        using (var export = (await _desk.Get<TakePersonalCopy>().ExecuteAsync(_buyer.CustomerId, _desk.Supervisor)).Value!)
        {
            await using var db = _desk.Db();
            (await db.PersonalCopies.SingleAsync()).ShouldSatisfyAllConditions(copy => copy.ByName.ShouldBe("主管"), copy => copy.CustomerId.ShouldBe(_buyer.CustomerId));
            (await _desk.Get<TakePersonalCopy>().ExecuteAsync(_buyer.CustomerId, _desk.Supervisor)).Refusal!.Code.ShouldBe("archive.busy");
            var files = new List<PersonalFile>();
            await foreach (var file in export.FilesAsync(default)) files.Add(file);
            files.ShouldHaveSingleItem().Sha256.ShouldBe(_buyer.Sha256);
            (await db.EvidenceAccesses.SingleAsync(a => a.EvidenceId == files[0].Id)).Kind.ShouldBe(EvidenceAccessKind.Exported);
        }
        (await _desk.Get<TakePersonalCopy>().ExecuteAsync(_buyer.CustomerId, _desk.Supervisor)).Value!.Dispose();
    }

    [Fact]
    public async Task Copy_ForWhoMayNot_IsRefused()
    {
        (await _desk.Get<TakePersonalCopy>().ExecuteAsync(_buyer.CustomerId, _desk.Agent)).Refusal!.Code.ShouldBe("forbidden");
        (await _desk.Get<TakePersonalCopy>().ExecuteAsync(_buyer.CustomerId, await _desk.StrangerAsync())).Refusal!.Code.ShouldBe("customer.not_found");
        await _buyer.EraseAsync();
        (await _desk.Get<TakePersonalCopy>().ExecuteAsync(_buyer.CustomerId, _desk.Supervisor)).Refusal!.Code.ShouldBe("erasure.erased_already");
    }
}
