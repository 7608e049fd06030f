using System.Text.Json;
using AfterSales.Application.Cases;
using AfterSales.Application.Parcels;
using AfterSales.Application.People;
using AfterSales.Domain.Parcels;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Parcels.WarehouseCase;

namespace AfterSales.Application.Tests.Parcels;

/// <summary>What the desk shows, finds and counts.</summary>
public sealed class WarehouseDeskTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Lists_FollowTheWorkThroughTheDesk()
    {
        var number = await ExchangeAsync(_desk);
        (await CountAsync()).ShouldBe((0, 0, 1, 0), "the return is expected; the exchange waits for it");
        var waiting = (await ListAsync(WarehouseList.Packing)).ShouldHaveSingleItem();
        (waiting.Word, waiting.IsReady, waiting.WaitsFor.Single()).ShouldBe(("exchange", false, ActionCatalogue.Return));

        await ArrivedAsync(_desk, number);
        (await CountAsync()).ShouldBe((0, 1, 0, 0));
        var back = await ActionAsync(_desk, number, ActionCatalogue.Return);
        (await _desk.Get<InspectReturn>().ExecuteAsync(new(number, back.Id, new(InspectionVerdict.Exchange, false, 1, 0), null), _desk.Warehouse)).Refusal.ShouldBeNull();

        (await CountAsync()).ShouldBe((0, 0, 0, 1));
        (await ListAsync(WarehouseList.Packing)).ShouldHaveSingleItem().IsReady.ShouldBeTrue();
        (await ListAsync(WarehouseList.Returns)).ShouldBeEmpty();
    }

    [Fact]
    public async Task List_PageByPage_ShowsEachOnce()
    {
        for (var order = 0; order < 35; order++) await CheckAsync(_desk, order);

        var first = (await _desk.Get<WarehouseQueries>().ListAsync(WarehouseList.Checks, null, _desk.Warehouse)).Value!;
        var seen = first.Rows.ToList();
        for (var next = first.Next; next is not null;)
        {
            var page = (await _desk.Get<WarehouseQueries>().ListAsync(WarehouseList.Checks, next, _desk.Warehouse)).Value!;
            seen.AddRange(page.Rows);
            next = page.Next;
        }

        first.Rows.Count.ShouldBe(WarehouseQueries.PageSize);
        seen.Select(row => row.ActionId).Distinct().Count().ShouldBe(70);
        seen.Count.ShouldBe(70);
    }

    [Fact]
    public async Task Scan_OfAWaybill_FindsEveryReturnThatBearsIt()
    {
        string[] numbers = [await ExchangeAsync(_desk, 0), await ExchangeAsync(_desk, 1)];
        foreach (var number in numbers) await SentBackAsync(_desk, number);

        var scan = (await _desk.Get<ScanQueries>().FindAsync("No: yt7788120099", _desk.Warehouse)).Value!;

        scan.Rows.Select(row => row.CaseNumber).ShouldBe(numbers, ignoreOrder: true);
        scan.Rows.ShouldAllBe(row => row.Flow == ActionFlow.Return, "not what else is to do in the cases");
        scan.IsUnknown.ShouldBeFalse();
    }

    [Fact]
    public async Task Scan_OfAnOrderACaseOrWhatWasSent_FindsTheCase()
    {
        var number = await ExchangeAsync(_desk);
        var scans = _desk.Get<ScanQueries>();

        foreach (var text in new[] { number, "1001000000000000", "SF00000000" })
            (await scans.FindAsync(text, _desk.Warehouse)).Value!.Rows[0].CaseNumber.ShouldBe(number, text);
        (await scans.FindAsync("YT9999999999", _desk.Warehouse)).Value!.IsUnknown.ShouldBeTrue();
        (await scans.FindAsync("??", _desk.Warehouse)).Refusal!.Code.ShouldBe("scan.no_code");
    }

    [Fact]
    public async Task Scan_OfAReturnThatWasInspected_SaysSo()
    {
        var number = await ExchangeAsync(_desk);
        await ArrivedAsync(_desk, number);
        var back = await ActionAsync(_desk, number, ActionCatalogue.Return);
        (await _desk.Get<InspectReturn>().ExecuteAsync(new(number, back.Id, new(InspectionVerdict.Fail, true, 0, 1), null), _desk.Warehouse)).Refusal.ShouldBeNull();

        var scan = (await _desk.Get<ScanQueries>().FindAsync(Waybill, _desk.Warehouse)).Value!;

        (scan.Rows.Any(row => row.Flow == ActionFlow.Return), scan.ParcelId).ShouldBe((false, null));
        scan.Rows.Select(row => row.CaseNumber).Concat(scan.Cases.Select(found => found.CaseNumber)).Distinct().ShouldBe([number]);
    }

    [Fact]
    public async Task Desk_ShowsNoMoneyAndNoPhone()
    {
        var number = await ExchangeAsync(_desk);
        await CheckAsync(_desk, 1);
        var exchange = await ActionAsync(_desk, number, "exchange");
        object?[] shown =
        [
            await ListAsync(WarehouseList.Checks), await ListAsync(WarehouseList.Returns), await ListAsync(WarehouseList.Packing), (await _desk.Get<WarehouseQueries>().SlipAsync(exchange.Id, _desk.Warehouse)).Value,
            (await _desk.Get<ScanQueries>().FindAsync(number, _desk.Warehouse)).Value,
        ];

        var text = JsonSerializer.Serialize(shown);

        text.ShouldNotContain("201.12");
        text.ShouldNotContain("13800000000");
        text.ShouldContain("0000", customMessage: "the last four digits");
    }

    [Fact]
    public async Task Desk_IsForWhoWorksThere()
    {
        var number = await ExchangeAsync(_desk);
        var exchange = await ActionAsync(_desk, number, "exchange");
        foreach (var who in new[] { _desk.Agent, Actor.Key(Ids.New(_desk.Time.Now), "reader", _desk.StoreId, [ApiScope.CasesRead]) })
        {
            (await _desk.Get<WarehouseQueries>().ListAsync(WarehouseList.Packing, null, who)).Refusal!.Code.ShouldBe("forbidden");
            (await _desk.Get<WarehouseQueries>().FindAsync(exchange.Id, who)).Refusal!.Code.ShouldBe("forbidden");
            (await _desk.Get<WarehouseQueries>().SlipAsync(exchange.Id, who)).Refusal!.Code.ShouldBe("forbidden");
            (await _desk.Get<ScanQueries>().FindAsync(number, who)).Refusal!.Code.ShouldBe("forbidden");
            (await _desk.Get<ParcelQueries>().ListAsync(null, who)).Refusal!.Code.ShouldBe("forbidden");
            (await _desk.Get<TakeInParcel>().ExecuteAsync(new(Waybill, null, null, null), who)).Refusal!.Code.ShouldBe("forbidden");
            (await _desk.Get<WarehouseCounts>().OfAsync(who)).ShouldBe(WarehouseToDo.Nothing);
        }
        (await _desk.Get<WarehouseQueries>().FindAsync(exchange.Id, await _desk.StrangerAsync())).Refusal!.Code.ShouldBe("action.not_found");
    }

    [Fact]
    public async Task Counts_TellWhoListens_OncePerChangeOfTheDesk()
    {
        var number = await ExchangeAsync(_desk);
        var counts = _desk.Get<WarehouseCounts>();
        await counts.OfAsync(_desk.Warehouse);
        var heard = 0;
        using var listening = counts.Listen(_desk.Warehouse, () => Interlocked.Increment(ref heard));

        (await _desk.Get<TagCase>().ExecuteAsync(new(number, ["急"], null), _desk.Agent)).Refusal.ShouldBeNull();
        await Task.Delay(800);
        heard.ShouldBe(0, "nothing of it is the warehouse's");
        await ArrivedAsync(_desk, number);
        await Eventually.TrueAsync(() => Task.FromResult(heard == 1), TimeSpan.FromSeconds(10));
        (await counts.OfAsync(_desk.Warehouse)).Returns.ShouldBe(1);
    }

    [Fact]
    public async Task Tolerance_IsTheStores_AndChangedByWhoMay()
    {
        (await _desk.Get<WarehouseQueries>().ToleranceAsync(_desk.Warehouse)).Value.ShouldBe(new WeighTolerance(0.05m, 20));
        var use = _desk.Get<SetWeighTolerance>();

        (await use.ExecuteAsync(new(0.03m, 30), _desk.Warehouse)).Refusal!.Code.ShouldBe("forbidden");
        (await use.ExecuteAsync(new(2m, 30), _desk.Owner)).Refusal!.Code.ShouldBe("weighing.share_invalid");
        (await use.ExecuteAsync(new(0.025m, 30), _desk.Owner)).Ok.ShouldBeTrue();

        (await _desk.Get<WarehouseQueries>().ToleranceAsync(_desk.Warehouse)).Value.ShouldBe(new WeighTolerance(0.025m, 30));
        await using var db = _desk.Db();
        (await db.Audit.SingleAsync(a => a.Kind == AuditKind.ToleranceChanged)).Details.ShouldBe(["2.5 %", "30 g"]);
    }

    private async Task<IReadOnlyList<WarehouseRow>> ListAsync(WarehouseList list) => (await _desk.Get<WarehouseQueries>().ListAsync(list, null, _desk.Warehouse)).Value!.Rows;

    private async Task<(int Checks, int Returns, int OnTheWay, int Packing)> CountAsync()
    {
        var toDo = await _desk.Get<WarehouseCounts>().OfAsync(_desk.Warehouse);
        return (toDo.Checks, toDo.Returns, toDo.OnTheWay, toDo.Packing);
    }
}
