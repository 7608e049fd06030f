using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AfterSales.Application.Ledger;

/// <summary>
/// Hands over what is sent by a connector that pays by itself, one after the other, and hears its answers. What it finds sent and unanswered, at its start as
/// later, it asks about first: only what the connector was never told of is told. Any number of nodes may run one; each payment is one's at a time.
/// </summary>
public sealed class PaymentWorker(Databases databases, PaymentConnectors connectors, ConfirmPayout confirm, FailPayout fail, ChangeSignal signal, TimeProvider time, ILogger<PaymentWorker> log) : BackgroundService
{
    // Answers are found by looking.
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BackOff = TimeSpan.FromSeconds(5);

    /// <summary>Of so many that went wrong at once is told.</summary>
    private const int MostTold = 3;

    private readonly SemaphoreSlim _rung = new(0, 1);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    public override void Dispose()
    {
        base.Dispose();
        _rung.Dispose();
    }

    /// <summary>Looks once after every payment that is under way. One that goes wrong keeps no other waiting; what went wrong is thrown at the end.</summary>
    public async Task WorkAsync(CancellationToken ct)
    {
        var wrong = new List<Exception>();
        foreach (var due in await UnderWayAsync(ct))
        {
            try
            {
                await LookAfterAsync(due, ct);
            }
            // Without the database no other would go on either.
            catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException or NpgsqlException or DbUpdateException))
            {
                if (wrong.Count < MostTold) wrong.Add(e);
            }
        }
        if (wrong.Count > 0) throw new AggregateException(wrong);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (connectors.PayingByThemselves.Count == 0) return;
        using var listening = signal.Subscribe(Hear);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(stoppingToken);
                await _rung.WaitAsync(LookEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                log.LogError(e, "Payments cannot be handed over; trying again");
                await Task.Delay(BackOff, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task LookAfterAsync(UnderWay due, CancellationToken ct)
    {
        var connector = connectors.Find(due.Connector)!;
        var answer = await connector.AskAsync(due.Order.AttemptKey, ct);
        if (answer.Kind == PaymentAnswerKind.NotKnown) await HandOverAsync(due, connector, ct);
        else if (answer.Kind != PaymentAnswerKind.Pending) await HearAsync(due, answer, ct);
    }

    private void Hear(Change change)
    {
        if (change.Of != ChangeOf.Payout) return;
        try
        {
            _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is being woken already.
        }
    }

    private async Task<List<UnderWay>> UnderWayAsync(CancellationToken ct)
    {
        await using var command = databases.Source.CreateCommand(
            """
            select p.id, p.store_id, p.attempt, p.connector, c.number, p.order_no, c.customer_nick, p.method, p.payee, p.amount, p.remedy, p.sent_at
            from payouts p join cases c on c.store_id = p.store_id and c.id = p.case_id where p.state = 'Sent' and p.connector = any(@names) order by p.sent_at limit 5000
            """);
        command.Parameters.AddWithValue("names", connectors.PayingByThemselves.ToArray());
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<UnderWay>();
        while (await rows.ReadAsync(ct))
        {
            var id = rows.GetGuid(0);
            found.Add(new(rows.GetString(3), rows.GetInt32(2), new PaymentOrder(
                Payout.KeyOfAttempt(id, rows.GetInt32(2)), rows.GetGuid(1), id, rows.GetString(4), await TextAsync(5), rows.GetString(6), Enum.Parse<PayoutMethod>(rows.GetString(7)), await TextAsync(8),
                rows.GetDecimal(9), rows.GetString(10), new DateTimeOffset(rows.GetDateTime(11)))));
        }
        return found;

        async Task<string?> TextAsync(int at) => await rows.IsDBNullAsync(at, ct) ? null : rows.GetString(at);
    }

    /// <summary>
    /// Tells the connector, while nobody else can: whoever is about to call it failed waits, and another node passes it over. What was handed over before, and
    /// the connector no longer knows of, is left for people: it may have been paid.
    /// </summary>
    private async Task HandOverAsync(UnderWay due, IPaymentConnector connector, CancellationToken ct)
    {
        await using var connection = await databases.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var take = new NpgsqlCommand("select handed_at is null from payouts where store_id = @store and id = @id and state = 'Sent' and attempt = @attempt for update skip locked", connection);
        Name(take, due);
        if (await take.ExecuteScalarAsync(ct) is not bool isFirst) return;
        if (!isFirst)
        {
            if (_refused.Add(due.Order.AttemptKey)) log.LogError("{Connector} does not know {Attempt} any more, which was handed over to it; somebody has to look whether it was paid", due.Connector, due.Order.AttemptKey);
            return;
        }
        await connector.SendAsync(due.Order, ct);
        await using var mark = new NpgsqlCommand("update payouts set handed_at = @now where store_id = @store and id = @id and attempt = @attempt", connection);
        Name(mark, due);
        mark.Parameters.AddWithValue("now", time.GetUtcNow());
        await mark.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task HearAsync(UnderWay due, PaymentAnswer answer, CancellationToken ct)
    {
        var (actor, key) = (Actor.System(due.Order.StoreId), due.Order.AttemptKey);
        var heard = answer.Kind == PaymentAnswerKind.Paid
            ? await confirm.ExecuteAsync(new(due.Order.PayoutId, answer.Text, key), actor, ct)
            : await fail.ExecuteAsync(new(due.Order.PayoutId, answer.Text.Length > Payout.MaxTrouble ? answer.Text[..Payout.MaxTrouble] : answer.Text, key), actor, ct);
        if (heard.Refusal is { Kind: not RefusalKind.Conflict } refusal && _refused.Add(key)) log.LogError("The answer to {Attempt} was refused: {Code}", key, refusal.Code);
    }

    private static void Name(NpgsqlCommand command, UnderWay due)
    {
        command.Parameters.AddWithValue("store", due.Order.StoreId);
        command.Parameters.AddWithValue("id", due.Order.PayoutId);
        command.Parameters.AddWithValue("attempt", due.Attempt);
    }

    private sealed record UnderWay(string Connector, int Attempt, PaymentOrder Order);
}
