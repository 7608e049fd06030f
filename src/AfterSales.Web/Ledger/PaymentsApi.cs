using AfterSales.Application.Ledger;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Integrations;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Ledger;

/// <summary>Payments for robots: what has to be paid, that one pays it, and what became of it; and the ledger to take away.</summary>
internal static class PaymentsApi
{
    private const string IdempotencyKey = "Idempotency-Key";

    public static void MapPayments(this IEndpointRouteBuilder api)
    {
        api.MapGet("/payouts", ListAsync).Produces<PayoutListJson>().Describe("GetPayouts", Permission.Pay);
        api.MapPost("/payouts/{id:guid}/sent", SendAsync).Accepts<SendPayoutJson>("application/json").Produces<PayoutMovedJson>().Describe("PostPayoutSent", Permission.Pay);
        api.MapPost("/payouts/{id:guid}/confirmed", ConfirmAsync).Accepts<ConfirmPayoutJson>("application/json").Produces<PayoutMovedJson>().Describe("PostPayoutConfirmed", Permission.Pay);
        api.MapPost("/payouts/{id:guid}/failed", FailAsync).Accepts<FailPayoutJson>("application/json").Produces<PayoutMovedJson>().Describe("PostPayoutFailed", Permission.Pay);
        api.MapGet("/ledger", LedgerAsync).Produces<LedgerJson>().Describe("GetLedger", Permission.Pay);
    }

    private static async Task<IResult> ListAsync(HttpContext http, PaymentQueries payments, Texts texts, CancellationToken ct, string? state = null, string? method = null, string? cursor = null)
    {
        var query = new QueryWords();
        var group = query.Word<PaymentGroup>(state switch { "approved" or "Approved" => nameof(PaymentGroup.ToPay), "confirmed" or "Confirmed" => nameof(PaymentGroup.Done), _ => state }, nameof(state)) ?? PaymentGroup.ToPay;
        var how = query.Word<PayoutMethod>(method, nameof(method));
        if (query.Refusal is { } refusal) return http.Problem(refusal);
        if (!PaymentCursor.TryRead(cursor, out var after)) return http.Problem(Refusal.Invalid("list.cursor_invalid") with { Field = nameof(cursor) });
        var found = await payments.ListAsync(group, how, after, http.Actor(), wholePayees: true, ct);
        return found.Ok ? Results.Json(new PayoutListJson([.. found.Value.Rows.Select(row => PayoutJson.Of(row, texts))], found.Value.Next?.ToString())) : http.Problem(found.Refusal);
    }

    private static async Task<IResult> SendAsync(Guid id, HttpContext http, JsonBody body, SendPayout send, CancellationToken ct)
    {
        var connector = PaymentConnectors.Api;
        // Nothing has to be said: it is this program that pays.
        if (http.Request.ContentLength is not (null or 0))
        {
            var (json, problem) = await body.ReadAsync<SendPayoutJson>(http);
            if (json is null) return problem!;
            connector = json.Connector ?? connector;
        }
        var key = http.Request.Headers[IdempotencyKey] is [{ } given] ? given : null;
        return Answer(http, await send.ExecuteAsync(new(id, connector, key), http.Actor(), ct));
    }

    private static async Task<IResult> ConfirmAsync(Guid id, HttpContext http, JsonBody body, ConfirmPayout confirm, CancellationToken ct)
    {
        var (json, problem) = await body.ReadAsync<ConfirmPayoutJson>(http);
        if (json is null) return problem!;
        if (json.AttemptKey is not { Length: > 0 } attempt) return http.Problem(Refusal.Invalid("payout.attempt_needed") with { Field = nameof(json.AttemptKey) });
        return Answer(http, await confirm.ExecuteAsync(new(id, json.ReceiptNo ?? "", attempt), http.Actor(), ct));
    }

    private static async Task<IResult> FailAsync(Guid id, HttpContext http, JsonBody body, FailPayout fail, CancellationToken ct)
    {
        var (json, problem) = await body.ReadAsync<FailPayoutJson>(http);
        if (json is null) return problem!;
        if (json.AttemptKey is not { Length: > 0 } attempt) return http.Problem(Refusal.Invalid("payout.attempt_needed") with { Field = nameof(json.AttemptKey) });
        return Answer(http, await fail.ExecuteAsync(new(id, json.Reason ?? "", attempt), http.Actor(), ct));
    }

    private static async Task<IResult> LedgerAsync(HttpContext http, LedgerQueries ledger, TimeProvider time, CancellationToken ct, string? from = null, string? to = null, string? after = null, string? limit = null)
    {
        var query = new QueryWords();
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var (first, last, most) = (query.Day(from, nameof(from)) ?? today.AddDays(-30), query.Day(to, nameof(to)) ?? today.AddDays(1), query.Number(limit, nameof(limit)) ?? LedgerQueries.MostLines);
        var since = query.Long(after, nameof(after)) ?? 0;
        if (query.Refusal is { } refusal) return http.Problem(refusal);
        var found = await ledger.LinesAsync(first, last, since, http.Actor(), most, ct);
        return found.Ok ? Results.Json(new LedgerJson(found.Value.Lines, found.Value.Next)) : http.Problem(found.Refusal);
    }

    private static IResult Answer(HttpContext http, Result<PayoutMoved> moved) =>
        moved.Ok ? Results.Json(new PayoutMovedJson(moved.Value.PayoutId, moved.Value.State, moved.Value.AttemptKey, moved.Value.ReceiptNo)) : http.Problem(moved.Refusal);
}

/// <summary>By which way it is paid: left out, by the program that says so; <c>folder</c>, by the payment robot.</summary>
internal sealed record SendPayoutJson(string? Connector);

internal sealed record ConfirmPayoutJson(string? AttemptKey, string? ReceiptNo);

internal sealed record FailPayoutJson(string? AttemptKey, string? Reason);

/// <param name="AttemptKey">What the attempt is known by; the same attempt is paid once.</param>
internal sealed record PayoutMovedJson(Guid Payout, PayoutState State, string AttemptKey, string? ReceiptNo);

/// <param name="NextCursor">Send it as cursor for the next page; null when this was the last.</param>
internal sealed record PayoutListJson(IReadOnlyList<PayoutJson> Payouts, string? NextCursor);

/// <summary>A payment to a buyer.</summary>
/// <param name="Payee">Where it goes; null: back by the order's own way.</param>
/// <param name="AttemptKey">Of the attempt under way or over; null before the first.</param>
/// <param name="Waits">Why it cannot go yet; null when it can.</param>
internal sealed record PayoutJson(
    Guid Payout, string Case, string Customer, string? OrderNo, string Remedy, PayoutMethod Method, string? Payee, decimal Amount, PayoutState State, string? AttemptKey,
    DateTimeOffset ApprovedAt, DateTimeOffset? SentAt, DateTimeOffset? ConfirmedAt, string? Connector, string? ReceiptNo, string? Trouble, string? Waits)
{
    public static PayoutJson Of(PaymentRow row, Texts texts) => new(
        row.Id, row.CaseNumber, row.Customer, row.OrderNo, row.Remedy, row.Method, row.Payee, row.Amount, row.State, row.Attempt > 0 ? row.AttemptKey : null,
        row.ApprovedAt, row.SentAt, row.ConfirmedAt, row.Connector, row.ReceiptNo, row.Trouble,
        row.Stop is { } stop ? texts.Sentence(stop) : row.BeingPaidBy is { } payer ? texts.Sentence(Refusal.Rule("payout.being_paid", payer)) : null);
}

/// <param name="Next">Send it as after for the lines that follow; null when there are no more.</param>
internal sealed record LedgerJson(IReadOnlyList<LedgerLine> Lines, long? Next);
