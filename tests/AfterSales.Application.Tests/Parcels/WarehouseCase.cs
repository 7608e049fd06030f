using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;
using AfterSales.Application.Parcels;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Remedies;
using AfterSales.Application.Tests.Importing;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Remedies;

namespace AfterSales.Application.Tests.Parcels;

/// <summary>What the warehouse has in its hands: a wrong item that is exchanged, a missing piece whose slip is asked for.</summary>
internal static class WarehouseCase
{
    public const string Waybill = "YT7788120099";

    private static readonly byte[] Gif = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    /// <summary>A wrong item whose exchange was agreed: the goods come back first.</summary>
    public static async Task<string> ExchangeAsync(TestDesk desk, int order = 0)
    {
        var number = await OpenAsync(desk, order, CaseSubtype.WrongShipped);
        await SayAsync(desk, number, ("photo", Value.Of("confirms")), ("weigh slip", Value.Of("confirms")), ("stock", Value.True));
        var agreed = await desk.Get<AgreeRemedy>().ExecuteAsync(new(number, "exchange", null, null, null, null, $"{number} exchange"), desk.Agent);
        agreed.Refusal.ShouldBeNull();
        agreed.Value!.ApprovalId.ShouldBeNull();
        return number;
    }

    /// <summary>A missing piece for which the agent asks the warehouse for both papers.</summary>
    public static async Task<string> CheckAsync(TestDesk desk, int order = 0)
    {
        var number = await OpenAsync(desk, order, CaseSubtype.Missing);
        (await desk.Get<RequestEvidence>().ExecuteAsync(new(number, ["weigh slip", "order sheet"]), desk.Agent)).Refusal.ShouldBeNull();
        return number;
    }

    public static async Task<CaseAction> ActionAsync(TestDesk desk, string number, string word)
    {
        await using var db = desk.Db();
        return await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(db.CaseActions.Where(a => a.Word == word && db.Cases.Any(c => c.Id == a.CaseId && c.Number == number)));
    }

    public static async Task SentBackAsync(TestDesk desk, string number, string waybill = Waybill)
    {
        var back = await ActionAsync(desk, number, ActionCatalogue.Return);
        (await desk.Get<MoveAction>().ExecuteAsync(new(number, back.Id, ActionState.OnTheWay, new ActionDetails { Waybill = waybill, Courier = "圆通速递" }), desk.Agent)).Refusal.ShouldBeNull();
    }

    public static async Task<CaseAction> ArrivedAsync(TestDesk desk, string number)
    {
        var back = await ActionAsync(desk, number, ActionCatalogue.Return);
        (await desk.Get<TakeInReturn>().ExecuteAsync(new(number, back.Id, Waybill, null), desk.Warehouse)).Refusal.ShouldBeNull();
        return await ActionAsync(desk, number, ActionCatalogue.Return);
    }

    public static async Task<IReadOnlyList<Attachment>> PhotoAsync(TestDesk desk)
    {
        using var content = new MemoryStream(Gif, writable: false);
        return [new Attachment("验收.gif", (await desk.Get<EvidenceFiles>().StoreAsync(content, default)).Value)];
    }

    public static async Task<Value> FactAsync(TestDesk desk, string number, string fact)
    {
        var told = (await desk.Get<GuidanceQueries>().OfCaseAsync(desk.Agent, number)).Value!;
        return told.Sheet[fact]!.Value;
    }

    private static async Task<string> OpenAsync(TestDesk desk, int order, CaseSubtype subtype)
    {
        if (order == 0) await desk.ImportAsync(Importer.Orders(0, 60));
        var number = await desk.BuyerSaysAsync($"买家{order % 50:D3}", "收到的不对", $"10010000{order:D8}");
        (await desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseTypes.TypeOf(subtype), subtype, null), desk.Agent)).Refusal.ShouldBeNull();
        return number;
    }

    private static async Task SayAsync(TestDesk desk, string number, params (string Name, Value Value)[] facts) =>
        (await desk.Get<SayFacts>().ExecuteAsync(new(number, facts.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal)), desk.Agent)).Refusal.ShouldBeNull();
}
