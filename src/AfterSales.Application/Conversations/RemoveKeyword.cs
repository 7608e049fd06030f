using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Conversations;

/// <summary>Takes a word out of the keyword table of intake.</summary>
public sealed class RemoveKeyword(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(string word, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPlaybooks)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (await db.Keywords.SingleOrDefaultAsync(k => k.Word == word, ct) is not { } keyword) return Refusal.NotFound("keyword.not_found", word);
        db.Keywords.Remove(keyword);
        db.Audit.Add(AuditEntry.By(actor, AuditKind.KeywordRemoved, time.GetUtcNow(), word, keyword.Subtype.ToString(), $"×{keyword.Weight}"));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.NotFound("keyword.not_found", word);
        }
        signal.StoreChanged(actor.StoreId);
        return Result.Done;
    }
}
