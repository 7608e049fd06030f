using AfterSales.Application.People.Pay;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Pay;
using AfterSales.Domain.Shared;
using AfterSales.Web.Integrations;

namespace AfterSales.Web.People.Pay;

/// <summary>Pay for programs: what a month's sheets come to, and what people sold.</summary>
internal static class PayApi
{
    public static void MapPay(this IEndpointRouteBuilder api)
    {
        api.MapGet("/pay", MonthAsync).Produces<MonthPayJson>().Describe("GetPay", Permission.ManagePay);
        api.MapPost("/pay/amounts", EnterAsync).Accepts<PayAmountsJson>("application/json").Produces<PayEnteredJson>().Describe("PostPayAmounts", Permission.ManagePay);
    }

    private static async Task<IResult> MonthAsync(HttpContext http, SheetQueries sheets, CancellationToken ct, string? month = null)
    {
        var query = new QueryWords();
        var day = query.Day($"{month}-01", nameof(month));
        if (query.Refusal is { } refusal) return http.Problem(refusal);
        var found = await sheets.OfMonthAsync(day!.Value, http.Actor(), ct);
        return found.Ok ? Results.Json(MonthPayJson.Of(found.Value)) : http.Problem(found.Refusal);
    }

    private static async Task<IResult> EnterAsync(HttpContext http, JsonBody body, EnterPay enter, CancellationToken ct)
    {
        var (json, problem) = await body.ReadAsync<PayAmountsJson>(http);
        if (json is null) return problem!;
        var query = new QueryWords();
        var day = query.Day($"{json.Month}-01", nameof(json.Month));
        if (query.Refusal is { } refusal) return http.Problem(refusal);
        if (json.Amounts is not { Count: > 0 } amounts || amounts.Any(amount => amount.Person is null || amount.Kind is null || amount.Yuan is null))
            return http.Problem(Refusal.Invalid("pay.amounts_needed", EnterPay.MostAtOnce) with { Field = nameof(json.Amounts) });
        var entered = await enter.ExecuteAsync(new(day!.Value, [.. amounts.Select(amount => new PayAmount(amount.Person!.Value, amount.Kind!.Value, amount.Name, amount.Yuan!.Value))]), http.Actor(), ct);
        return entered.Ok ? Results.Json(new PayEnteredJson(entered.Value)) : http.Problem(entered.Refusal);
    }
}

/// <param name="Month">2026-11.</param>
/// <param name="Amounts">All of them or none; up to 500.</param>
internal sealed record PayAmountsJson(string? Month, IReadOnlyList<PayAmountJson>? Amounts);

/// <param name="Name">Of an extra: what it is for.</param>
internal sealed record PayAmountJson(Guid? Person, PayEntryKind? Kind, string? Name, decimal? Yuan);

/// <param name="Added">How many said something new.</param>
internal sealed record PayEnteredJson(int Added);

internal sealed record MonthPayJson(string Month, bool IsClosed, decimal Total, IReadOnlyList<SheetJson> Sheets)
{
    public static MonthPayJson Of(MonthPay pay) => new(PaySheets.MonthText(pay.Month), pay.Closed is not null, pay.Total, [.. pay.Sheets.Select(SheetJson.Of)]);
}

/// <summary>A person's sheet.</summary>
internal sealed record SheetJson(Guid Person, string Name, string? Grade, IReadOnlyList<SheetLineJson> Lines, decimal Total)
{
    public static SheetJson Of(MonthSheet sheet) => new(sheet.PersonId, sheet.Name, sheet.Grade, [.. sheet.Lines.Select(line => new SheetLineJson(line.Kind, line.Word, line.Count, line.Yuan, line.Computed))], sheet.Total);
}

/// <summary>A line: less than nothing is a penalty.</summary>
/// <param name="Word">Tells lines of one kind apart: what a bonus or an extra is for, the seconds of a rule, the month that is corrected.</param>
/// <param name="Count">How many there were; of the commission, the yuan that were sold.</param>
/// <param name="Computed">What the policy made of it, where a dispute changed it.</param>
internal sealed record SheetLineJson(PayLineKind Kind, string? Word, decimal Count, decimal Yuan, decimal? Computed);
