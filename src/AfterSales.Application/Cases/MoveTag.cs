using System.Globalization;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases;

/// <param name="Tag">By its name.</param>
/// <param name="Place">Where among those that are offered, counted from 1.</param>
public sealed record MoveTagInput(string Tag, int Place);

/// <summary>Changes the order in which tags are offered.</summary>
public sealed class MoveTag(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(MoveTagInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPlaybooks)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var offered = await db.Tags.Where(t => !t.IsRetired).OrderBy(t => t.Place).ThenBy(t => t.Name).ToListAsync(ct);
        if (offered.Find(t => t.Name == input.Tag) is not { } moved) return Refusal.NotFound("tag.not_found", input.Tag);
        var place = Math.Clamp(input.Place, 1, offered.Count);
        if (offered[place - 1] == moved) return Result.Done;
        offered.Remove(moved);
        offered.Insert(place - 1, moved);
        for (var i = 0; i < offered.Count; i++) offered[i].MoveTo(i + 1);
        db.Audit.Add(AuditEntry.By(actor, AuditKind.TagMoved, time.GetUtcNow(), moved.Name, place.ToString(CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(ct);
        signal.StoreChanged(actor.StoreId);
        return Result.Done;
    }
}
