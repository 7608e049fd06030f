using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Customers;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Customers.Privacy;

/// <param name="Reason">Names nobody: it is kept when all else is gone.</param>
public sealed record AskErasureInput(Guid CustomerId, ErasureWay Way, string Reason);

/// <summary>Writes down that a buyer asked to have their personal data erased; a second person decides (<see cref="DecideErasure"/>). Refused while one is open, and where all is erased already.</summary>
public sealed class AskErasure(Databases databases, ErasureKeys keys, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result<Guid>> ExecuteAsync(AskErasureInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditCustomers)) return Refusal.Forbidden();
        var reason = PlainText.Storable(input.Reason ?? "").Trim();
        if (PlainText.IsBlank(reason)) return Refusal.Invalid("erasure.reason_needed") with { Field = nameof(input.Reason) };
        if (reason.Length > Erasure.MaxReason) return Refusal.Invalid("erasure.reason_too_long", Erasure.MaxReason) with { Field = nameof(input.Reason) };

        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockAsync($"erasure:{input.CustomerId:N}", ct);
        if (await db.Customers.Where(c => c.Id == input.CustomerId).Select(c => c.Nick).SingleOrDefaultAsync(ct) is not { } nick) return Refusal.NotFound("customer.not_found");
        if (Erased.IsNick(nick)) return Refusal.Rule("erasure.erased_already", nick);
        if (await db.Erasures.AnyAsync(e => e.CustomerId == input.CustomerId && e.State == ErasureState.Open, ct)) return Refusal.Rule("erasure.asked_already");
        if ((await PersonalWords.OfAsync(db, input.CustomerId, nick, ct)).Find(word => reason.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } named)
            return Refusal.Invalid("erasure.reason_names", named) with { Field = nameof(input.Reason) };

        var now = time.GetUtcNow();
        await keys.MakeAsync(db, ct);
        var asked = new Erasure(Ids.New(now), actor.StoreId, input.CustomerId, input.Way, reason, actor, now);
        db.Erasures.Add(asked);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        signal.StoreChanged(actor.StoreId);
        signal.CustomerChanged(actor.StoreId, input.CustomerId);
        return asked.Id;
    }
}
