using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <param name="OwnPhrase">Its key.</param>
/// <param name="IsRetired">False lets it be picked again.</param>
public sealed record RetirePhraseInput(string OwnPhrase, bool IsRetired);

/// <summary>
/// Retires a phrase of the store's own invention, or takes that back. Refused while a playbook in its latest version, or a draft, says it (<c>phrase.in_use</c>, which names them).
/// Cases that follow an earlier version which says it are still told it.
/// </summary>
public sealed class RetirePhrase(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(RetirePhraseInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPlaybooks)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (await db.OwnPhrases.SingleOrDefaultAsync(p => p.Key == input.OwnPhrase, ct) is not { } phrase) return Refusal.NotFound("phrase.not_found", input.OwnPhrase);
        if (phrase.IsRetired == input.IsRetired) return Result.Done;
        if (input.IsRetired)
        {
            if (await UsesAsync(db, phrase.Key, ct) is { Count: > 0 } uses) return Refusal.Rule("phrase.in_use", string.Join('|', uses));
            phrase.Retire();
        }
        else
        {
            if (await db.OwnPhrases.CountAsync(p => !p.IsRetired, ct) >= SaveOwnPhrase.MostPhrases) return Refusal.Rule("phrase.too_many", SaveOwnPhrase.MostPhrases);
            phrase.Restore();
        }
        db.Audit.Add(AuditEntry.By(actor, input.IsRetired ? AuditKind.PhraseRetired : AuditKind.PhraseRestored, time.GetUtcNow(), phrase.Name));
        await db.SaveChangesAsync(ct);
        signal.StoreChanged(actor.StoreId);
        return Result.Done;
    }

    /// <summary>The playbooks that say it, <c>draft:</c> before those that only a draft makes say it.</summary>
    private static async Task<IReadOnlyList<string>> UsesAsync(StoreDb db, string key, CancellationToken ct)
    {
        // Drafts first: one that is published in between is seen as a draft or as a version, or as both.
        var drafts = await db.PlaybookDrafts.Select(d => new { d.Name, d.Document }).ToListAsync(ct);
        var latest = await db.PlaybookVersions.Where(p => !db.PlaybookVersions.Any(later => later.Name == p.Name && later.Version > p.Version)).Select(p => new { p.Name, p.Document }).ToListAsync(ct);
        var published = latest.Where(p => Says(p.Document, key)).Select(p => p.Name).OrderBy(PlaybookFiles.PlaceOf).ToList();
        return [.. published, .. drafts.Where(d => !published.Contains(d.Name) && Says(d.Document, key)).Select(d => d.Name).OrderBy(PlaybookFiles.PlaceOf).Select(name => $"draft:{name}")];
    }

    private static bool Says(string document, string key) => DmnReader.Read(document).Playbook?.PhrasesSaid().Contains(key) == true;
}
