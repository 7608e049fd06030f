using System.Text.Json;
using AfterSales.Application.Customers.Privacy;
using AfterSales.Domain.Evidence;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Customers;

public sealed class PersonalCopyTests : KnownBuyerTests
{
    [Fact]
    public async Task Copy_HoldsWhatIsTheirs_AndNotWhatColleaguesWroteToEachOther()
    {
        await Desk.BuyerSaysAsync("别的买家", "别人的话");
        using var export = (await Desk.Get<TakePersonalCopy>().ExecuteAsync(Buyer.CustomerId, Desk.Supervisor)).Value!;

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
        using (var export = (await Desk.Get<TakePersonalCopy>().ExecuteAsync(Buyer.CustomerId, Desk.Supervisor)).Value!)
        {
            await using var db = Desk.Db();
            (await db.PersonalCopies.SingleAsync()).ShouldSatisfyAllConditions(copy => copy.ByName.ShouldBe("主管"), copy => copy.CustomerId.ShouldBe(Buyer.CustomerId));
            (await Desk.Get<TakePersonalCopy>().ExecuteAsync(Buyer.CustomerId, Desk.Supervisor)).Refusal!.Code.ShouldBe("archive.busy");
            var files = new List<PersonalFile>();
            await foreach (var file in export.FilesAsync(default)) files.Add(file);
            files.ShouldHaveSingleItem().Sha256.ShouldBe(Buyer.Sha256);
            (await db.EvidenceAccesses.SingleAsync(a => a.EvidenceId == files[0].Id)).Kind.ShouldBe(EvidenceAccessKind.Exported);
        }
        (await Desk.Get<TakePersonalCopy>().ExecuteAsync(Buyer.CustomerId, Desk.Supervisor)).Value!.Dispose();
    }

    [Fact]
    public async Task Copy_ForWhoMayNot_IsRefused()
    {
        (await Desk.Get<TakePersonalCopy>().ExecuteAsync(Buyer.CustomerId, Desk.Agent)).Refusal!.Code.ShouldBe("forbidden");
        (await Desk.Get<TakePersonalCopy>().ExecuteAsync(Buyer.CustomerId, await Desk.StrangerAsync())).Refusal!.Code.ShouldBe("customer.not_found");
        await Buyer.EraseAsync();
        (await Desk.Get<TakePersonalCopy>().ExecuteAsync(Buyer.CustomerId, Desk.Supervisor)).Refusal!.Code.ShouldBe("erasure.erased_already");
    }
}
