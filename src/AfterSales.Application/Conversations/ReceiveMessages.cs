using AfterSales.Application.Cases;
using AfterSales.Application.Clocks;
using AfterSales.Application.Customers.Privacy;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Conversations;

/// <summary>
/// Takes messages in, many at once, in one transaction: each joins the customer's open case for its order or opens one
/// (SPEC 2.2), its clocks start or stop, and a type is proposed from its words. Answers in the order given; a bad message
/// refuses itself, not the others. When this returns, everything it accepted is committed.
/// </summary>
public sealed class ReceiveMessages(Databases databases, ClockPolicies policies, Keywords keywords, StoreZones zones, ErasureKeys erasures, CaseLocks locks, TimeProvider time)
{
    private const int MaxTries = 4;

    public async Task<IReadOnlyList<Result<ReceivedMessage>>> ExecuteAsync(IReadOnlyList<IncomingMessage> messages, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ReceiveMessages) && !actor.May(Permission.HandleCases) && !actor.May(Permission.Import))
            return [.. messages.Select(_ => new Result<ReceivedMessage>(Refusal.Forbidden()))];
        var answers = new Result<ReceivedMessage>[messages.Count];
        var good = new List<(IncomingMessage Message, int Index)>(messages.Count);
        for (var i = 0; i < messages.Count; i++)
        {
            if (Check(messages[i]) is { } refusal) answers[i] = refusal;
            else good.Add((messages[i], i));
        }
        if (good.Count > 0) await TakeAsync(good, answers, actor, ct);
        return answers;
    }

    private async Task TakeAsync(List<(IncomingMessage Message, int Index)> good, Result<ReceivedMessage>[] answers, Actor actor, CancellationToken ct)
    {
        // Before the transaction: a connection that waits for another of the same pool can wait for ever.
        var policy = await policies.CurrentAsync(actor.StoreId, ct);
        var words = await keywords.OfAsync(actor.StoreId, ct);
        var zone = await zones.OfAsync(actor.StoreId, ct);
        var erasureKey = await erasures.OfAsync(actor.StoreId, ct);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var db = databases.For(actor);
                var intake = await Intake.PrepareAsync(db, good, actor, policy, words, zone, erasureKey, time.GetUtcNow(), ct);
                await intake.RunAsync(answers, locks, ct);
                await db.CommitManyAsync(Intake.ManyRows, Intake.LockedRows, ct);
                intake.Tell(locks);
                return;
            }
            // The same message, or the same new case, was written by another node at this moment: look again and find it there.
            catch (DbUpdateException e) when (attempt < MaxTries && e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
            {
            }
        }
    }

    private static Refusal? Check(IncomingMessage message)
    {
        if (PlainText.IsBlank(message.Customer) || message.Customer.Length > 200) return Refusal.Invalid("message.customer_needed") with { Field = "Customer" };
        if (PlainText.IsBlank(message.Channel) || message.Channel.Length > 40) return Refusal.Invalid("message.channel_needed") with { Field = "Channel" };
        if (message.OrderNo?.Length > 64) return Refusal.Invalid("message.order_no_too_long") with { Field = "OrderNo" };
        if (message.ExternalId?.Length > 200) return Refusal.Invalid("message.external_id_too_long") with { Field = "ExternalId" };
        if (message.Agent?.Length > 200) return Refusal.Invalid("reply.agent_invalid") with { Field = "Agent" };
        if (message.Kind == MessageKind.Note) return Refusal.Invalid("message.kind_not_from_outside") with { Field = "Kind" };
        if (new[] { message.Customer, message.Channel, message.OrderNo, message.ExternalId, message.Agent }.Any(key => key is not null && !PlainText.MayBeKey(key))) return Refusal.Invalid("message.unreadable");
        return MessageRules.Check(message.Text, message.Attachments);
    }
}
