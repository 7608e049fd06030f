using System.Globalization;
using AfterSales.Application.Ledger;
using AfterSales.Domain.People;
using AfterSales.Web.People;
using AfterSales.Web.Remedies;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Ledger;

/// <summary>Batches, claim sheets and the ledger as files to take away.</summary>
public static class LedgerFiles
{
    public static string Batch(Guid id, string kind) => $"/payments/batches/{id}.{kind}";

    public static string Claims(ClaimSheet sheet, string kind) => $"/payments/claims.{kind}?month={Months.Text(sheet.Month)}&party={Uri.EscapeDataString(LedgerWords.Key(sheet.Party))}";

    public static string Page(DateOnly first, DateOnly last) => $"/payments/ledger?{Range(first, last)}";

    public static string Ledger(DateOnly first, DateOnly last) => $"/payments/ledger.csv?{Range(first, last)}";

    public static void MapPayments(this WebApplication app)
    {
        var payments = app.MapGroup("/payments").RequireAuthorization().ExcludeFromDescription();
        foreach (var kind in SheetFile.Kinds)
        {
            payments.MapGet($"/batches/{{id:guid}}.{kind}", (Guid id, HttpContext http, FileDesk desks, BatchQueries batches, CancellationToken ct) => BatchAsync(id, kind, http, desks, batches, ct));
            payments.MapGet($"/claims.{kind}", (string? month, string? party, HttpContext http, FileDesk desks, ClaimSheetQueries claims, Texts texts, Formats formats, CancellationToken ct) => ClaimsAsync(month, party, kind, http, desks, claims, texts, formats, ct));
        }
        payments.MapGet("/ledger.csv", LedgerAsync);
    }

    // The platform's tool reads Chinese, whatever language its reader has.
    private static async Task<IResult> BatchAsync(Guid id, string kind, HttpContext http, FileDesk desks, BatchQueries batches, CancellationToken ct)
    {
        if (await desks.OfAsync(http) is not { Actor: var actor } || (await batches.FindAsync(id, actor, ct)).Value is not { Batch: var batch }) return TypedResults.NotFound();
        var texts = new Texts(Languages.Chinese);
        var table = new SheetTable(texts.Word(batch.Method), batch.SentAt,
            [texts["Ledger.No"], texts["Cases.OrderNo"], texts["Ledger.Nick"], texts["Ledger.Payee"], texts["Ledger.Yuan"], texts["Ledger.For"], texts["Ledger.Case"], texts["Ledger.AttemptKey"]],
            batch.Lines.Select(line => (IReadOnlyList<object?>)[line.No, line.OrderNo, line.Buyer, line.Payee, line.Amount, texts.Action(line.Remedy), line.CaseNumber, line.AttemptKey]));
        return SheetFile.Of(table, kind, string.Create(CultureInfo.InvariantCulture, $"payments-{batch.SentAt:yyyyMMdd-HHmmss}-{batch.Count}"));
    }

    private static async Task<IResult> ClaimsAsync(
        string? month, string? party, string kind, HttpContext http, FileDesk desks, ClaimSheetQueries claims, Texts texts, Formats formats, CancellationToken ct)
    {
        if (await desks.OfAsync(http) is not { Actor: var actor } || LedgerWords.PartyOf(party) is not { } whose) return TypedResults.NotFound();
        var first = Months.Of(month, DateOnly.FromDateTime(formats.Wall(formats.Now)));
        if ((await claims.FindAsync(first, whose, actor, ct)).Value is not { } sheet) return TypedResults.NotFound();
        var table = new SheetTable($"{texts.PartyOf(whose)} {Months.Text(first)}", new DateTimeOffset(first, TimeOnly.MinValue, TimeSpan.Zero),
            [texts["Ledger.Case"], texts["Cases.Customer"], texts["Cases.OrderNo"], texts["Ledger.Waybill"], texts["Ledger.Before"], texts["Ledger.Borne"], texts["Ledger.Claimed"], texts["Ledger.Agreed"],
                texts["Ledger.Received"], texts["Ledger.Lost"], texts["Ledger.Surplus"], texts["Ledger.Open"], texts["Ledger.ClaimNo"], texts["Ledger.Evidence"]],
            [
                .. sheet.Lines.Select(line => (IReadOnlyList<object?>)[line.CaseNumber, line.Customer, line.OrderNo, line.Waybill, line.Before, line.Borne, line.Claimed, line.Agreed, line.Received, line.Lost, line.Surplus, line.Open, line.Reference, line.Evidence]),
                [texts["Ledger.Total"], null, null, null, sheet.Before, sheet.Borne, null, null, sheet.Received, sheet.Lost, sheet.Surplus, sheet.Open, null, null],
            ]);
        return SheetFile.Of(table, kind, $"claims-{Months.Text(first)}-{whose.Party}".ToLowerInvariant());
    }

    // Line by line, however many: only a page is held at a time.
    private static async Task<IResult> LedgerAsync(string? from, string? to, HttpContext http, FileDesk desks, LedgerQueries ledger, Texts texts, Formats formats)
    {
        if (await desks.OfAsync(http) is not { Actor: var actor } || !actor.May(Permission.Pay)) return TypedResults.NotFound();
        var today = DateOnly.FromDateTime(formats.Wall(formats.Now));
        var (first, last) = (Months.Day(from) ?? new DateOnly(today.Year, today.Month, 1), Months.Day(to) ?? today);
        return TypedResults.Stream(body => WriteAsync(body, first, last, actor, ledger, texts, formats, http.RequestAborted), SheetFile.CsvType, $"ledger-{Months.DayText(first)}-{Months.DayText(last)}.csv");
    }

    private static async Task WriteAsync(Stream body, DateOnly first, DateOnly last, Actor actor, LedgerQueries ledger, Texts texts, Formats formats, CancellationToken ct)
    {
        await using var writer = Csv.Writer(body);
        await writer.WriteLineAsync(Csv.Line(texts["Ledger.At"], texts["Ledger.Case"], texts["Ledger.Booking"], texts["Ledger.Account"], texts["Ledger.Yuan"], texts["Ledger.Bearer"], texts["Ledger.BearerName"], texts["Ledger.By"], texts["Ledger.Key"]).AsMemory(), ct);
        for (long? after = 0; after is { } from;)
        {
            if ((await ledger.LinesAsync(first, last, from, actor, ct: ct)).Value is not { } page) return;
            foreach (var line in page.Lines)
                await writer.WriteLineAsync(Csv.Line(formats.Exactly(line.At), line.Case, texts.Word(line.Kind), texts.Word(line.Account), line.Yuan, texts.Word(line.Party), line.PartyName ?? line.PersonId?.ToString(), line.By, line.Key).AsMemory(), ct);
            after = page.Next;
        }
    }

    private static string Range(DateOnly first, DateOnly last) => $"from={Months.DayText(first)}&to={Months.DayText(last)}";
}
