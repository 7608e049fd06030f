using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People.Pay;

/// <param name="FromMonth">Any day of the first month.</param>
/// <param name="Grade">Of the policies from that month on; empty: not paid by grade any more.</param>
public sealed record SetPayGradeInput(Guid PersonId, DateOnly FromMonth, string Grade);

/// <summary>Gives a person a grade from a month on that is not closed; what they had before stands.</summary>
public sealed class SetPayGrade(Databases databases, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(SetPayGradeInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManagePay)) return Refusal.Forbidden();
        var month = PayReads.FirstOf(input.FromMonth);
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockPayAsync(ct);
        if (!(await db.StaffAsync([input.PersonId], ct)).ContainsKey(input.PersonId)) return Refusal.NotFound("person.not_found");
        if (await db.IsClosedFromAsync(month, ct)) return PayReads.Closed(month);
        // Until they have another: whoever has a grade that a policy does not know has no base.
        var next = await db.PayGrades.Where(g => g.PersonId == input.PersonId && g.FromMonth > month).MinAsync(g => (DateOnly?)g.FromMonth, ct);
        if (input.Grade.Length > 0 && (await db.PoliciesFromAsync(month, next, ct)).Any(policy => policy.BaseOf(input.Grade) is null)) return Refusal.Rule("pay.grade_unknown", input.Grade) with { Field = nameof(SetPayGradeInput.Grade) };
        db.PayGrades.Add(new(actor.StoreId, input.PersonId, month, input.Grade, actor.PersonId, actor.Name, time.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Done;
    }
}
