using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases;

/// <param name="Known">The tag that is changed, by the name on the screen; null adds one.</param>
/// <param name="Name">What cases shall carry, up to <see cref="Case.MaxTag"/> characters.</param>
/// <param name="EnglishName">What people who read English see instead; none: the same.</param>
public sealed record SaveTagInput(string? Known, string Name, string? EnglishName, FlagColour? Colour);

/// <summary>
/// Adds a tag to the store's list, or changes one. A tag that is called otherwise is so on every case that carries it, at once: all of it is done, or nothing.
/// </summary>
public sealed class SaveTag(Databases databases, ChangeSignal signal, TimeProvider time)
{
    /// <summary>Offered at a time: more than anybody picks from.</summary>
    public const int MostTags = 200;

    /// <summary>On how many cases, open or not, it was renamed.</summary>
    public async Task<Result<int>> ExecuteAsync(SaveTagInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPlaybooks)) return Refusal.Forbidden();
        var now = time.GetUtcNow();
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Locked: of two who rename it at once, the second finds no tag of that name any more.
        var tag = input.Known is { } known
            ? await db.Tags.FromSql($"select * from tags where store_id = {actor.StoreId} and name = {PlainText.Storable(known)} for update").SingleOrDefaultAsync(ct)
            : await NewAsync(db, actor, now, ct);
        if (tag is null) return input.Known is { } gone ? Refusal.NotFound("tag.not_found", gone) : Refusal.Rule("tag.too_many", MostTags);
        var before = tag.Name;
        if (tag.Describe(input.Name, input.EnglishName, input.Colour).Refusal is { } refusal) return refusal;
        if (await db.Tags.Where(t => t.Name == tag.Name && t.Id != tag.Id).Select(t => (bool?)t.IsRetired).SingleOrDefaultAsync(ct) is { } isRetired)
            return Refusal.Rule(isRetired ? "tag.taken_by_retired" : "tag.taken", tag.Name) with { Field = nameof(input.Name) };

        var isRenamed = before.Length > 0 && before != tag.Name;
        var renamed = isRenamed ? await TagRenaming.RunAsync(db, before, tag.Name, actor, now, ct) : RenamedCases.None;
        if (isRenamed) db.Audit.Add(AuditEntry.By(actor, AuditKind.TagRenamed, now, before, tag.Name, $"×{renamed.Count}"));
        else db.Audit.Add(AuditEntry.By(actor, AuditKind.TagSaved, now, tag.Name, new[] { tag.EnglishName, tag.Colour?.ToString() }.OfType<string>()));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            return Refusal.Conflict("tag.stale", tag.Name);
        }
        await transaction.CommitAsync(ct);
        signal.StoreChanged(actor.StoreId);
        foreach (var id in renamed.Live) signal.CaseChanged(actor.StoreId, id);
        return renamed.Count;
    }

    private static async Task<StoreTag?> NewAsync(StoreDb db, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Tags.CountAsync(t => !t.IsRetired, ct) >= MostTags) return null;
        var tag = new StoreTag(Ids.New(now), actor.StoreId, (await db.Tags.MaxAsync(t => (int?)t.Place, ct) ?? 0) + 1);
        db.Tags.Add(tag);
        return tag;
    }
}
