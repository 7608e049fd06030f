using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Pay;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.People.Pay;

/// <param name="Name">Of an extra; else null.</param>
public sealed record PayAmount(Guid PersonId, PayEntryKind Kind, string? Name, decimal Yuan);

/// <param name="Month">Any day of it.</param>
public sealed record EnterPayInput(DateOnly Month, IReadOnlyList<PayAmount> Amounts);

/// <summary>
/// Enters what nobody can count here: what people sold, what came back through them, and what is granted or taken off besides. All of it or nothing; what was entered
/// before stands in the history. What says the same as what holds adds nothing. Answers how many were new.
/// </summary>
public sealed class EnterPay(Databases databases, TimeProvider time)
{
    public const int MostAtOnce = 500;

    public async Task<Result<int>> ExecuteAsync(EnterPayInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManagePay)) return Refusal.Forbidden();
        if (input.Amounts.Count is 0 or > MostAtOnce) return Refusal.Invalid("pay.amounts_needed", MostAtOnce) with { Field = nameof(EnterPayInput.Amounts) };
        var (month, now) = (PayReads.FirstOf(input.Month), time.GetUtcNow());
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockPayAsync(ct);
        if (await db.IsClosedFromAsync(month, ct)) return PayReads.Closed(month);
        var people = input.Amounts.Select(amount => amount.PersonId).Distinct().ToList();
        if ((await db.StaffAsync(people, ct)).Count < people.Count) return Refusal.NotFound("person.not_found");
        var held = (await db.EntriesOfAsync(month, ct)).SelectMany(one => one).ToDictionary(entry => (entry.PersonId, entry.Kind, entry.Name), entry => entry.Yuan);
        var entered = new Dictionary<(Guid, PayEntryKind, string), PayEntry>();
        foreach (var amount in input.Amounts)
        {
            var made = PayEntry.Enter(amount.PersonId, month, amount.Kind, amount.Name, amount.Yuan, actor, now);
            if (made.Value is not { } entry) return made.Refusal!;
            // Of two of one kind and name the later holds.
            entered[(entry.PersonId, entry.Kind, entry.Name)] = entry;
        }
        var fresh = entered.Where(one => !held.TryGetValue(one.Key, out var was) || was != one.Value.Yuan).Select(one => one.Value).ToList();
        db.PayEntries.AddRange(fresh);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return fresh.Count;
    }
}
