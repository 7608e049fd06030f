using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases;

/// <param name="Tag">By its name.</param>
/// <param name="IsRetired">False offers it again, where it was.</param>
public sealed record RetireTagInput(string Tag, bool IsRetired);

/// <summary>Offers a tag no longer, or again. Cases that carry it keep it.</summary>
public sealed class RetireTag(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(RetireTagInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPlaybooks)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (await db.Tags.SingleOrDefaultAsync(t => t.Name == input.Tag, ct) is not { } tag) return Refusal.NotFound("tag.not_found", input.Tag);
        if (tag.IsRetired == input.IsRetired) return Result.Done;
        if (!input.IsRetired && await db.Tags.CountAsync(t => !t.IsRetired, ct) >= SaveTag.MostTags) return Refusal.Rule("tag.too_many", SaveTag.MostTags);
        if (input.IsRetired) tag.Retire();
        else tag.Restore();
        db.Audit.Add(AuditEntry.By(actor, input.IsRetired ? AuditKind.TagRetired : AuditKind.TagRestored, time.GetUtcNow(), tag.Name));
        await db.SaveChangesAsync(ct);
        signal.StoreChanged(actor.StoreId);
        return Result.Done;
    }
}
